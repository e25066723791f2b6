package io.loadline.consensus.message;

import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;

/**
 * A member that has just started asks the others for the highest vote of its own that they hold at
 * a height.
 *
 * @param round always 0
 * @param digest a fresh random challenge, so that no answer to an earlier life counts
 */
public record RecallRequest(
    long height, int round, Digest digest, int sender, RecoverableSignature signature, int resend)
    implements SigningMessage {
  @Override
  public RecallRequest withSignature(RecoverableSignature signed) {
    return new RecallRequest(height, round, digest, sender, signed, resend);
  }

  @Override
  public RecallRequest withResend(int times) {
    return new RecallRequest(height, round, digest, sender, signature, times);
  }
}
