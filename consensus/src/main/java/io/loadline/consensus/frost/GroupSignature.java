package io.loadline.consensus.frost;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Schnorr signature of the group, (R, z) with z not zero, as the contract accepts it.
 *
 * @param groupCommitment R
 * @param z the response
 */
public record GroupSignature(Point groupCommitment, Scalar z) {
  /** Length in bytes of the form for contracts and archives. */
  public static final int LENGTH = 96;

  /** Length in bytes of RFC 9591's form. */
  public static final int COMPRESSED_LENGTH = Point.LENGTH + Scalar.LENGTH;

  public GroupSignature {
    if (z.isZero()) {
      throw new IllegalArgumentException("a group signature's z must not be zero");
    }
  }

  /** Reads R.x, R.y and z, 32 bytes each. */
  public static Optional<GroupSignature> parse(byte[] bytes) {
    if (bytes.length != LENGTH) {
      return Optional.empty();
    }
    return of(
        Point.parse(Arrays.copyOf(bytes, 32), Arrays.copyOfRange(bytes, 32, 64)),
        Scalar.parse(Arrays.copyOfRange(bytes, 64, LENGTH)));
  }

  /** Reads R compressed and z: 65 bytes. */
  public static Optional<GroupSignature> parseCompressed(byte[] bytes) {
    if (bytes.length != COMPRESSED_LENGTH) {
      return Optional.empty();
    }
    return of(
        Point.parse(Arrays.copyOf(bytes, Point.LENGTH)),
        Scalar.parse(Arrays.copyOfRange(bytes, Point.LENGTH, COMPRESSED_LENGTH)));
  }

  /** R.x, R.y, z: 96 bytes. */
  public byte[] toBytes() {
    return Bytes.concat(groupCommitment.x(), groupCommitment.y(), z.toBytes());
  }

  /** R compressed, z: 65 bytes. */
  public byte[] toCompressedBytes() {
    return Bytes.concat(groupCommitment.toBytes(), z.toBytes());
  }

  /** Whether this is the group's signature of the message. */
  public boolean verify(GroupKey key, byte[] message) {
    return verifies(key, SigningContext.challenge(groupCommitment, key, message));
  }

  boolean verifies(GroupKey key, Scalar challenge) {
    return !challenge.isZero()
        && Point.sumOfMultiples(
                List.of(z, challenge.negate()), List.of(Point.GENERATOR, key.point()))
            .filter(groupCommitment::equals)
            .isPresent();
  }

  private static Optional<GroupSignature> of(Optional<Point> point, Optional<Scalar> z) {
    return point.flatMap(
        r -> z.filter(scalar -> !scalar.isZero()).map(scalar -> new GroupSignature(r, scalar)));
  }
}
