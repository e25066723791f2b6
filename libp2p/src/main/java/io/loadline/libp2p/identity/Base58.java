package io.loadline.libp2p.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Base58 with the bitcoin alphabet. Quadratic, so the input is capped. */
final class Base58 {
  private static final int MAX_CHARS = 128;
  private static final byte[] ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int[] DIGITS = digits();

  private Base58() {}

  static String encode(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    byte[] digits = new byte[bytes.length * 138 / 100 + 1];
    int used = 0;
    for (int i = zeros; i < bytes.length; i++) {
      int carry = bytes[i] & 0xff;
      for (int j = 0; j < used || carry != 0; j++) {
        carry += digits[j] << 8;
        digits[j] = (byte) (carry % 58);
        carry /= 58;
        used = Math.max(used, j + 1);
      }
    }
    byte[] text = new byte[zeros + used];
    Arrays.fill(text, 0, zeros, ALPHABET[0]);
    for (int j = 0; j < used; j++) {
      text[zeros + used - 1 - j] = ALPHABET[digits[j]];
    }
    return new String(text, StandardCharsets.US_ASCII);
  }

  /** The bytes, or null if the text is not base58 or too long. */
  static byte @Nullable [] decode(String text) {
    if (text.length() > MAX_CHARS) {
      return null;
    }
    int zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == '1') {
      zeros++;
    }
    byte[] reversed = new byte[text.length()];
    int used = 0;
    for (int i = zeros; i < text.length(); i++) {
      char character = text.charAt(i);
      int carry = character < DIGITS.length ? DIGITS[character] : -1;
      if (carry < 0) {
        return null;
      }
      for (int j = 0; j < used || carry != 0; j++) {
        carry += (reversed[j] & 0xff) * 58;
        reversed[j] = (byte) carry;
        carry >>= 8;
        used = Math.max(used, j + 1);
      }
    }
    byte[] bytes = new byte[zeros + used];
    for (int j = 0; j < used; j++) {
      bytes[zeros + used - 1 - j] = reversed[j];
    }
    return bytes;
  }

  private static int[] digits() {
    int[] digits = new int[128];
    Arrays.fill(digits, -1);
    for (int i = 0; i < ALPHABET.length; i++) {
      digits[ALPHABET[i]] = i;
    }
    return digits;
  }
}
