package io.loadline.risk.margin;

import java.math.BigInteger;

/**
 * A mutable integer of 128 bits, for loops that must not allocate. It wraps around like a long:
 * callers keep to what fits.
 */
final class Int128 {
  private static final long E9 = 1_000_000_000L;
  private static final long MASK_32 = 0xffff_ffffL;

  long high;
  long low;

  void set(long newHigh, long newLow) {
    high = newHigh;
    low = newLow;
  }

  void clear() {
    set(0, 0);
  }

  void set(Int128 other) {
    set(other.high, other.low);
  }

  boolean isNegative() {
    return high < 0;
  }

  boolean isZero() {
    return (high | low) == 0;
  }

  void add(long otherHigh, long otherLow) {
    low += otherLow;
    high += otherHigh + carry(low, otherLow);
  }

  void add(Int128 other) {
    add(other.high, other.low);
  }

  void subtract(long otherHigh, long otherLow) {
    long borrow = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
    low -= otherLow;
    high -= otherHigh + borrow;
  }

  void subtract(Int128 other) {
    subtract(other.high, other.low);
  }

  void addProduct(long a, long b) {
    add(Math.multiplyHigh(a, b), a * b);
  }

  void negate() {
    low = -low;
    high = ~high + (low == 0 ? 1 : 0);
  }

  /** Times a factor that is not negative. */
  void multiply(long factor) {
    high = productHigh(high, low, factor);
    low *= factor;
  }

  /** floor(this * rateE9 / 10^9), for 0 <= rateE9 < 2^33 and a result of at most 127 bits. */
  void scaleDown(long rateE9) {
    if (rateE9 == E9) {
      return;
    }
    long rest;
    if (high == low >> (Long.SIZE - 1)) {
      long quotient = Math.floorDiv(low, E9);
      rest = low - quotient * E9;
      high = quotient >> (Long.SIZE - 1);
      low = quotient;
    } else {
      rest = divideDownByE9();
    }
    multiply(rateE9);
    add(0, rest * rateE9 / E9);
  }

  /** This becomes the floor of a billionth of itself; the answer is what remains, below 10^9. */
  private long divideDownByE9() {
    long quotient = Math.floorDiv(high, E9);
    long rest = high - quotient * E9;
    long upper = (rest << 32) | (low >>> 32);
    long upperQuotient = upper / E9;
    rest = upper - upperQuotient * E9;
    long lower = (rest << 32) | (low & MASK_32);
    long lowerQuotient = lower / E9;
    high = quotient;
    low = (upperQuotient << 32) + lowerQuotient;
    return lower - lowerQuotient * E9;
  }

  int compareTo(long otherHigh, long otherLow) {
    return high == otherHigh ? Long.compareUnsigned(low, otherLow) : Long.compare(high, otherHigh);
  }

  int compareTo(Int128 other) {
    return compareTo(other.high, other.low);
  }

  BigInteger value() {
    return value(high, low);
  }

  static BigInteger value(long high, long low) {
    if (high == low >> (Long.SIZE - 1)) {
      return BigInteger.valueOf(low);
    }
    var upper = BigInteger.valueOf(high).shiftLeft(Long.SIZE);
    return upper.add(BigInteger.valueOf(low >>> 1).shiftLeft(1)).add(BigInteger.valueOf(low & 1));
  }

  /** The upper half of a value of at most 128 bits, sign included. */
  static long high(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? value.signum() >> 1
        : value.shiftRight(Long.SIZE).longValue();
  }

  /** The upper half of (high, low) times a factor that is not negative. */
  static long productHigh(long high, long low, long factor) {
    return Math.unsignedMultiplyHigh(low, factor) + high * factor;
  }

  /** What a sum of lower halves carries over. */
  static long carry(long sum, long addend) {
    return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
  }

  /** Whether floor((high, low) / 2^bits) fits a long; bits from 1 to 63. */
  static boolean fitsAfterShift(long high, int bits) {
    long rest = high >> (bits - 1);
    return rest == 0 || rest == -1;
  }

  /** floor((high, low) / 2^bits) if it fits. */
  static long shift(long high, long low, int bits) {
    return (high << (Long.SIZE - bits)) | (low >>> bits);
  }
}
