package io.loadline.node.archive;

import io.loadline.consensus.Digest;
import java.nio.ByteBuffer;

/**
 * Database keys: fixed width and big-endian, so that bytewise order is the order of the numbers.
 */
final class Keys {
  static final int SLOT_BYTES = Digest.LENGTH + Long.BYTES + 1 + Integer.BYTES;

  private Keys() {}

  static byte[] height(long height) {
    if (height < 0) {
      throw new IllegalArgumentException("height must be >= 0, was " + height);
    }
    return ByteBuffer.allocate(Long.BYTES).putLong(height).array();
  }

  static long height(byte[] key) {
    return ByteBuffer.wrap(key).getLong();
  }

  static byte[] certificate(CertificateKind kind, long height) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(kind.code()).put(height(height)).array();
  }

  static byte[] transaction(long chainId, long nonce) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(chainId).put(height(nonce)).array();
  }

  static byte[] chain(long chainId) {
    return ByteBuffer.allocate(Long.BYTES).putLong(chainId).array();
  }

  static long nonce(byte[] transactionKey) {
    return ByteBuffer.wrap(transactionKey).getLong(Long.BYTES);
  }

  static byte[] slot(SigningSlot slot) {
    return ByteBuffer.allocate(SLOT_BYTES)
        .put(slot.committee().bytes())
        .putLong(slot.height())
        .put((byte) slot.kind())
        .putInt(slot.round())
        .array();
  }

  static SigningSlot slot(byte[] key) {
    ByteBuffer buffer = ByteBuffer.wrap(key);
    byte[] committee = new byte[Digest.LENGTH];
    buffer.get(committee);
    long height = buffer.getLong();
    int kind = Byte.toUnsignedInt(buffer.get());
    return new SigningSlot(Digest.of(committee), height, kind, buffer.getInt());
  }

  /** Start of all slots of a committee at a height. */
  static byte[] slotsAt(Digest committee, long height) {
    return ByteBuffer.allocate(Digest.LENGTH + Long.BYTES)
        .put(committee.bytes())
        .put(height(height))
        .array();
  }

  static byte[] slotsOfKind(Digest committee, long height, int kind) {
    return ByteBuffer.allocate(Digest.LENGTH + Long.BYTES + 1)
        .put(slotsAt(committee, height))
        .put((byte) kind)
        .array();
  }
}
