package io.loadline.consensus.message;

import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;

/**
 * A coordinator asks every member for a fresh pair of its own.
 *
 * @param round the round whose COMMIT quorum the coordinator holds
 * @param attempt counts the coordinator's fresh starts at this digest, from 0
 */
public record NonceRequest(
    long height,
    int round,
    Digest digest,
    int sender,
    int attempt,
    RecoverableSignature signature,
    int resend)
    implements SigningMessage {
  @Override
  public NonceRequest withSignature(RecoverableSignature signed) {
    return new NonceRequest(height, round, digest, sender, attempt, signed, resend);
  }

  @Override
  public NonceRequest withResend(int times) {
    return new NonceRequest(height, round, digest, sender, attempt, signature, times);
  }
}
