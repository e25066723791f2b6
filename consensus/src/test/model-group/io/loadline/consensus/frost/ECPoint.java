package io.loadline.consensus.frost;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Stands in for a curve point in long simulations: the group of secp256k1's order in which every
 * element shows its discrete logarithm. All equations of the protocol hold as on the curve; nothing
 * is secret. The names are those the shipped classes call.
 */
final class ECPoint {
  private final BigInteger exponent;

  ECPoint(BigInteger exponent) {
    this.exponent = exponent;
  }

  BigInteger exponent() {
    return exponent;
  }

  /** Two elements that are each other's inverse share it, as points share their x. */
  private BigInteger x() {
    return exponent.min(Secp256k1.ORDER.subtract(exponent));
  }

  boolean isInfinity() {
    return exponent.signum() == 0;
  }

  ECPoint normalize() {
    return this;
  }

  ECPoint add(ECPoint other) {
    BigInteger sum = exponent.add(other.exponent);
    return new ECPoint(
        sum.compareTo(Secp256k1.ORDER) < 0 ? sum : sum.subtract(Secp256k1.ORDER));
  }

  ECPoint twice() {
    return add(this);
  }

  ECPoint negate() {
    return new ECPoint(Secp256k1.ORDER.subtract(exponent));
  }

  Coordinate getAffineXCoord() {
    return new Coordinate(x());
  }

  Coordinate getAffineYCoord() {
    BigInteger even = exponent.clearBit(0);
    return new Coordinate(isOdd() ? even.setBit(0) : even);
  }

  byte[] getEncoded(boolean compressed) {
    byte[] encoded = new byte[33];
    encoded[0] = (byte) (isOdd() ? 3 : 2);
    System.arraycopy(Bytes.fixed(x(), 32), 0, encoded, 1, 32);
    return encoded;
  }

  private boolean isOdd() {
    return !x().equals(exponent);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ECPoint that && exponent.equals(that.exponent);
  }

  @Override
  public int hashCode() {
    return exponent.hashCode();
  }

  /** One number of two. */
  record Coordinate(BigInteger value) {
    byte[] getEncoded() {
      return Bytes.fixed(value, 32);
    }

    boolean testBitZero() {
      return value.testBit(0);
    }
  }

  /** Reads what {@link #getEncoded} writes. */
  static final class Curve {
    ECPoint getInfinity() {
      return new ECPoint(BigInteger.ZERO);
    }

    ECPoint decodePoint(byte[] bytes) {
      BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 33));
      if (x.signum() == 0 || x.shiftLeft(1).compareTo(Secp256k1.ORDER) >= 0) {
        throw new IllegalArgumentException("no element");
      }
      return new ECPoint(bytes[0] == 2 ? x : Secp256k1.ORDER.subtract(x));
    }
  }
}
