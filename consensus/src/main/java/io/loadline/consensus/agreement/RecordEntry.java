package io.loadline.consensus.agreement;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;

/**
 * One line of the signing record: one per (height, kind, round), kept until the height is closed.
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
    /**
     * The observations a PREPARE rests on. A quorum of PREPAREs may bind the height to them for
     * good, so they must outlive every process; its bytes can be far longer than a message.
     */
    VALUE,
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
