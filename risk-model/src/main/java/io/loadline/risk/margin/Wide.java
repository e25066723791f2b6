package io.loadline.risk.margin;

import java.math.BigInteger;

/** Arithmetic on 128-bit integers of two longs, for the loops that BigInteger would slow down. */
final class Wide {
  private Wide() {}

  /** The upper half of a value of at most 128 bits, sign included. */
  static long high(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? value.signum() >> 1
        : value.shiftRight(Long.SIZE).longValue();
  }

  /**
   * The upper half of (high, low) times a factor that is not negative; the lower half is {@code low
   * * factor}.
   */
  static long productHigh(long high, long low, long factor) {
    return Math.unsignedMultiplyHigh(low, factor) + high * factor;
  }

  /** What a sum of lower halves carries over. */
  static long carry(long sum, long addend) {
    return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
  }

  static BigInteger value(long high, long low) {
    if (high == low >> (Long.SIZE - 1)) {
      return BigInteger.valueOf(low);
    }
    var upper = BigInteger.valueOf(high).shiftLeft(Long.SIZE);
    return upper.add(BigInteger.valueOf(low >>> 1).shiftLeft(1)).add(BigInteger.valueOf(low & 1));
  }

  /** Whether floor((high, low) / 2^bits) fits a long; bits from 1 to 63. */
  static boolean fitsAfterShift(long high, int bits) {
    long rest = high >> (bits - 1);
    return rest == 0 || rest == -1;
  }

  /** floor((high, low) / 2^bits) if it fits. */
  static long shift(long high, long low, int bits) {
    return high << (Long.SIZE - bits) | low >>> bits;
  }
}
