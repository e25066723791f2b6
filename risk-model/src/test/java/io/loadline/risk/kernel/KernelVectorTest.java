package io.loadline.risk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.Vectors;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Golden points were computed with 60 digits by scripts/generate-kernel-coefficients.py. */
class KernelVectorTest {
  private static final double ULP = 0x1p-52;

  @Test
  void exponentialIsGoodToOneUlp() {
    assertThat(worstRelativeError("kernel-exp.json", Exponential::exp)).isLessThan(1.0 * ULP);
  }

  @Test
  void logarithmIsGoodToOneUlp() {
    assertThat(worstRelativeError("kernel-log.json", Logarithm::log)).isLessThan(1.0 * ULP);
  }

  @Test
  void normalDistributionIsGoodToTheRoundingOfItsArgumentsSquare() {
    double worst = 0;
    for (var point : Vectors.read("kernel-cdf.json").get("points")) {
      double x = number(point, 0);
      double expected = number(point, 1);
      double error = Math.abs(NormalCdf.cdf(x) - expected) / expected;
      worst = Math.max(worst, error / ((4 + x * x / 2) * ULP));
    }
    assertThat(worst).isLessThan(1);
  }

  @Test
  void blackPriceIsGoodTo1e15OfTheForward() {
    var work = new Work(1);
    double worstOfForward = 0;
    double worstRelative = 0;
    for (var point : Vectors.read("kernel-black.json").get("points")) {
      double forward = number(point, 1);
      double strike = number(point, 2);
      double expected = number(point, 4);
      var result = new double[1];
      Black76.prices(
          point.get(0).asBoolean() ? 1 : -1,
          strike,
          new double[] {forward},
          new double[] {Logarithm.log(forward / strike)},
          new double[] {number(point, 3)},
          new double[] {1},
          result,
          work,
          1);
      double error = Math.abs(result[0] - expected);
      worstOfForward = Math.max(worstOfForward, error / Math.max(forward, strike));
      if (expected > 1e-4 * forward) {
        worstRelative = Math.max(worstRelative, error / expected);
      }
    }
    assertThat(worstOfForward).isLessThan(1e-15);
    assertThat(worstRelative).isLessThan(1e-12);
  }

  @Test
  void thereAreAThousandPointsOfEach() {
    for (var name : new String[] {"exp", "log", "cdf", "black"}) {
      assertThat(Vectors.read("kernel-" + name + ".json").get("points").size())
          .as(name)
          .isGreaterThanOrEqualTo(1000);
    }
  }

  private static double worstRelativeError(String file, DoubleUnaryOperator function) {
    double worst = 0;
    for (var point : Vectors.read(file).get("points")) {
      double expected = number(point, 1);
      double error = Math.abs(function.applyAsDouble(number(point, 0)) - expected);
      worst = Math.max(worst, expected == 0 ? error / ULP : error / Math.abs(expected));
    }
    return worst;
  }

  private static double number(JsonNode point, int index) {
    return Double.parseDouble(point.get(index).asString());
  }
}
