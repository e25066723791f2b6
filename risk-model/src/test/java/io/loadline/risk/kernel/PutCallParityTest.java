package io.loadline.risk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class PutCallParityTest {
  private static final int OPTIONS = 20_000;

  @RepeatedTest(3)
  void holdsTo1e15OfTheGreaterOfForwardAndStrike(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int i = 0; i < OPTIONS; i++) {
      double forward = random.nextDouble(0.01, 200_000);
      double volatility = random.nextDouble(0.05, 3);
      double years = random.nextDouble() < 0.5 ? random.nextDouble(0.0001, 0.1) : 3;
      double deviation = volatility * Math.sqrt(years);
      double distance = random.nextBoolean() ? 2.3 : Math.min(6 * deviation, 2.3);
      double strike = forward * Exponential.exp(random.nextDouble(-distance, distance));
      double discount = random.nextBoolean() ? 1 : random.nextDouble(0.5, 1);
      double k = Logarithm.log(forward / strike);
      double call = Black76.price(1, forward, strike, k, deviation, discount);
      double put = Black76.price(-1, forward, strike, k, deviation, discount);
      assertThat(violation(call, put, forward, strike, discount))
          .as("F %s, K %s, deviation %s, D %s", forward, strike, deviation, discount)
          .isLessThanOrEqualTo(1e-15 * Math.max(forward, strike));
    }
  }

  /** |C - P - D (F - K)|, exactly: the comparison itself rounds nothing. */
  private static double violation(
      double call, double put, double forward, double strike, double discount) {
    var ahead = new BigDecimal(forward).subtract(new BigDecimal(strike));
    return new BigDecimal(call)
        .subtract(new BigDecimal(put))
        .subtract(new BigDecimal(discount).multiply(ahead))
        .abs()
        .doubleValue();
  }
}
