package io.loadline.risk.margin;

import java.math.BigInteger;

/** The rounding points of the standard: charges up, credits down. */
final class Rounding {
  static final BigInteger ONE_E9 = BigInteger.valueOf(1_000_000_000L);
  static final BigInteger ONE_E18 = ONE_E9.multiply(ONE_E9);
  private static final long E9 = 1_000_000_000L;

  private Rounding() {}

  /** value / divisor towards plus infinity, for a positive divisor. */
  static BigInteger divideUp(BigInteger value, BigInteger divisor) {
    var parts = value.divideAndRemainder(divisor);
    return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
  }

  /** value / divisor towards minus infinity, for a positive divisor. */
  static BigInteger divideDown(BigInteger value, BigInteger divisor) {
    return divideUp(value.negate(), divisor).negate();
  }

  /** value / 2^bits towards plus infinity. */
  static BigInteger shiftUp(BigInteger value, int bits) {
    return value.negate().shiftRight(bits).negate();
  }

  /** value times weightE9 / 10^9 towards plus infinity; no overflow for weights up to 10^9. */
  static long weightUp(long value, long weightE9) {
    if (weightE9 == E9) {
      return value;
    }
    long whole = Math.floorDiv(value, E9);
    long rest = Math.floorMod(value, E9);
    return whole * weightE9 + Math.ceilDiv(rest * weightE9, E9);
  }

  static BigInteger weightUp(BigInteger value, long weightE9) {
    return divideUp(value.multiply(BigInteger.valueOf(weightE9)), ONE_E9);
  }
}
