package io.loadline.consensus.frost;

import java.math.BigInteger;
import java.util.Arrays;

/** Fixed-width bytes: {@link BigInteger#toByteArray} drops leading zeros and adds a sign byte. */
final class Bytes {
  private Bytes() {}

  /** The value in exactly {@code length} big-endian bytes. */
  static byte[] fixed(BigInteger value, int length) {
    byte[] minimal = value.toByteArray();
    int start = minimal.length > length ? minimal.length - length : 0;
    byte[] result = new byte[length];
    System.arraycopy(
        minimal, start, result, length - (minimal.length - start), minimal.length - start);
    return result;
  }

  static byte[] concat(byte[]... parts) {
    byte[] result = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int offset = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, result, offset, part.length);
      offset += part.length;
    }
    return result;
  }
}
