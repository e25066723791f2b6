package io.loadline.consensus.message;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A leader's proposal.
 *
 * @param justification null exactly in round 0
 */
public record Proposal(ProposalVote vote, @Nullable Justification justification, int resend)
    implements WireMessage {
  @Override
  public long height() {
    return vote.height();
  }

  @Override
  public OptionalInt author() {
    return OptionalInt.of(vote.member());
  }

  @Override
  public Proposal withResend(int times) {
    return new Proposal(vote, justification, times);
  }
}
