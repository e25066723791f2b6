package io.loadline.consensus.agreement;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.message.WireMessage;
import java.util.List;

/** Everything that moves the agreement: what the node decides, computes, hears and waits for. */
public sealed interface Event {
  /**
   * The process begins; nothing came before. From here on heights that an earlier life may have
   * voted in are only listened to, until a quorum has shown votes that the record holds, or a later
   * height comes. Without this event every height is signed at once, on the word of the record.
   *
   * @param highestRecorded the highest height in the signing record, -1 for none
   */
  record Started(long highestRecorded) implements Event {}

  /**
   * Work on a height begins.
   *
   * @param restored what this node's signing record holds for the height; empty if it is new. Only
   *     with the complete record does a restarted node neither vote twice nor forget a lock.
   */
  record HeightOpened(long height, List<RecordEntry> restored) implements Event {
    public HeightOpened {
      restored = List.copyOf(restored);
    }
  }

  /** The height is over, signed or dead: nothing is said or signed for it any more. */
  record HeightClosed(long height) implements Event {}

  /** A message that {@link MessageGate} accepted. */
  record Received(WireMessage message) implements Event {}

  /** Answer to {@link Effect.RequestObservation}. */
  record ObservationReady(long height, int round, Bytes body) implements Event {}

  /**
   * Answer to {@link Effect.Compute}.
   *
   * @param digest the report's digest
   * @param report the report's bytes, at most 4 KiB
   */
  record Computed(long height, int round, Digest observationsHash, Digest digest, Bytes report)
      implements Event {}

  /** {@link Effect.Compute} came to nothing; it is asked for again while it is still needed. */
  record ComputeFailed(long height, int round, Digest observationsHash, String reason)
      implements Event {}

  /** A timer set by {@link Effect.SetTimer} ran out. */
  record TimerExpired(TimerKey timer) implements Event {}
}
