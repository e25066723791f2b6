package io.loadline.consensus.roast;

import io.loadline.consensus.Digest;
import io.loadline.consensus.frost.Identifier;

/** Everything that can move a {@link RoastSigner}. */
public sealed interface SignerEvent {
  /** This node computed this digest itself, for some round of the height. */
  record Computed(Digest digest) implements SignerEvent {}

  /** The height is decided: a COMMIT quorum for this digest was checked. */
  record Decided(Digest digest) implements SignerEvent {}

  /** An authenticated nonce request. */
  record NonceRequested(Identifier sender, RoastMessage.NonceRequest request)
      implements SignerEvent {}

  /** An authenticated signing request. */
  record SignRequested(Identifier sender, RoastMessage.SignRequest request)
      implements SignerEvent {}

  /** Time passed: say the last word to each coordinator again, in case it was lost. */
  record Tick() implements SignerEvent {}

  /** The height is over, signed or dead: forget all nonces and sign nothing more. */
  record Closed() implements SignerEvent {}
}
