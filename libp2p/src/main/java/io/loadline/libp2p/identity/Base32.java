package io.loadline.libp2p.identity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lower-case RFC 4648 base32 without padding, as in multibase {@code b}; decoding only. */
final class Base32 {
  private static final int MAX_CHARS = 128;

  private Base32() {}

  /** The bytes, or null if a character or the last bits are wrong. */
  static byte @Nullable [] decode(String text) {
    if (text.length() > MAX_CHARS) {
      return null;
    }
    byte[] bytes = new byte[text.length() * 5 / 8];
    int buffer = 0;
    int bits = 0;
    int used = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = digit(text.charAt(i));
      if (digit < 0) {
        return null;
      }
      buffer = ((buffer << 5) | digit) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[used++] = (byte) (buffer >> bits);
      }
    }
    boolean padded = bits < 5 && (buffer & ((1 << bits) - 1)) == 0;
    return padded ? Arrays.copyOf(bytes, used) : null;
  }

  private static int digit(char character) {
    if (character >= 'a' && character <= 'z') {
      return character - 'a';
    }
    return character >= '2' && character <= '7' ? character - '2' + 26 : -1;
  }
}
