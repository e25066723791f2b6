package io.loadline.consensus.frost;

import java.util.Arrays;
import java.util.Optional;

/** The public side of a {@link NoncePair}: hiding and binding nonce times the generator. */
public record NonceCommitment(Point hiding, Point binding) {
  /** Length in bytes: two compressed points. */
  public static final int LENGTH = 2 * Point.LENGTH;

  /** Reads exactly 66 bytes of two valid points. */
  public static Optional<NonceCommitment> parse(byte[] bytes) {
    if (bytes.length != LENGTH) {
      return Optional.empty();
    }
    return Point.parse(Arrays.copyOf(bytes, Point.LENGTH))
        .flatMap(hiding ->
            Point.parse(Arrays.copyOfRange(bytes, Point.LENGTH, LENGTH))
                .map(binding -> new NonceCommitment(hiding, binding)));
  }

  /** Hiding, then binding, both compressed: 66 bytes. */
  public byte[] toBytes() {
    return Bytes.concat(hiding.toBytes(), binding.toBytes());
  }

  /** Whether the two have a nonce in common: signing under both would give the share away. */
  public boolean sharesNonceWith(NonceCommitment other) {
    return hiding.equals(other.hiding)
        || hiding.equals(other.binding)
        || binding.equals(other.hiding)
        || binding.equals(other.binding);
  }
}
