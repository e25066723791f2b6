package io.loadline.risk.kernel;

import static io.loadline.risk.kernel.GoldenPoints.ULP;
import static io.loadline.risk.kernel.GoldenPoints.number;
import static io.loadline.risk.kernel.GoldenPoints.relativeError;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden points were computed with 60 digits by scripts/generate-kernel-*.py. */
class KernelVectorTest {
  @Test
  void exponentialIsGoodToOneUlp() {
    assertThat(worstRelativeError("exp", Exponential::exp)).isLessThan(1.0 * ULP);
  }

  @Test
  void logarithmIsGoodToOneUlp() {
    assertThat(worstRelativeError("log", Logarithm::log)).isLessThan(1.0 * ULP);
  }

  @Test
  void powerIsGoodToTheRoundingOfItsExponentTimesTheLogarithm() {
    double worst = 0;
    for (var point : GoldenPoints.of("power")) {
      double base = number(point, 0);
      double exponent = number(point, 1);
      double error = relativeError(Logarithm.power(base, exponent), number(point, 2));
      double size = Math.abs(exponent * Logarithm.log(base));
      worst = Math.max(worst, error / ((1 + size) * ULP));
    }
    assertThat(worst).isLessThan(1);
  }

  @Test
  void normalDistributionIsGoodToTheRoundingOfItsArgumentsSquare() {
    double worst = 0;
    for (var point : GoldenPoints.of("cdf")) {
      double x = number(point, 0);
      double error = relativeError(NormalCdf.cdf(x), number(point, 1));
      worst = Math.max(worst, error / ((4 + x * x / 2) * ULP));
    }
    assertThat(worst).isLessThan(1);
  }

  @Test
  void totalVarianceIsGoodToTheRoundingOfItsGreatestTerm() {
    double worst = 0;
    for (var point : GoldenPoints.of("svi")) {
      double a = number(point, 0);
      double b = number(point, 1);
      double rho = number(point, 2);
      double m = number(point, 3);
      double sigma = number(point, 4);
      double k = number(point, 5);
      assertThat(RawSvi.isValid(a, b, rho, sigma)).as("%s", point).isTrue();
      double widest = 4 * Math.sqrt(a + b * sigma);
      double x = Math.min(Math.max(k, -widest), widest) - m;
      double greatest = Math.abs(a) + b * (Math.abs(rho * x) + Math.sqrt(x * x + sigma * sigma));
      double error = Math.abs(RawSvi.totalVariance(a, b, rho, m, sigma, k) - number(point, 6));
      worst = Math.max(worst, error / (greatest * ULP));
    }
    assertThat(worst).isLessThan(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"exp", "log", "power", "cdf", "svi", "black", "black-wide", "greeks", "implied"})
  void thereAreAThousandPointsOfEachFunction(String name) {
    assertThat(GoldenPoints.of(name).size()).isGreaterThanOrEqualTo(1000);
  }

  private static double worstRelativeError(String name, DoubleUnaryOperator function) {
    double worst = 0;
    for (var point : GoldenPoints.of(name)) {
      double value = function.applyAsDouble(number(point, 0));
      double expected = number(point, 1);
      worst =
          Math.max(worst, expected == 0 ? Math.abs(value) / ULP : relativeError(value, expected));
    }
    return worst;
  }
}
