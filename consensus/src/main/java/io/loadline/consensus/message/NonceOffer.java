package io.loadline.consensus.message;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;

/**
 * A fresh pair of nonce commitments for one coordinator's attempt.
 *
 * @param coordinator the only member that may ask for a share with this pair
 * @param nonces hiding and binding commitment, SEC1 compressed, 66 bytes
 */
public record NonceOffer(
    long height,
    int round,
    Digest digest,
    int sender,
    int coordinator,
    int attempt,
    Bytes nonces,
    RecoverableSignature signature,
    int resend)
    implements SigningMessage {
  @Override
  public NonceOffer withSignature(RecoverableSignature signed) {
    return new NonceOffer(
        height, round, digest, sender, coordinator, attempt, nonces, signed, resend);
  }

  @Override
  public NonceOffer withResend(int times) {
    return new NonceOffer(
        height, round, digest, sender, coordinator, attempt, nonces, signature, times);
  }
}
