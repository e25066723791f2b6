package io.loadline.risk.cbor;

/** Bytes that are not the canonical encoding of what was expected. */
public final class CborException extends Exception {
  private final int offset;
  private final String reason;

  public CborException(int offset, String reason) {
    super("byte " + offset + ": " + reason);
    this.offset = offset;
    this.reason = reason;
  }

  /** Where the offending item starts. */
  public int offset() {
    return offset;
  }

  public String reason() {
    return reason;
  }
}
