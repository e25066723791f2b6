package io.loadline.consensus.message;

import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import java.util.List;

/**
 * A coordinator opens a signing session: exactly these signers with exactly these pairs.
 *
 * @param session counts the attempt's sessions, from 0
 * @param signers in rising member order, each member once
 */
public record SignRequest(
    long height,
    int round,
    Digest digest,
    int sender,
    int attempt,
    int session,
    List<SessionNonces> signers,
    RecoverableSignature signature,
    int resend)
    implements SigningMessage {
  public SignRequest {
    signers = List.copyOf(signers);
  }

  @Override
  public SignRequest withSignature(RecoverableSignature signed) {
    return new SignRequest(
        height, round, digest, sender, attempt, session, signers, signed, resend);
  }

  @Override
  public SignRequest withResend(int times) {
    return new SignRequest(
        height, round, digest, sender, attempt, session, signers, signature, times);
  }
}
