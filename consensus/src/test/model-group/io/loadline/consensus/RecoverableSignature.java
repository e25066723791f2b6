package io.loadline.consensus;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A signature in the model: the signer's address, then a hash of address and digest. It binds as a
 * real one does; that nobody forges it is the simulated liars' promise.
 */
public final class RecoverableSignature {
  public static final int LENGTH = 65;
  private static final int ADDRESS = 20;

  private final byte[] bytes;

  private RecoverableSignature(byte[] bytes) {
    this.bytes = bytes;
  }

  static RecoverableSignature model(Address address, Digest digest) {
    byte[] bytes = new byte[LENGTH];
    System.arraycopy(address.bytes(), 0, bytes, 0, ADDRESS);
    System.arraycopy(Keccak.hash(address.bytes(), digest.bytes()).bytes(), 0, bytes, ADDRESS, 32);
    bytes[64] = 27;
    return new RecoverableSignature(bytes);
  }

  public static RecoverableSignature of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a signature has 65 bytes, was " + bytes.length);
    }
    return new RecoverableSignature(bytes.clone());
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public Optional<Address> recover(Digest digest) {
    Address address = Address.of(Arrays.copyOf(bytes, ADDRESS));
    return equals(model(address, digest)) ? Optional.of(address) : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecoverableSignature that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
