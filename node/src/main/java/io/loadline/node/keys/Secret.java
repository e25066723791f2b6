package io.loadline.node.keys;

import java.security.MessageDigest;
import java.util.Arrays;

/** 32 secret bytes. They show in no log: there is no text form, and closing wipes them. */
public final class Secret implements AutoCloseable {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies 32 bytes; wiping the given ones stays with the caller. */
  public static Secret of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a secret has 32 bytes, was " + bytes.length);
    }
    return new Secret(bytes.clone());
  }

  /** A copy of the bytes, for the one who uses them. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 1; // A hash of the bytes would say something about them.
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
