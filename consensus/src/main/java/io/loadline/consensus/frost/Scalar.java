package io.loadline.consensus.frost;

import java.math.BigInteger;
import java.util.Optional;

/**
 * An integer modulo the group order n. Immutable.
 *
 * <p>Many scalars are secret, so none shows its value in {@link #toString}. The arithmetic is
 * {@link BigInteger}'s and not constant-time by promise; a secret meets it only together with a
 * nonce that is used once.
 */
public final class Scalar {
  /** Length in bytes of the one encoding. */
  public static final int LENGTH = 32;

  /** The neutral element of addition. */
  public static final Scalar ZERO = new Scalar(BigInteger.ZERO);

  /** The neutral element of multiplication. */
  public static final Scalar ONE = new Scalar(BigInteger.ONE);

  private final BigInteger value;

  private Scalar(BigInteger value) {
    this.value = value;
  }

  /** A small number as a scalar; it must not be negative. */
  public static Scalar of(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("a scalar from a number must be >= 0, was " + number);
    }
    return new Scalar(BigInteger.valueOf(number));
  }

  /** Reads exactly 32 big-endian bytes below the group order; anything else is empty. */
  public static Optional<Scalar> parse(byte[] bytes) {
    if (bytes.length != LENGTH) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(1, bytes);
    return value.compareTo(Secp256k1.ORDER) < 0 ? Optional.of(new Scalar(value)) : Optional.empty();
  }

  /**
   * Reduces 48 uniform big-endian bytes modulo the group order (RFC 9380 section 5.3): so much
   * longer than the order that the bias is negligible.
   */
  static Scalar reduce(byte[] uniform) {
    if (uniform.length != 48) {
      throw new IllegalArgumentException("48 uniform bytes are reduced, were " + uniform.length);
    }
    return new Scalar(new BigInteger(1, uniform).mod(Secp256k1.ORDER));
  }

  /** A uniform scalar that is not zero. */
  public static Scalar random(RandomBytes random) {
    byte[] uniform = new byte[48];
    random.fill(uniform);
    Scalar scalar = reduce(uniform);
    if (scalar.isZero()) {
      throw new IllegalStateException("The randomness source gave a zero scalar; it is broken.");
    }
    return scalar;
  }

  /** This plus the other. */
  public Scalar plus(Scalar other) {
    return new Scalar(value.add(other.value).mod(Secp256k1.ORDER));
  }

  /** This minus the other. */
  public Scalar minus(Scalar other) {
    return new Scalar(value.subtract(other.value).mod(Secp256k1.ORDER));
  }

  /** This times the other. */
  public Scalar times(Scalar other) {
    return new Scalar(value.multiply(other.value).mod(Secp256k1.ORDER));
  }

  /** Zero minus this. */
  public Scalar negate() {
    return ZERO.minus(this);
  }

  /** One over this; {@link ArithmeticException} for zero. */
  public Scalar inverse() {
    return new Scalar(value.modInverse(Secp256k1.ORDER));
  }

  /** Whether this is zero. */
  public boolean isZero() {
    return value.signum() == 0;
  }

  /** The 32 big-endian bytes. */
  public byte[] toBytes() {
    return Bytes.fixed(value, LENGTH);
  }

  BigInteger value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scalar that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Never the value: it may be secret. */
  @Override
  public String toString() {
    return "Scalar(not shown)";
  }
}
