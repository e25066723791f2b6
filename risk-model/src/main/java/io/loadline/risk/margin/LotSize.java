package io.loadline.risk.margin;

import java.math.BigInteger;

/** Cuts quantities to whole lots, against the account. */
final class LotSize {
  private static final int QUANTITY_DECIMALS = 18;

  private final BigInteger lotE18;
  private final int bits;
  private final long fives;

  LotSize(int lotDecimals) {
    lotE18 = BigInteger.TEN.pow(QUANTITY_DECIMALS - lotDecimals);
    // 10^n is 2^n 5^n, and the floor of a floor is the floor.
    bits = QUANTITY_DECIMALS - lotDecimals;
    fives = BigInteger.valueOf(5).pow(bits).longValueExact();
  }

  /** Units of 1e-18 in one lot. */
  BigInteger lotE18() {
    return lotE18;
  }

  /** Whether the whole lots of this quantity fit 64 bits. */
  boolean counts(BigInteger quantityE18) {
    return Int128.fitsAfterShift(Int128.high(quantityE18), bits)
        || Rounding.divideDown(quantityE18, lotE18).bitLength() < Long.SIZE;
  }

  /** Whole lots of a quantity that {@link #counts}. */
  long floor(BigInteger quantityE18) {
    long high = Int128.high(quantityE18);
    return Int128.fitsAfterShift(high, bits)
        ? Math.floorDiv(Int128.shift(high, quantityE18.longValue(), bits), fives)
        : Rounding.divideDown(quantityE18, lotE18).longValueExact();
  }
}
