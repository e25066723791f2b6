package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.HashMap;
import java.util.Map;

/** Until when which peer must not be grafted on which topic. */
final class Backoffs {
  /** Per topic; beyond it a new peer's backoff is not remembered. */
  private static final int MAX_PEERS = 8_192;

  private final Map<String, Map<PeerId, Long>> untilMs = new HashMap<>();

  /** Never shortens what is there. */
  void add(String topic, PeerId peer, long endMs) {
    Map<PeerId, Long> peers = untilMs.computeIfAbsent(topic, _ -> new HashMap<>());
    if (peers.size() < MAX_PEERS || peers.containsKey(peer)) {
      peers.merge(peer, endMs, Math::max);
    }
  }

  /** The end, or {@link Long#MIN_VALUE} if there is none. */
  long end(String topic, PeerId peer) {
    return untilMs.getOrDefault(topic, Map.of()).getOrDefault(peer, Long.MIN_VALUE);
  }

  void expire(long nowMs) {
    untilMs.values().forEach(peers -> peers.values().removeIf(endMs -> endMs <= nowMs));
    untilMs.values().removeIf(Map::isEmpty);
  }
}
