package io.loadline.risk.kernel;

import static io.loadline.risk.kernel.GoldenPoints.number;
import static io.loadline.risk.kernel.GoldenPoints.relativeError;
import static io.loadline.risk.kernel.GoldenPoints.side;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The points are differences of a 60-digit price and know nothing of the closed forms. */
class GreeksTest {
  private static final int OUTPUTS = 7;

  @Test
  void areGoodTo1e12FromADeviationOfATenthOn() {
    int inside = 0;
    for (var point : GoldenPoints.of("greeks")) {
      if (isInside(point)) {
        inside++;
        for (int i = 0; i < 7; i++) {
          double error = relativeError(values(greeks(point)).get(i), number(point, OUTPUTS + i));
          assertThat(error).as("greek %d of %s", i, point).isLessThanOrEqualTo(1e-12);
        }
      }
    }
    assertThat(inside).isGreaterThan(400);
  }

  @Test
  void deltaAndVegaAreGoodTo1e12OfTheirGreatestValueEverywhere() {
    for (var point : GoldenPoints.of("greeks")) {
      var greeks = greeks(point);
      double discount = number(point, 6);
      double greatestVega = discount * number(point, 1) * Math.sqrt(number(point, 4));
      assertThat(greeks.delta())
          .as("%s", point)
          .isCloseTo(number(point, OUTPUTS), within(1e-12 * discount));
      assertThat(greeks.vega())
          .as("%s", point)
          .isCloseTo(number(point, OUTPUTS + 2), within(1e-12 * greatestVega));
    }
  }

  @Test
  void deltaOfACallAndOfItsPutAreOneForwardApart() {
    for (var point : GoldenPoints.of("greeks")) {
      double logMoneyness = Logarithm.log(number(point, 1) / number(point, 2));
      double deviation = number(point, 3) * Math.sqrt(number(point, 4));
      double call = Greeks.delta(1, logMoneyness, deviation, 1);
      double put = Greeks.delta(-1, logMoneyness, deviation, 1);
      assertThat(call - put).as("%s", point).isCloseTo(1, within(GoldenPoints.ULP));
      assertThat(call).isBetween(0.0, 1.0);
      assertThat(put).isBetween(-1.0, 0.0);
    }
  }

  @Test
  void withoutDeviationAnOptionIsItsDiscountedPayoff() {
    double inTheMoney = Logarithm.log(2000.0 / 1900);
    assertThat(Greeks.of(1, 2000, 1900, inTheMoney, 0.8, 0, 0.05, 0.99))
        .isEqualTo(new Greeks(0.99, 0, 0, 0, 0, 0.05 * 0.99, 0.05 * 99));
    double outOfTheMoney = Logarithm.log(2000.0 / 2100);
    var worthless = Greeks.of(1, 2000, 2100, outOfTheMoney, 0.8, 0, 0.05, 0.99);
    assertThat(values(worthless)).allSatisfy(x -> assertThat(x).isCloseTo(0, within(1e-300)));
    var still = Greeks.of(-1, 2000, 2100, outOfTheMoney, 0, 0.5, 0.05, 0.99);
    assertThat(still.delta()).isEqualTo(-0.99);
    assertThat(still.theta()).isEqualTo(0.05 * 99);
  }

  @Test
  void nothingIsInfiniteOrMissingAtTheEdges() {
    for (double side : new double[] {1, -1}) {
      for (double strike : new double[] {1e-6, 1, 1999.999999, 2000, 1e9}) {
        for (double volatility : new double[] {0, 1e-9, 1e-3, 12}) {
          for (double years : new double[] {0, 1 / 31_536_000.0, 10}) {
            double logMoneyness = Logarithm.log(2000 / strike);
            var greeks = Greeks.of(side, 2000, strike, logMoneyness, volatility, years, 0, 1);
            assertThat(values(greeks))
                .as("strike %s, volatility %s, years %s", strike, volatility, years)
                .allMatch(Double::isFinite);
          }
        }
      }
    }
  }

  private static boolean isInside(JsonNode point) {
    double forward = number(point, 1);
    double deviation = number(point, 3) * Math.sqrt(number(point, 4));
    double logMoneyness = Logarithm.log(forward / number(point, 2));
    double value =
        Black76.price(side(point), forward, number(point, 2), logMoneyness, deviation, 1);
    return deviation >= 0.1 && value > 1e-10 * forward;
  }

  private static Greeks greeks(JsonNode point) {
    return Greeks.of(
        side(point),
        number(point, 1),
        number(point, 2),
        Logarithm.log(number(point, 1) / number(point, 2)),
        number(point, 3),
        number(point, 4),
        number(point, 5),
        number(point, 6));
  }

  private static List<Double> values(Greeks g) {
    return List.of(g.delta(), g.gamma(), g.vega(), g.vanna(), g.volga(), g.charm(), g.theta());
  }
}
