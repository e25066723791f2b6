package io.loadline.chain.submit;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What an operator is willing to pay.
 *
 * @param capWei never more than this per gas, tips included
 * @param leastPriorityWei tip offered when recent blocks show none
 */
public record FeePolicy(BigInteger capWei, BigInteger leastPriorityWei) {
  /** Nodes refuse replacements below +10 %; one eighth leaves room. */
  private static final BigInteger BUMP_DIVISOR = BigInteger.valueOf(8);

  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  public static final FeePolicy DEFAULT =
      new FeePolicy(GWEI.multiply(BigInteger.valueOf(300)), GWEI);

  public FeePolicy {
    if (leastPriorityWei.signum() < 0 || capWei.compareTo(leastPriorityWei) < 0) {
      throw new IllegalArgumentException(
          "fee cap %s must not be below the least tip %s".formatted(capWei, leastPriorityWei));
    }
  }

  /** Room for the base fee to double, plus the tip, within the cap. */
  public Fees first(BigInteger baseFeeWei, BigInteger medianTipWei) {
    BigInteger tip = medianTipWei.max(leastPriorityWei).min(capWei);
    return new Fees(baseFeeWei.shiftLeft(1).add(tip).min(capWei), tip);
  }

  /**
   * Fees that replace a pending transaction, at least as high as a fresh offer; empty when the cap
   * forbids a rise of 12.5 % in both.
   */
  public Optional<Fees> bump(Fees before, Fees fresh) {
    BigInteger max = raised(before.maxFeeWei()).max(fresh.maxFeeWei());
    BigInteger tip = raised(before.maxPriorityFeeWei()).max(fresh.maxPriorityFeeWei());
    BigInteger needed = max.max(tip);
    return needed.compareTo(capWei) > 0 ? Optional.empty() : Optional.of(new Fees(needed, tip));
  }

  private static BigInteger raised(BigInteger wei) {
    BigInteger[] eighth = wei.divideAndRemainder(BUMP_DIVISOR);
    BigInteger rise = eighth[1].signum() == 0 ? eighth[0] : eighth[0].add(BigInteger.ONE);
    return wei.add(rise.max(BigInteger.ONE));
  }
}
