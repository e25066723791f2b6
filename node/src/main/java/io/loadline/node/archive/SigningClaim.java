package io.loadline.node.archive;

import io.loadline.consensus.Bytes;

/** The signing record's answer to "may I send these bytes?". */
public sealed interface SigningClaim {
  /** The slot was free; the bytes are on disk now and may leave. */
  record Granted() implements SigningClaim {}

  /** The slot already holds exactly these bytes; sending them again is harmless. */
  record Repeated() implements SigningClaim {}

  /** Other bytes were signed in this slot. */
  record Conflict(Bytes signed) implements SigningClaim {}

  /** A message of this kind was already signed in a later round of this height. */
  record Overtaken(int laterRound) implements SigningClaim {}

  /** The height is below those the record still keeps; it is dead. */
  record Dead(long lowestHeight) implements SigningClaim {}
}
