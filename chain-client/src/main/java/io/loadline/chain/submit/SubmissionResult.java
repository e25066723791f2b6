package io.loadline.chain.submit;

import java.util.List;

/** How a submission ended. */
public sealed interface SubmissionResult {

  /** Our transaction is mined and the contract has the round. Watch it until it is final. */
  record Accepted(Receipt receipt, int attempts) implements SubmissionResult {}

  /** The contract has this round or a newer one, by whoever's transaction. */
  record AlreadyAccepted(long newestHeight) implements SubmissionResult {}

  /** The contract says no, and would say so again. */
  record Refused(String reason) implements SubmissionResult {}

  /** Sent, perhaps, and not mined in time; calling again continues where this ended. */
  record Undecided(String reason, List<String> transactionHashes) implements SubmissionResult {
    public Undecided {
      transactionHashes = List.copyOf(transactionHashes);
    }
  }
}
