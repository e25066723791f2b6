package io.loadline.consensus.message;

import io.loadline.consensus.Rejection;

/** What bytes from a peer turned out to be. */
public sealed interface Decoding {
  /** A well-formed message within all bounds; its signatures are not checked yet. */
  record Decoded(WireMessage message) implements Decoding {}

  /** Not a message of this committee and version. */
  record Refused(Rejection reason) implements Decoding {}
}
