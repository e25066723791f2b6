package io.loadline.consensus.message;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Tells a late peer what a quorum committed to.
 *
 * @param certificate a quorum of COMMITs
 * @param proposal the decided round's proposal, if the sender holds it
 */
public record Decided(Certificate certificate, @Nullable ProposalVote proposal, int resend)
    implements WireMessage {
  @Override
  public long height() {
    return certificate.height();
  }

  @Override
  public OptionalInt author() {
    return OptionalInt.empty();
  }

  @Override
  public Decided withResend(int times) {
    return new Decided(certificate, proposal, times);
  }
}
