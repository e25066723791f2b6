package io.loadline.consensus.message;

/**
 * Proof of a lock, with what is needed to propose its value again.
 *
 * @param prepares a quorum of PREPAREs
 * @param proposal the proposal they answered
 */
public record PreparedCertificate(Certificate prepares, ProposalVote proposal) {
  /** What the certificate locks. */
  public PreparedValue value() {
    return new PreparedValue(prepares.round(), prepares.digest());
  }
}
