package io.loadline.risk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The points are differences of a 60-digit price and know nothing of the closed forms. */
class GreeksTest {
  private static final List<GreekPoint> POINTS =
      StreamSupport.stream(GoldenPoints.of("greeks").spliterator(), false)
          .map(GreekPoint::new)
          .toList();

  @Test
  void areGoodTo1e12FromADeviationOfATenthOnUnlessTheyPassThroughZero() {
    var inside = POINTS.stream().filter(GreekPoint::isInside).toList();
    assertThat(inside).hasSizeGreaterThan(400);
    for (var point : inside) {
      for (int i = 0; i < GreekPoint.NAMES.size(); i++) {
        double expected = point.expected(i);
        double error = Math.abs(point.computed().get(i) - expected);
        var name = GreekPoint.NAMES.get(i);
        assertThat(error).as("%s of %s", name, point).isLessThanOrEqualTo(1e-12 * point.scale(i));
        if (Math.abs(expected) > 0.05 * point.scale(i)) {
          assertThat(error / Math.abs(expected)).as("%s of %s", name, point).isLessThan(1e-12);
        }
      }
    }
  }

  @Test
  void deltaAndVegaAreGoodTo1e12OfTheirGreatestValueEverywhere() {
    for (var point : POINTS) {
      double greatestVega = point.discount() * point.forward() * Math.sqrt(point.years());
      assertThat(point.computed().get(0))
          .as("%s", point)
          .isCloseTo(point.expected(0), within(1e-12 * point.discount()));
      assertThat(point.computed().get(2))
          .as("%s", point)
          .isCloseTo(point.expected(2), within(1e-12 * greatestVega));
    }
  }

  @Test
  void deltaOfACallAndOfItsPutAreOneForwardApart() {
    for (var point : POINTS) {
      double call = Greeks.delta(1, point.logMoneyness(), point.deviation(), 1);
      double put = Greeks.delta(-1, point.logMoneyness(), point.deviation(), 1);
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
    assertThat(GreekPoint.values(worthless)).allMatch(x -> Math.abs(x) < 1e-300);
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
            assertThat(GreekPoint.values(greeks))
                .as("strike %s, volatility %s, years %s", strike, volatility, years)
                .allMatch(Double::isFinite);
          }
        }
      }
    }
  }
}
