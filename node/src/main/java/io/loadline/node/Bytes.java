package io.loadline.node;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of bytes with value equality, for records. */
public final class Bytes {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A copy of the bytes. */
  public static Bytes of(byte[] content) {
    return new Bytes(content.clone());
  }

  /** Hex digits with an optional 0x before them. */
  public static Bytes fromHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex));
  }

  /** A copy of the bytes. */
  public byte[] toArray() {
    return content.clone();
  }

  /** How many bytes. */
  public int length() {
    return content.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** 0x and lower-case hex digits. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(content);
  }
}
