package io.loadline.consensus.message;

import java.util.OptionalInt;

/** PREPARE on the wire. */
public record Prepare(PrepareVote vote, int resend) implements WireMessage {
  @Override
  public long height() {
    return vote.height();
  }

  @Override
  public OptionalInt author() {
    return OptionalInt.of(vote.member());
  }

  @Override
  public Prepare withResend(int times) {
    return new Prepare(vote, times);
  }
}
