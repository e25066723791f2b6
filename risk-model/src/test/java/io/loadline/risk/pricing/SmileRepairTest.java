package io.loadline.risk.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.kernel.Black76;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SmileRepairTest {
  private static final double FORWARD = 2000;
  private static final int QUOTES = 20;

  @Test
  void theMinorantTakesTheLowerOfPointAndLine() {
    // From (0, 100): the point at 20 lies above the line from (10, 80) to (40, 20).
    assertThat(ConvexMinorant.of(new double[] {10, 20, 40}, new double[] {80, 65, 20}, 100))
        .containsExactly(80, 60, 20);
  }

  @Test
  void theMinorantNeverRises() {
    assertThat(ConvexMinorant.of(new double[] {10, 20, 30}, new double[] {50, 30, 40}, 100))
        .containsExactly(50, 30, 30);
  }

  @Test
  void theMinorantOfAConvexFallIsItself() {
    var prices = new double[] {80, 65, 60, 60};
    assertThat(ConvexMinorant.of(new double[] {10, 20, 30, 40}, prices, 100)).isEqualTo(prices);
  }

  @Test
  void theFirstPointCounts() {
    // A call at 10 may cost at most what the line from the forward to the call at 20 leaves.
    assertThat(ConvexMinorant.of(new double[] {10, 20}, new double[] {99, 60}, 100))
        .containsExactly(80, 60);
  }

  /** Quotes with noise that is an arbitrage now and then: kept ones have none left. */
  @Test
  void acceptedCallsFallWithTheStrikeAndTheirFallSlows() {
    var random = new SplittableRandom(20_240_108);
    int accepted = 0;
    int repaired = 0;
    for (int round = 0; round < 2_000; round++) {
      double years = (1 + random.nextInt(200)) / 365.0;
      var strikes = strikes(random);
      var given = noisy(strikes, random);
      var volatilities = given.clone();
      if (SmileRepair.repair(strikes, volatilities, FORWARD, years, 0.002)) {
        accepted++;
        repaired += changed(given, volatilities) ? 1 : 0;
        assertConvex(strikes, volatilities, years, round);
      }
    }
    assertThat(accepted).isBetween(1_000, 1_999);
    assertThat(repaired).isGreaterThan(300);
  }

  private static double[] strikes(SplittableRandom random) {
    var strikes = new double[QUOTES];
    double strike = 800;
    for (int i = 0; i < QUOTES; i++) {
      strike += 40 + random.nextInt(160);
      strikes[i] = strike;
    }
    return strikes;
  }

  private static double[] noisy(double[] strikes, SplittableRandom random) {
    double noise = 0.03 * random.nextDouble();
    var volatilities = new double[QUOTES];
    for (int i = 0; i < QUOTES; i++) {
      double wing = 0.00015 * Math.abs(strikes[i] - FORWARD);
      volatilities[i] = 0.55 + wing + noise * random.nextDouble();
    }
    return volatilities;
  }

  private static boolean changed(double[] before, double[] after) {
    for (int i = 0; i < before.length; i++) {
      if (before[i] != after[i]) {
        // A repair only lowers.
        assertThat(after[i]).isLessThan(before[i]);
        return true;
      }
    }
    return false;
  }

  private static void assertConvex(
      double[] strikes, double[] volatilities, double years, int round) {
    var calls = new double[QUOTES];
    for (int i = 0; i < QUOTES; i++) {
      double k = Math.log(FORWARD / strikes[i]);
      calls[i] = Black76.price(1, FORWARD, strikes[i], k, volatilities[i] * Math.sqrt(years), 1);
    }
    // What is at most 1e-9 of the forward above the hull is left.
    double left = 2e-9 * FORWARD;
    double excess = calls[0] - FORWARD;
    for (int i = 1; i < QUOTES; i++) {
      excess = Math.max(excess, calls[i] - calls[i - 1]);
    }
    for (int i = 1; i + 1 < QUOTES; i++) {
      double low = strikes[i] - strikes[i - 1];
      double high = strikes[i + 1] - strikes[i];
      double line = (calls[i - 1] * high + calls[i + 1] * low) / (low + high);
      excess = Math.max(excess, calls[i] - line);
    }
    assertThat(excess).as("round %d", round).isLessThan(left);
  }
}
