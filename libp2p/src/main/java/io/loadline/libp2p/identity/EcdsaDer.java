package io.loadline.libp2p.identity;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The DER form of an ECDSA signature: a sequence of two positive integers, nothing else. */
final class EcdsaDer {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int MAX_INTEGER_BYTES = 33;

  private EcdsaDer() {}

  static byte[] encode(BigInteger r, BigInteger s) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (BigInteger value : new BigInteger[] {r, s}) {
      byte[] bytes = value.toByteArray();
      body.write(INTEGER);
      body.write(bytes.length);
      body.writeBytes(bytes);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(SEQUENCE);
    out.write(body.size());
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }

  /** r and s, or null if the bytes are not exactly what {@link #encode} gives for some r and s. */
  static BigInteger @Nullable [] decode(byte[] der) {
    if (der.length < 2 || der[0] != SEQUENCE || der[1] != der.length - 2) {
      return null;
    }
    BigInteger[] values = new BigInteger[2];
    int at = 2;
    for (int i = 0; i < values.length; i++) {
      boolean header = at + 2 <= der.length && der[at] == INTEGER;
      int length = header ? der[at + 1] : 0;
      if (length < 1 || length > MAX_INTEGER_BYTES || at + 2 + length > der.length) {
        return null;
      }
      values[i] = new BigInteger(der, at + 2, length);
      at += 2 + length;
    }
    boolean canonical = values[0].signum() > 0 && values[1].signum() > 0;
    return canonical && Arrays.equals(encode(values[0], values[1]), der) ? values : null;
  }
}
