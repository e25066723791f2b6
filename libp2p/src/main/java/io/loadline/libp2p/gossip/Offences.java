package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Invalid messages per peer, in a bucket that leaks empty within two minutes. Kept over a
 * disconnect, so that coming back does not wipe the slate clean.
 */
final class Offences {
  private static final int MAX_PEERS = 4_096;
  private static final long EMPTY_AFTER_MS = 120_000;
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
    levels.put(peer, new Level(Math.min(level, limit * UNIT * 2), nowMs));
    if (levels.size() > MAX_PEERS) {
      levels.remove(levels.keySet().iterator().next());
    }
  }

  /** Half the limit: out of every mesh, still connected. */
  boolean isSuspect(PeerId peer, long nowMs) {
    return level(peer, nowMs) * 2 >= limit * UNIT;
  }

  boolean isCutOff(PeerId peer, long nowMs) {
    return level(peer, nowMs) >= limit * UNIT;
  }

  private long level(PeerId peer, long nowMs) {
    Level level = levels.get(peer);
    if (level == null) {
      return 0;
    }
    long elapsedMs = Math.clamp(nowMs - level.atMs, 0, EMPTY_AFTER_MS * 2);
    return Math.max(0, level.thousandths - elapsedMs * limit * UNIT / EMPTY_AFTER_MS);
  }
}
