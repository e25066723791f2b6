package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who announced a message, was asked for it, and has to deliver. One id of each IWANT is watched;
 * its arrival from anybody keeps the promise, because then nobody need send it again.
 */
final class Promises {
  private final Map<MessageId, Map<PeerId, Long>> dueMs = new LinkedHashMap<>();

  void made(PeerId peer, MessageId id, long dueAtMs) {
    var _ = dueMs.computeIfAbsent(id, _ -> new HashMap<>()).putIfAbsent(peer, dueAtMs);
  }

  void arrived(MessageId id) {
    dueMs.remove(id);
  }

  /** A peer that is gone is not held to its word. */
  void forget(PeerId peer) {
    dueMs.values().forEach(peers -> peers.remove(peer));
    dueMs.values().removeIf(Map::isEmpty);
  }

  /** Takes out the promises that are overdue; a peer appears once for each. */
  List<PeerId> broken(long nowMs) {
    List<PeerId> breakers = new ArrayList<>();
    for (Map<PeerId, Long> peers : dueMs.values()) {
      for (Iterator<Map.Entry<PeerId, Long>> all = peers.entrySet().iterator(); all.hasNext(); ) {
        Map.Entry<PeerId, Long> promise = all.next();
        if (promise.getValue() < nowMs) {
          breakers.add(promise.getKey());
          all.remove();
        }
      }
    }
    dueMs.values().removeIf(Map::isEmpty);
    return breakers;
  }
}
