package io.loadline.consensus.agreement;

/** Names a timer; setting it again replaces it. */
public record TimerKey(long height, Kind kind) {
  /** The timers of one height. */
  public enum Kind {
    /** The round has lasted long enough. */
    ROUND,
    /** Say the latest again, fetch what is missing, compute what failed. */
    RESEND,
    /** Ask for observations that a proposal names and gossip has not brought yet. */
    FETCH,
    /** This node's turn to coordinate signing, or to begin it anew. */
    COORDINATE
  }
}
