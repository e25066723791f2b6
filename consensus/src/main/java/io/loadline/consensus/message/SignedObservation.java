package io.loadline.consensus.message;

import java.util.OptionalInt;

/** A member's observation for a round, with its body. */
public record SignedObservation(ObservationVote vote, int resend) implements WireMessage {
  @Override
  public long height() {
    return vote.height();
  }

  @Override
  public OptionalInt author() {
    return OptionalInt.of(vote.member());
  }

  @Override
  public SignedObservation withResend(int times) {
    return new SignedObservation(vote, times);
  }
}
