package io.loadline.risk.margin;

import java.math.BigInteger;

/** Exact quotients and roots, rounded once: charges up, credits down. */
final class Rounding {
  static final BigInteger ONE_E9 = BigInteger.valueOf(1_000_000_000L);
  static final BigInteger ONE_E18 = ONE_E9.multiply(ONE_E9);

  private Rounding() {}

  /** value / divisor towards plus infinity, for a positive divisor. */
  static BigInteger divideUp(BigInteger value, BigInteger divisor) {
    var parts = value.divideAndRemainder(divisor);
    return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
  }

  /** value / divisor towards minus infinity, for a positive divisor. */
  static BigInteger divideDown(BigInteger value, BigInteger divisor) {
    var parts = value.divideAndRemainder(divisor);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** value / 2^bits towards plus infinity. */
  static BigInteger shiftUp(BigInteger value, int bits) {
    return value.negate().shiftRight(bits).negate();
  }

  /** value * rateE9 / 10^9 towards plus infinity. */
  static BigInteger shareUp(BigInteger value, BigInteger rateE9) {
    return rateE9.equals(ONE_E9) ? value : divideUp(value.multiply(rateE9), ONE_E9);
  }

  static BigInteger shareUp(BigInteger value, long rateE9) {
    return shareUp(value, BigInteger.valueOf(rateE9));
  }

  /** value * rateE9 / 10^9 towards minus infinity. */
  static BigInteger shareDown(BigInteger value, BigInteger rateE9) {
    return rateE9.equals(ONE_E9) ? value : divideDown(value.multiply(rateE9), ONE_E9);
  }

  /** The least integer whose square is at least the value. */
  static BigInteger rootUp(BigInteger value) {
    var root = value.sqrt();
    return root.multiply(root).equals(value) ? root : root.add(BigInteger.ONE);
  }
}
