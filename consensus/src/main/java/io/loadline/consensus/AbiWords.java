package io.loadline.consensus;

import java.io.ByteArrayOutputStream;

/** Builds Solidity's {@code abi.encode} of static words, one 32-byte word after the other. */
public final class AbiWords {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** An unsigned integer of at most 64 bits. */
  public AbiWords uint(long value) {
    byte[] word = new byte[32];
    for (int i = 0; i < 8; i++) {
      word[31 - i] = (byte) (value >>> (8 * i));
    }
    out.writeBytes(word);
    return this;
  }

  /** A boolean. */
  public AbiWords bool(boolean value) {
    return uint(value ? 1 : 0);
  }

  /** A bytes32. */
  public AbiWords word(Digest value) {
    out.writeBytes(value.bytes());
    return this;
  }

  /** An address, padded on the left. */
  public AbiWords address(Address value) {
    out.writeBytes(new byte[12]);
    out.writeBytes(value.bytes());
    return this;
  }

  /** A dynamic byte string's content, padded on the right to whole words. */
  public AbiWords padded(byte[] value) {
    out.writeBytes(value);
    out.writeBytes(new byte[(32 - value.length % 32) % 32]);
    return this;
  }

  /** The bytes so far. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }

  /** keccak256 of the bytes so far. */
  public Digest keccak() {
    return Keccak.hash(toByteArray());
  }
}
