package io.loadline.risk.bytes;

import java.util.Arrays;
import java.util.HexFormat;

/** An EVM address: twenty immutable bytes, ordered as an unsigned number. */
public final class Address implements Comparable<Address> {
  public static final int SIZE = 20;
  public static final Address ZERO = new Address(new byte[SIZE]);

  private final byte[] bytes;

  private Address(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies {@code bytes}, which must be 20 of them. */
  public static Address of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("expected an address of 20 bytes, got " + bytes.length);
    }
    return new Address(bytes.clone());
  }

  /** Copies 20 bytes of {@code source} from {@code offset} on. */
  public static Address at(byte[] source, int offset) {
    return new Address(Arrays.copyOfRange(source, offset, Math.addExact(offset, SIZE)));
  }

  /** Reads 40 hexadecimal digits, with or without 0x; a mixed-case checksum is not checked. */
  public static Address fromHex(String hex) {
    return of(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex));
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, SIZE);
  }

  /** Lower-case hexadecimal with 0x. */
  public String toHex() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public int compareTo(Address other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
