package io.loadline.consensus.message;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;

/**
 * A signer's answer to a session, with a fresh pair for the coordinator's next one.
 *
 * @param share the scalar z_i, 32 bytes big-endian
 * @param next hiding and binding commitment, SEC1 compressed, 66 bytes
 */
public record SignShare(
    long height,
    int round,
    Digest digest,
    int sender,
    int coordinator,
    int attempt,
    int session,
    Bytes share,
    Bytes next,
    RecoverableSignature signature,
    int resend)
    implements SigningMessage {
  @Override
  public SignShare withSignature(RecoverableSignature signed) {
    return new SignShare(
        height, round, digest, sender, coordinator, attempt, session, share, next, signed, resend);
  }

  @Override
  public SignShare withResend(int times) {
    return new SignShare(
        height,
        round,
        digest,
        sender,
        coordinator,
        attempt,
        session,
        share,
        next,
        signature,
        times);
  }
}
