package io.loadline.consensus.ceremony;

/** The phase a message belongs to. The codes are signed and never change. */
public enum MessageKind {
  /** Ephemeral key; commitments and proof of a dealer. */
  ANNOUNCEMENT(1),
  /** All of a dealer's shares, encrypted. */
  DEALING(2),
  /** What a receiver found wrong, perhaps nothing. */
  COMPLAINTS(3),
  /** A helper's part of a repaired share, encrypted. */
  OPENING(4),
  /** A receiver has stored its share. */
  CONFIRMATION(5),
  /** A step of the test signature. */
  TEST_SIGNING(6),
  /** The ceremony is over: confirmations and test signature. */
  COMPLETION(7),
  /** Asks for messages by their content's hash. */
  FETCH(8);

  private final int code;

  MessageKind(int code) {
    this.code = code;
  }

  /** The number that is signed as {@code phase}. */
  public int code() {
    return code;
  }
}
