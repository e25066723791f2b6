package io.loadline.node.devnet.chain;

import java.io.IOException;

/** A transaction is in a block and did nothing. */
public final class RevertedException extends IOException {
  private static final long serialVersionUID = 1;

  private final String reason;

  /**
   * Says whose and why.
   *
   * @param reason the contract's error in words
   */
  RevertedException(String what, String reason) {
    super(what + " reverted: " + reason);
    this.reason = reason;
  }

  /** The contract's error in words, such as {@code HeightNotRising(given 4, newest 5)}. */
  public String reason() {
    return reason;
  }
}
