package io.loadline.consensus;

import java.util.Arrays;
import java.util.HexFormat;

/** An Ethereum address: 20 bytes. Immutable; ordered as unsigned big-endian bytes. */
public final class Address implements Comparable<Address> {
  /** Length in bytes. */
  public static final int LENGTH = 20;

  private final byte[] bytes;

  private Address(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies 20 bytes; {@link IllegalArgumentException} for any other length. */
  public static Address of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("an address has 20 bytes, was " + bytes.length);
    }
    return new Address(bytes.clone());
  }

  /** Parses 40 hex digits with an optional 0x before them; the checksum case is not looked at. */
  public static Address fromHex(String hex) {
    return of(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex));
  }

  /** The address of an uncompressed public key: the last 20 bytes of keccak256(x || y). */
  public static Address ofPublicKey(byte[] xAndY) {
    if (xAndY.length != 64) {
      throw new IllegalArgumentException("x and y have 64 bytes, was " + xAndY.length);
    }
    return new Address(Arrays.copyOfRange(Keccak.hash(xAndY).bytes(), 12, 32));
  }

  /** A copy of the 20 bytes. */
  public byte[] bytes() {
    return bytes.clone();
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

  /** 0x and 40 lower-case hex digits. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
