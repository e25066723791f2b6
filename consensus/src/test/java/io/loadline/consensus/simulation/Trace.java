package io.loadline.consensus.simulation;

import io.loadline.consensus.Digest;
import io.loadline.consensus.agreement.Effect;
import io.loadline.consensus.agreement.RecordEntry;
import java.nio.ByteBuffer;

/** One number for everything that happened, in order: two runs are the same if it is. */
final class Trace {
  private long hash = 0x9e3779b97f4a7c15L;

  void add(long word) {
    hash = Long.rotateLeft((hash ^ word) * 0xff51afd7ed558ccdL, 31) + 0x2545f4914f6cdd1dL;
  }

  void add(Digest digest) {
    add(ByteBuffer.wrap(digest.bytes()).getLong());
  }

  /** What of an effect can differ between runs; messages are added as they are sent. */
  void add(int member, long nowMs, Effect effect) {
    add(nowMs * 128 + member);
    switch (effect) {
      case Effect.Persist(RecordEntry entry) -> {
        add(entry.height() * 1_000_003 + entry.round() * 16L + entry.kind().name().hashCode());
        add(entry.digest());
      }
      case Effect.SetTimer(var timer, var delayMs) ->
          add(timer.height() * 1_000_003 + timer.kind().name().hashCode() + 8 * delayMs);
      case Effect.CancelTimer(var timer) ->
          add(timer.height() * 31 + timer.kind().name().hashCode());
      case Effect.RoundEntered(var height, var round) -> add(height * 1_000_003 + round);
      case Effect.RequestObservation(var height, var round) -> add(height * 999_983 + round);
      case Effect.Compute c -> add(c.observationsHash());
      case Effect.Decided d -> add(d.digest());
      case Effect.Signed s -> add(s.digest());
      case Effect.DigestMismatch m -> add(m.computed());
      case Effect.RecordBehind(var height, var round, var shownBy) ->
          add(height * 1_000_003 + round * 64L + shownBy);
      case Effect.Evidence(var pair) -> add(pair.member() * 7L + pair.offence().name().hashCode());
      case Effect.Rejected r -> add(r.height() * 131 + r.member());
      case Effect.Broadcast _ -> {}
    }
  }

  long value() {
    return hash;
  }
}
