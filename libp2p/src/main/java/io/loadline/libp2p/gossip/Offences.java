package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Invalid messages per peer, in a bucket that leaks one limit in two minutes. Who reaches the limit
 * is cut off for that long. Kept over a disconnect, so that coming back does not wipe the slate
 * clean.
 */
final class Offences {
  private static final int MAX_PEERS = 4_096;
  private static final long LIMIT_LEAKS_MS = 120_000;
  private static final long UNIT = 1_000;

  private record Level(long thousandths, long atMs) {}

  private final int limit;
  private final Map<PeerId, Level> levels = new LinkedHashMap<>();

  Offences(int limit) {
    this.limit = limit;
  }

  void add(PeerId peer, long nowMs) {
    long level = level(peer, nowMs) + UNIT;
    levels.remove(peer);
    boolean reached = level >= limit * UNIT;
    levels.put(peer, new Level(reached ? limit * UNIT * 2 : level, nowMs));
    if (levels.size() > MAX_PEERS) {
      levels.remove(levels.keySet().iterator().next());
    }
  }

  boolean isCutOff(PeerId peer, long nowMs) {
    return level(peer, nowMs) >= limit * UNIT;
  }

  private long level(PeerId peer, long nowMs) {
    Level level = levels.get(peer);
    if (level == null) {
      return 0;
    }
    long elapsedMs = Math.clamp(nowMs - level.atMs, 0, LIMIT_LEAKS_MS * 2);
    return Math.max(0, level.thousandths - elapsedMs * limit * UNIT / LIMIT_LEAKS_MS);
  }
}
