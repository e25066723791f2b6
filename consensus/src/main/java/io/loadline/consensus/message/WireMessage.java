package io.loadline.consensus.message;

import java.util.OptionalInt;

/** Everything that members send; one record per message. */
public sealed interface WireMessage
    permits SignedObservation,
        Proposal,
        Prepare,
        Commit,
        RoundChange,
        Decided,
        SigningMessage,
        SignedReport {
  /** The height this message is about. */
  long height();

  /** The member that signed it; empty for what proves itself, whoever sends it. */
  OptionalInt author();

  /**
   * How often this was said before. Not signed; it gives a repeated message fresh bytes, so that a
   * content-addressed gossip layer carries it again.
   */
  int resend();

  /** The same message with another resend counter. */
  WireMessage withResend(int resend);
}
