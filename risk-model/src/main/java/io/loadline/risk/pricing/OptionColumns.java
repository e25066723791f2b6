package io.loadline.risk.pricing;

import io.loadline.risk.kernel.Black76;
import io.loadline.risk.kernel.Work;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.VolRule;
import java.math.BigInteger;

/** Values of one option in every column of its asset. Reused for each; belongs to one thread. */
final class OptionColumns {
  private static final BigInteger ONE_E9 = BigInteger.valueOf(1_000_000_000);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private final Columns columns;
  private final double[] forward;
  private final double[] logMoneyness;
  private final double[] deviation;
  private final double[] discount;
  private final Work work;
  private final double volUp;
  private final double volDown;
  private final double leastUp;

  OptionColumns(Columns columns, AssetParameters parameters) {
    this.columns = columns;
    forward = new double[columns.count];
    logMoneyness = new double[columns.count];
    deviation = new double[columns.count];
    discount = new double[columns.count];
    work = new Work(columns.count);
    double window = window(parameters);
    volUp = parameters.volatility().upE9() / 1e9 * window;
    volDown = parameters.volatility().downE9() / 1e9 * window;
    leastUp = parameters.volatility().leastUpE9() / 1e9;
  }

  /** The upward shock of volatility at 30 days, over the time a book takes to close. */
  double volUp() {
    return volUp;
  }

  /**
   * @param side 1 for a call, -1 for a put
   * @param now ln(forward / strike)
   * @param volatility of the strike, not shocked
   */
  void price(
      OpenExpiry expiry,
      double side,
      double strike,
      double now,
      double volatility,
      double[] values) {
    double root = Math.sqrt(expiry.yearsLater);
    for (int c = 0; c < columns.count; c++) {
      forward[c] = expiry.forward * expiry.multiplier[c];
      logMoneyness[c] = now + expiry.logMultiplier[c];
      deviation[c] = shocked(expiry, volatility, now, c) * root;
      discount[c] = expiry.discountLater;
    }
    Black76.prices(
        side, strike, forward, logMoneyness, deviation, discount, values, work, columns.count);
    for (int c = 0; c < columns.count; c++) {
      if (columns.pinExpiry[c] == expiry.expirySeconds) {
        values[c] = payoff(side, columns.pinStrike[c], strike);
      }
    }
  }

  /**
   * What a basis row takes is a multiple of the loss in its columns; no long option can lose more
   * than it is worth.
   *
   * @param changes in quanta, made smaller losses where the multiple would be more than the value
   */
  void limitBasisLosses(OpenExpiry expiry, long value, long[] changes) {
    if (expiry.basisFactorE9 == 0) {
      return;
    }
    long most =
        BigInteger.valueOf(value)
            .multiply(ONE_E9)
            .divide(BigInteger.valueOf(expiry.basisFactorE9))
            .min(MOST)
            .longValueExact();
    for (int c = 0; c < columns.count; c++) {
      if (columns.rule[c] == VolRule.BASIS) {
        changes[c] = Math.max(changes[c], -most);
      }
    }
  }

  static double payoff(double side, double price, double strike) {
    return Math.max(side * (price - strike), 0);
  }

  private double shocked(OpenExpiry expiry, double volatility, double now, int column) {
    return switch (columns.rule[column]) {
      case NONE, BASIS -> volatility;
      case UP -> Math.max(leastUp, volatility * (1 + volUp * expiry.shockScale));
      case DOWN -> volatility * Math.max(0, 1 - volDown * expiry.shockScale);
      case SKEW_LINEAR -> volatility * tilt(expiry, -now, columns.side[column]);
      case SKEW_ABSOLUTE -> volatility * tilt(expiry, Math.abs(now), columns.side[column]);
    };
  }

  private static double tilt(OpenExpiry expiry, double distance, double side) {
    double cap = expiry.skewCap;
    double z = Math.min(Math.max(distance * cap / expiry.skewWidth, -cap), cap);
    return Math.max(0, 1 + side * z);
  }

  /** Volatility shocks grow with the root of the time a book takes to close, beyond a day. */
  private static double window(AssetParameters parameters) {
    long seconds = Math.max(Time.DAY_SECONDS, parameters.shocks().liquidationSeconds());
    return Math.sqrt((double) seconds / (double) Time.DAY_SECONDS);
  }
}
