package io.loadline.risk.kernel;

import static io.loadline.risk.kernel.GoldenPoints.number;
import static io.loadline.risk.kernel.GoldenPoints.side;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BlackPriceTest {
  @Test
  void isGoodTo1e15OfTheForwardAndForPutsBeyondFourForwardsOfTheStrike() {
    for (var point : GoldenPoints.of("black-wide")) {
      double forward = number(point, 1);
      double strike = number(point, 2);
      double error = GoldenPoints.absoluteError(price(point), reference(point));
      assertThat(error).as("%s", point).isLessThanOrEqualTo(1e-15 * Math.max(forward, strike));
      if (side(point) > 0 || strike <= 4 * forward) {
        assertThat(error).as("%s", point).isLessThanOrEqualTo(1e-15 * forward);
      }
    }
  }

  @Test
  void isGoodTo1e13OfThePriceFromADeviationOfATenthOn() {
    int inside = 0;
    for (var point : GoldenPoints.of("black-wide")) {
      double expected = reference(point).doubleValue();
      if (expected > 1e-10 * number(point, 1) && number(point, 3) >= 0.1) {
        inside++;
        double error = GoldenPoints.absoluteError(price(point), reference(point));
        assertThat(error).as("%s", point).isLessThanOrEqualTo(1e-13 * expected);
      }
    }
    assertThat(inside).isGreaterThan(1000);
  }

  @Test
  void theShortListIsGoodToTheSame() {
    for (var point : GoldenPoints.of("black")) {
      double error = Math.abs(price(point) - number(point, 4));
      double greater = Math.max(number(point, 1), number(point, 2));
      assertThat(error).as("%s", point).isLessThanOrEqualTo(1e-15 * greater);
    }
  }

  @Test
  void oneAtATimeAndManyAtOnceGiveTheSameBits() {
    var points = GoldenPoints.of("black-wide");
    int count = 97;
    var work = new Work(count);
    var result = new double[count];
    for (double side : new double[] {1, -1}) {
      for (int start = 0; start + count <= points.size(); start += count) {
        var forward = new double[count];
        var logMoneyness = new double[count];
        var deviation = new double[count];
        var discount = new double[count];
        double strike = number(points.get(start), 2);
        for (int i = 0; i < count; i++) {
          forward[i] = number(points.get(start + i), 1);
          logMoneyness[i] = Logarithm.log(forward[i] / strike);
          deviation[i] = number(points.get(start + i), 3);
          discount[i] = 1 - i / 200.0;
        }
        Black76.prices(
            side, strike, forward, logMoneyness, deviation, discount, result, work, count);
        for (int i = 0; i < count; i++) {
          double alone =
              Black76.price(side, forward[i], strike, logMoneyness[i], deviation[i], discount[i]);
          assertThat(Double.doubleToRawLongBits(alone))
              .isEqualTo(Double.doubleToRawLongBits(result[i]));
        }
      }
    }
  }

  private static double price(JsonNode point) {
    double forward = number(point, 1);
    double strike = number(point, 2);
    double logMoneyness = Logarithm.log(forward / strike);
    return Black76.price(side(point), forward, strike, logMoneyness, number(point, 3), 1);
  }

  private static BigDecimal reference(JsonNode point) {
    return new BigDecimal(point.get(4).asString());
  }
}
