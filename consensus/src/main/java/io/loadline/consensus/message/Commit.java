package io.loadline.consensus.message;

import java.util.OptionalInt;

/**
 * COMMIT on the wire. The nonces ride along for the first signing session and are no part of the
 * slashable vote.
 */
public record Commit(CommitVote vote, NonceOffer nonces, int resend) implements WireMessage {
  @Override
  public long height() {
    return vote.height();
  }

  @Override
  public OptionalInt author() {
    return OptionalInt.of(vote.member());
  }

  @Override
  public Commit withResend(int times) {
    return new Commit(vote, nonces, times);
  }
}
