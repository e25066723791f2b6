package io.loadline.chain.submit;

import java.io.IOException;

/** A transaction reverted, would revert, or was not mined in time. */
public final class TransactionFailedException extends IOException {
  public TransactionFailedException(String what, String reason) {
    super(what + " failed: " + reason);
  }
}
