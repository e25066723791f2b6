package io.loadline.risk.bytes;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** {@code abi.encode} of static types: one 32-byte word each, in the order of the calls. */
public final class AbiEncoder {
  private static final int WORD = 32;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(8 * WORD);

  public AbiEncoder uint(long value) {
    Limits.uint63(value, "abi uint");
    var word = new byte[WORD];
    for (int i = 0; i < Long.BYTES; i++) {
      word[WORD - 1 - i] = (byte) (value >>> (8 * i));
    }
    return append(word);
  }

  public AbiEncoder uint(BigInteger value) {
    Limits.uint256(value, "abi uint");
    var word = new byte[WORD];
    var bytes = value.toByteArray();
    int from = bytes.length > WORD ? 1 : 0; // A sign byte before 256 significant bits.
    System.arraycopy(bytes, from, word, WORD - bytes.length + from, bytes.length - from);
    return append(word);
  }

  public AbiEncoder address(Address value) {
    var word = new byte[WORD];
    value.copyTo(word, WORD - Address.SIZE);
    return append(word);
  }

  public AbiEncoder bytes32(Bytes32 value) {
    return append(value.toByteArray());
  }

  /** A {@code bytesN}, N up to 32: left-aligned. */
  public AbiEncoder fixedBytes(byte[] value) {
    var word = new byte[WORD];
    System.arraycopy(value, 0, word, 0, value.length);
    return append(word);
  }

  public byte[] toByteArray() {
    return out.toByteArray();
  }

  public Bytes32 hash() {
    return Keccak.hash(toByteArray());
  }

  private AbiEncoder append(byte[] word) {
    out.write(word, 0, word.length);
    return this;
  }
}
