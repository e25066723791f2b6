package io.loadline.consensus.roast;

/** What a simulated member does; all but the first two count as faults. */
enum Behaviour {
  HONEST(false),
  /** Honest, but its shares take long. */
  SLOW(false),
  /** Says nothing at all. */
  SILENT(true),
  /** Offers commitments and never a share. */
  WITHHOLDING(true),
  /** Sends shares that are wrong. */
  WRONG_SHARES(true),
  /** Offers a used commitment again with its share. */
  REUSING(true),
  /** Honest, but loses its memory between commitment and share. */
  RESTARTING(true),
  /**
   * As a signer silent; as a coordinator asks for shares on other lists and other digests with the
   * same commitments.
   */
  EQUIVOCATING(true);

  final boolean isFaulty;

  Behaviour(boolean isFaulty) {
    this.isFaulty = isFaulty;
  }

  boolean isByzantine() {
    return this == WRONG_SHARES || this == REUSING || this == EQUIVOCATING || this == WITHHOLDING;
  }

  boolean mayBeAccused() {
    return this == WRONG_SHARES || this == REUSING;
  }
}
