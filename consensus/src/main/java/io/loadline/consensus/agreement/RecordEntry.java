package io.loadline.consensus.agreement;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;

/**
 * One line of the signing record; it replaces an older one of the same (height, kind).
 *
 * @param digest what was voted for or observed; zero for a round change without a lock
 * @param bytes the exact message, as {@code MessageCodec} encodes it; empty where no message is
 *     kept
 */
public record RecordEntry(Kind kind, long height, int round, Digest digest, Bytes bytes) {
  /** What the entry protects. */
  public enum Kind {
    /** Own observation. */
    OBSERVATION,
    /** Own proposal. */
    PROPOSAL,
    /** Own PREPARE. */
    PREPARE,
    /** The highest prepared certificate, as {@code MessageCodec} encodes it. */
    LOCK,
    /** Own COMMIT. */
    COMMIT,
    /** Own ROUND-CHANGE. */
    ROUND_CHANGE,
    /** What was decided, as a DECIDED message. */
    DECIDED,
    /** The digest that signature shares may be given for at this height; there is only one. */
    SHARE,
    /** The last attempt at coordinating signing stands in place of the round. */
    COORDINATION
  }
}
