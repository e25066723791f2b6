package io.loadline.risk.rules;

import java.math.BigInteger;

/**
 * One row of a scan, before an asset's parameters are known. A relative row moves spot by {@code
 * numerator / denominator} price-scan ranges; an absolute one multiplies it by that fraction.
 *
 * @param damped the row's weight is min(1, tailWeight * range / |m - 1|)
 * @param weightE9 share of the loss that counts; 10^9 where the row is damped
 * @param block rows of one block compete, blocks add up
 */
public record ScenarioRow(
    boolean relative,
    long numerator,
    long denominator,
    VolRule volRule,
    boolean damped,
    long weightE9,
    int block) {
  static final int MAX_BLOCK = 7;

  /** Keeps all integers of a relative multiplier exact in a double. */
  private static final long MAX_RELATIVE_DENOMINATOR = 1_000;

  private static final long MAX_RELATIVE_NUMERATOR = 100_000;

  /** In hundredths of spot. */
  private static final BigInteger LEAST_MULTIPLIER = BigInteger.ONE;

  private static final BigInteger GREATEST_MULTIPLIER = BigInteger.valueOf(10_000);
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  public ScenarioRow {
    if (relative) {
      Limit.between(denominator, 1, MAX_RELATIVE_DENOMINATOR, "denominator");
      Limit.between(numerator, -MAX_RELATIVE_NUMERATOR, MAX_RELATIVE_NUMERATOR, "numerator");
    } else {
      Limit.between(denominator, 1, Limit.ONE_E9, "denominator");
      Limit.between(numerator, 1, 100 * denominator, "numerator");
      Limit.require(
          numerator % denominator * Limit.ONE_E9 % denominator == 0,
          "numerator / denominator",
          numerator + "/" + denominator,
          "a whole number of billionths");
    }
    Limit.between(weightE9, 1, Limit.ONE_E9, "weightE9");
    Limit.between(block, 0, MAX_BLOCK, "block");
    boolean isOne = relative ? numerator == 0 : numerator == denominator;
    if (volRule == VolRule.BASIS) {
      Limit.require(isOne, "multiplier of a basis row", numerator + "/" + denominator, "1");
    }
    if (damped) {
      Limit.require(!relative, "damped", true, "false in a relative row");
      Limit.require(!isOne, "multiplier of a damped row", 1, "other than 1");
      Limit.require(weightE9 == Limit.ONE_E9, "weightE9 of a damped row", weightE9, "10^9");
    }
  }

  /** A row that moves spot by a share of the price-scan range and counts in full. */
  public static ScenarioRow move(long numerator, long denominator, VolRule volRule) {
    return new ScenarioRow(true, numerator, denominator, volRule, false, Limit.ONE_E9, 0);
  }

  /** A row that multiplies spot by a decimal far from one and counts in proportion. */
  public static ScenarioRow tail(long numerator, long denominator) {
    return new ScenarioRow(false, numerator, denominator, VolRule.UP, true, Limit.ONE_E9, 0);
  }

  public ScenarioRow withWeight(long weight) {
    return new ScenarioRow(relative, numerator, denominator, volRule, damped, weight, block);
  }

  /** The multiplier's numerator over {@link #multiplierDenominator} for a price-scan range. */
  public long multiplierNumerator(long psrE9) {
    return relative
        ? Math.addExact(multiplierDenominator(), Math.multiplyExact(numerator, psrE9))
        : numerator;
  }

  public long multiplierDenominator() {
    return relative ? denominator * Limit.ONE_E9 : denominator;
  }

  /** |m - 1| of an absolute row, in billionths. */
  public long distanceE9() {
    if (relative) {
      throw new IllegalStateException("a relative row has no distance without a range");
    }
    long whole = (numerator / denominator - 1) * Limit.ONE_E9;
    return Math.abs(whole + numerator % denominator * Limit.ONE_E9 / denominator);
  }

  /** Fails unless the row's multiplier for this asset is from 0.01 to 100. */
  void checkMultiplier(AssetParameters asset, int index) {
    var scaled =
        BigInteger.valueOf(multiplierNumerator(asset.shocks().effectivePsrE9())).multiply(HUNDRED);
    var denominatorExact = BigInteger.valueOf(multiplierDenominator());
    boolean holds =
        scaled.compareTo(denominatorExact.multiply(LEAST_MULTIPLIER)) >= 0
            && scaled.compareTo(denominatorExact.multiply(GREATEST_MULTIPLIER)) <= 0;
    Limit.require(
        holds,
        "multiplier of scenarios[" + index + "] for " + asset.asset(),
        multiplierNumerator(asset.shocks().effectivePsrE9()) + "/" + multiplierDenominator(),
        "from 0.01 to 100");
  }

  /** Whether a nested grid must hold this row's mirror and its row at no move. */
  boolean isOfGrid() {
    return switch (volRule) {
      case NONE, UP, DOWN -> relative && Math.abs(numerator) <= denominator;
      case SKEW_LINEAR, SKEW_ABSOLUTE, BASIS -> false;
    };
  }

  /** Whether this is the relative row with that move and rule. */
  boolean isMove(long otherNumerator, long otherDenominator, VolRule rule) {
    return relative
        && volRule == rule
        && numerator * otherDenominator == otherNumerator * denominator;
  }
}
