package io.loadline.consensus.ceremony;

import java.util.Arrays;

/**
 * Bytes that must be stored encrypted. They have no equality and no text form, and {@link #wipe}
 * overwrites them.
 */
public final class SecretBytes {
  private final byte[] bytes;

  /** Copies the bytes. */
  public SecretBytes(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** A copy, for encrypted storage only. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** Overwrites the bytes. */
  public void wipe() {
    Arrays.fill(bytes, (byte) 0);
  }
}
