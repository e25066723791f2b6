package io.loadline.consensus.message;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * ROUND-CHANGE on the wire.
 *
 * @param certificate proof of the lock the vote claims; null exactly if it claims none
 */
public record RoundChange(
    RoundChangeVote vote, @Nullable PreparedCertificate certificate, int resend)
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
  public RoundChange withResend(int times) {
    return new RoundChange(vote, certificate, times);
  }
}
