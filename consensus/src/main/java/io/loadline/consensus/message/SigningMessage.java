package io.loadline.consensus.message;

import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import java.util.OptionalInt;

/**
 * What threshold signing, fetching and recalling exchange. Authenticated by an EIP-712 {@code
 * SigningMessage} over the payload's wire bytes, which is never evidence.
 */
public sealed interface SigningMessage extends WireMessage
    permits NonceRequest,
        NonceOffer,
        SignRequest,
        SignShare,
        FetchObservations,
        RecallRequest,
        RecallAnswer {
  /** The round whose COMMIT quorum this rests on; for a fetch or recall, what is asked for. */
  int round();

  /** The digest this is about. */
  Digest digest();

  /** Index of the member that signed. */
  int sender();

  /** Signature over the payload. */
  RecoverableSignature signature();

  /** The same payload with a signature. */
  SigningMessage withSignature(RecoverableSignature signature);

  @Override
  default OptionalInt author() {
    return OptionalInt.of(sender());
  }
}
