package io.loadline.consensus.ceremony;

/** The timers of a ceremony; setting one again replaces it. */
public enum CeremonyTimer {
  /** A phase has lasted long enough. */
  PHASE,
  /** Say the latest again, ask for what is missing. */
  RESEND,
  /** This member's turn to coordinate the test signature. */
  COORDINATE
}
