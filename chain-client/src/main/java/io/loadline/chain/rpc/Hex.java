package io.loadline.chain.rpc;

import java.math.BigInteger;
import java.util.HexFormat;

/** Strict readers and writers of JSON-RPC's two hex forms: quantities and data. */
public final class Hex {
  private static final HexFormat LOWER = HexFormat.of();

  private Hex() {}

  public static String data(byte[] bytes) {
    return "0x" + LOWER.formatHex(bytes);
  }

  public static String quantity(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("quantity must be >= 0, was " + value);
    }
    return "0x" + Long.toHexString(value);
  }

  public static String quantity(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("quantity must be >= 0, was " + value);
    }
    return "0x" + value.toString(16);
  }

  /** Bytes of {@code 0x} and an even number of digits. */
  public static byte[] parseData(String text, String source, String what)
      throws RpcException.Malformed {
    if (!text.startsWith("0x") || (text.length() & 1) != 0) {
      throw new RpcException.Malformed(source, what + " is not hex data: " + excerpt(text));
    }
    try {
      return LOWER.parseHex(text, 2, text.length());
    } catch (IllegalArgumentException _) {
      throw new RpcException.Malformed(source, what + " is not hex data: " + excerpt(text));
    }
  }

  /** A non-negative number below 2^63. */
  public static long parseQuantity(String text, String source, String what)
      throws RpcException.Malformed {
    BigInteger value = parseBigQuantity(text, source, what);
    if (value.bitLength() > 63) {
      throw new RpcException.Malformed(source, what + " is too large: " + excerpt(text));
    }
    return value.longValueExact();
  }

  /** A non-negative number below 2^256. */
  public static BigInteger parseBigQuantity(String text, String source, String what)
      throws RpcException.Malformed {
    boolean hex = text.length() > 2 && text.length() <= 66 && text.startsWith("0x");
    for (int i = 2; hex && i < text.length(); i++) {
      hex = HexFormat.isHexDigit(text.charAt(i));
    }
    if (!hex) {
      throw new RpcException.Malformed(source, what + " is not a hex quantity: " + excerpt(text));
    }
    return new BigInteger(text.substring(2), 16);
  }

  private static String excerpt(String text) {
    return text.length() <= 40 ? "\"" + text + "\"" : "\"" + text.substring(0, 40) + "…\"";
  }
}
