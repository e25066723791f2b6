package io.loadline.consensus.frost;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A point of secp256k1 other than the identity. Immutable. Operations that could end in the
 * identity say so with an empty result.
 */
public final class Point {
  /** Length in bytes of the SEC1 compressed encoding, the only one that is read. */
  public static final int LENGTH = 33;

  /** The generator G. */
  public static final Point GENERATOR = new Point(Secp256k1.GENERATOR.normalize());

  private final ECPoint affine;

  private Point(ECPoint affine) {
    this.affine = affine;
  }

  static Optional<Point> of(ECPoint point) {
    return point.isInfinity() ? Optional.empty() : Optional.of(new Point(point.normalize()));
  }

  /** Reads 33 bytes SEC1 compressed: 02 or 03, then an x below p that is on the curve. */
  public static Optional<Point> parse(byte[] bytes) {
    if (bytes.length != LENGTH || (bytes[0] != 2 && bytes[0] != 3)) {
      return Optional.empty();
    }
    try {
      return of(Secp256k1.CURVE.decodePoint(bytes));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // No curve point has this x, or x is not below p.
    }
  }

  /** Reads two coordinates of 32 bytes each, both below p and together on the curve. */
  public static Optional<Point> parse(byte[] x, byte[] y) {
    if (x.length != 32 || y.length != 32) {
      return Optional.empty();
    }
    byte[] prefix = {(byte) ((y[31] & 1) == 0 ? 2 : 3)};
    return parse(Bytes.concat(prefix, x)).filter(point -> Arrays.equals(point.y(), y));
  }

  /** The generator times a scalar that is not zero; the scalar may be secret. */
  public static Point generatorTimes(Scalar scalar) {
    return of(Secp256k1.multiplyGenerator(scalar.value()))
        .orElseThrow(() -> new IllegalArgumentException("the scalar must not be zero"));
  }

  /** This times a scalar that is not zero; the scalar may be secret. */
  public Point timesSecret(Scalar scalar) {
    return of(Secp256k1.multiplySecret(affine, scalar.value()))
        .orElseThrow(() -> new IllegalArgumentException("the scalar must not be zero"));
  }

  /** The sum of scalar times point; public scalars only. Empty if the sum is the identity. */
  public static Optional<Point> sumOfMultiples(List<Scalar> scalars, List<Point> points) {
    if (scalars.size() != points.size() || points.isEmpty()) {
      throw new IllegalArgumentException("as many scalars as points, and at least one");
    }
    return of(
        Secp256k1.sumOfMultiples(
            scalars.stream().map(Scalar::value).toArray(BigInteger[]::new),
            points.stream().map(point -> point.affine).toArray(ECPoint[]::new)));
  }

  /** The sum with another point. Empty if they are each other's negative. */
  public Optional<Point> plus(Point other) {
    return of(affine.add(other.affine));
  }

  /** The mirrored point, with the other y. */
  public Point negate() {
    return new Point(affine.negate());
  }

  /** The x coordinate, 32 bytes. */
  public byte[] x() {
    return affine.getAffineXCoord().getEncoded();
  }

  /** The y coordinate, 32 bytes. */
  public byte[] y() {
    return affine.getAffineYCoord().getEncoded();
  }

  /** Whether the y coordinate is odd. */
  public boolean hasOddY() {
    return affine.getAffineYCoord().testBitZero();
  }

  /** SEC1 compressed, 33 bytes. */
  public byte[] toBytes() {
    return affine.getEncoded(true);
  }

  ECPoint affine() {
    return affine;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Point that && affine.equals(that.affine);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toBytes());
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(toBytes());
  }
}
