package io.loadline.consensus.message;

import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import java.util.List;

/**
 * Asks whoever holds these observations to send them again.
 *
 * @param round the round the observations were signed for
 * @param refs in rising member order; empty asks for the decided proposal
 */
public record FetchObservations(
    long height,
    int round,
    Digest digest,
    int sender,
    List<ObservationRef> refs,
    RecoverableSignature signature,
    int resend)
    implements SigningMessage {
  public FetchObservations {
    refs = List.copyOf(refs);
  }

  @Override
  public FetchObservations withSignature(RecoverableSignature signed) {
    return new FetchObservations(height, round, digest, sender, refs, signed, resend);
  }

  @Override
  public FetchObservations withResend(int times) {
    return new FetchObservations(height, round, digest, sender, refs, signature, times);
  }
}
