package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Who is in which mesh: GRAFT, PRUNE, backoff, and their upkeep. */
final class Mesh {
  private static final long MAX_BACKOFF_MS = 3_600_000;
  private static final int MIN_OUTBOUND = 2;

  private final Peers peers;
  private final GossipParameters parameters;
  private final RandomGenerator random;
  private final Map<String, Map<PeerId, Long>> backoffUntilMs = new HashMap<>();

  Mesh(Peers peers, RandomGenerator random) {
    this.peers = peers;
    this.parameters = peers.parameters;
    this.random = random;
  }

  /** Grafts peers of a topic just joined. */
  void join(String topic, TopicState state, long nowMs) {
    fill(topic, state, parameters.mesh(), nowMs);
  }

  void leave(String topic, TopicState state, long nowMs) {
    for (PeerId id : state.mesh) {
      prune(topic, id, parameters.unsubscribeBackoffMs(), nowMs);
    }
    state.mesh.clear();
  }

  /** A peer subscribed: small networks should not wait for a heartbeat. */
  void subscribed(String topic, TopicState state, PeerState peer, long nowMs) {
    if (state.mesh.size() < parameters.mesh() && isCandidate(topic, state, peer, nowMs)) {
      graft(topic, state, peer);
    }
  }

  /** The peer unsubscribed or is gone. */
  void remove(PeerId id, String topic) {
    TopicState state = peers.topics.get(topic);
    if (state != null) {
      state.mesh.remove(id);
    }
  }

  void receivedGraft(PeerState peer, String topic, long nowMs) {
    TopicState state = peers.topics.get(topic);
    if (state == null || state.mesh.contains(peer.id)) {
      return; // Unknown topics get no answer and leave no trace.
    }
    if (isBackedOff(topic, peer.id, nowMs)) {
      peers.metrics.count("gossip.graft.too_early");
      peers.invalid(peer.id, nowMs);
    }
    boolean full = state.mesh.size() >= parameters.meshHigh() && !peer.outbound;
    if (full || !isCandidate(topic, state, peer, nowMs)) {
      peers.metrics.count("gossip.graft.refused");
      prune(topic, peer.id, parameters.pruneBackoffMs(), nowMs);
    } else {
      state.mesh.add(peer.id);
      peers.metrics.count("gossip.graft.received");
    }
  }

  void receivedPrune(PeerState peer, Rpc.Prune prune, long nowMs) {
    TopicState state = peers.topics.get(prune.topic());
    if (state == null) {
      return;
    }
    peers.metrics.count("gossip.prune.received");
    state.mesh.remove(peer.id);
    boolean given = prune.backoffSeconds() > 0;
    boolean huge = prune.backoffSeconds() < 0 || prune.backoffSeconds() > MAX_BACKOFF_MS / 1_000;
    long backoffMs = given ? prune.backoffSeconds() * 1_000 : parameters.pruneBackoffMs();
    backOff(prune.topic(), peer.id, huge ? MAX_BACKOFF_MS : backoffMs, nowMs);
  }

  void heartbeat(long nowMs) {
    peers.topics.forEach((topic, state) -> maintain(topic, state, nowMs));
    backoffUntilMs.values().forEach(entries -> entries.values().removeIf(end -> end <= nowMs));
    backoffUntilMs.values().removeIf(Map::isEmpty);
  }

  private void maintain(String topic, TopicState state, long nowMs) {
    for (PeerId id : new ArrayList<>(state.mesh)) {
      if (!peers.admits(id, topic) || peers.offences.isSuspect(id, nowMs)) {
        state.mesh.remove(id);
        prune(topic, id, parameters.pruneBackoffMs(), nowMs);
      }
    }
    if (state.mesh.size() < parameters.meshLow()) {
      fill(topic, state, parameters.mesh(), nowMs);
    } else if (state.mesh.size() > parameters.meshHigh()) {
      shrink(topic, state, nowMs);
    }
  }

  private void fill(String topic, TopicState state, int target, long nowMs) {
    List<PeerState> candidates = new ArrayList<>();
    for (PeerState peer : peers.connected.values()) {
      if (isCandidate(topic, state, peer, nowMs)) {
        candidates.add(peer);
      }
    }
    Collections.shuffle(candidates, java.util.Random.from(random));
    for (PeerState peer : candidates) {
      if (state.mesh.size() >= target) {
        return;
      }
      graft(topic, state, peer);
    }
  }

  /** Down to D at random, but some of those we dialled ourselves stay: they are harder to fake. */
  private void shrink(String topic, TopicState state, long nowMs) {
    List<PeerId> order = new ArrayList<>(state.mesh);
    Collections.shuffle(order, java.util.Random.from(random));
    List<PeerId> outbound = order.stream().filter(this::isOutbound).limit(MIN_OUTBOUND).toList();
    order.removeAll(outbound);
    order.addAll(0, outbound);
    for (PeerId id : order.subList(parameters.mesh(), order.size())) {
      state.mesh.remove(id);
      prune(topic, id, parameters.pruneBackoffMs(), nowMs);
    }
  }

  private boolean isOutbound(PeerId id) {
    PeerState peer = peers.connected.get(id);
    return peer != null && peer.outbound;
  }

  private boolean isCandidate(String topic, TopicState state, PeerState peer, long nowMs) {
    return peer.topics.contains(topic)
        && !state.mesh.contains(peer.id)
        && !peers.isExplicit(peer.id)
        && !isBackedOff(topic, peer.id, nowMs)
        && !peers.offences.isSuspect(peer.id, nowMs)
        && peers.admits(peer.id, topic);
  }

  private void graft(String topic, TopicState state, PeerState peer) {
    state.mesh.add(peer.id);
    peers.metrics.count("gossip.graft.sent");
    peers.control(peer, RpcWriter.graft(topic));
  }

  private void prune(String topic, PeerId id, long backoffMs, long nowMs) {
    backOff(topic, id, backoffMs, nowMs);
    peers.metrics.count("gossip.prune.sent");
    peers.control(peers.connected.get(id), RpcWriter.prune(topic, Math.ceilDiv(backoffMs, 1_000L)));
  }

  private void backOff(String topic, PeerId id, long backoffMs, long nowMs) {
    long untilMs = nowMs + backoffMs + parameters.heartbeatMs();
    backoffUntilMs.computeIfAbsent(topic, _ -> new HashMap<>()).merge(id, untilMs, Math::max);
  }

  private boolean isBackedOff(String topic, PeerId id, long nowMs) {
    Map<PeerId, Long> entries = backoffUntilMs.get(topic);
    Long untilMs = entries == null ? null : entries.get(id);
    return untilMs != null && untilMs > nowMs;
  }
}
