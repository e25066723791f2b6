package io.loadline.node.archive;

import io.loadline.consensus.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What this identity has signed. Claim first, send after: a claim is on disk before it is granted,
 * so a process that dies in between sends the same bytes or none when it returns.
 */
public interface SigningRecord {
  /** Takes the slot for these bytes, durably. Rounds of one kind and height only rise. */
  SigningClaim claim(SigningSlot slot, byte[] message);

  /** What was signed in the slot. */
  Optional<byte[]> signed(SigningSlot slot);

  /** The signed message of the highest round of a kind. */
  Optional<SignedMessage> highest(Digest committee, long height, int kind);

  /** Everything signed at a height, by kind and round. */
  List<SignedMessage> signedAt(Digest committee, long height);

  /** The highest height at which anything was signed for the committee. */
  Optional<Long> highestHeight(Digest committee);

  /** Claims below this height are refused; 0 if none are. */
  long lowestHeight(Digest committee);

  /**
   * Adds another record of the same identity, all of it or nothing: what either signed counts as
   * signed from then on.
   *
   * @return the first slot in which the two hold different bytes; then nothing is added
   */
  Optional<SigningSlot> merge(SigningContent other);

  /** Drops the slots of dead heights; claims below {@code height} are refused from then on. */
  void forgetBelow(Digest committee, long height);
}
