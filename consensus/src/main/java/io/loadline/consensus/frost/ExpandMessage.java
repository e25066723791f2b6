package io.loadline.consensus.frost;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** {@code expand_message_xmd} of RFC 9380 section 5.3.1 with SHA-256. */
final class ExpandMessage {
  private static final int BLOCK_BYTES = 64;
  private static final int HASH_BYTES = 32;
  private static final byte[] OVERSIZE = "H2C-OVERSIZE-DST-".getBytes(StandardCharsets.US_ASCII);

  private ExpandMessage() {}

  /** {@code length} uniform bytes of the message under a domain separation tag. */
  static byte[] xmd(byte[] message, byte[] tag, int length) {
    int blocks = (length + HASH_BYTES - 1) / HASH_BYTES;
    if (length < 1 || blocks > 255) {
      throw new IllegalArgumentException("1 to 8160 bytes can be expanded, asked for " + length);
    }
    byte[] shortTag = tag.length > 255 ? sha256(OVERSIZE, tag) : tag;
    byte[] tagPrime = Bytes.concat(shortTag, new byte[] {(byte) shortTag.length});
    byte[] lengthBytes = {(byte) (length >>> 8), (byte) length};
    byte[] first = sha256(new byte[BLOCK_BYTES], message, lengthBytes, new byte[] {0}, tagPrime);
    byte[] result = new byte[blocks * HASH_BYTES];
    byte[] block = new byte[HASH_BYTES];
    for (int i = 1; i <= blocks; i++) {
      for (int j = 0; j < HASH_BYTES; j++) {
        block[j] ^= first[j];
      }
      block = sha256(block, new byte[] {(byte) i}, tagPrime);
      System.arraycopy(block, 0, result, (i - 1) * HASH_BYTES, HASH_BYTES);
    }
    return Arrays.copyOf(result, length);
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
