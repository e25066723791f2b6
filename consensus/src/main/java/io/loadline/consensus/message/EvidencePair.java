package io.loadline.consensus.message;

/**
 * Proof that a member broke a rule, for anyone who knows its identity address.
 *
 * @param offence which rule
 * @param first the vote seen first; for amnesia the COMMIT
 * @param second the vote that contradicts it; for amnesia the ROUND-CHANGE
 */
public record EvidencePair(Offence offence, Vote first, Vote second) {
  /** The rules a pair of votes can break. */
  public enum Offence {
    /** Two different votes of one kind in one round. */
    DOUBLE_VOTE,
    /** A COMMIT in a round, then a ROUND-CHANGE to a later one that denies that lock. */
    AMNESIA
  }

  /** The offender. */
  public int member() {
    return first.member();
  }
}
