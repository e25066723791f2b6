package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.ArrayList;
import java.util.List;

/** Who is in which mesh, and what GRAFT and PRUNE do to it. */
final class Mesh {
  private static final long MAX_BACKOFF_MS = 3_600_000;

  private final Peers peers;
  private final GossipParameters parameters;
  private final Backoffs backoffs = new Backoffs();

  Mesh(Peers peers) {
    this.peers = peers;
    this.parameters = peers.parameters;
  }

  void leave(String topic, TopicState state, long nowMs) {
    for (PeerId id : new ArrayList<>(state.mesh)) {
      prune(topic, state, id, parameters.unsubscribeBackoffMs(), nowMs);
    }
  }

  /** A peer subscribed: small networks should not wait for a heartbeat. */
  void subscribed(String topic, TopicState state, PeerState peer, long nowMs) {
    if (state.mesh.size() < parameters.mesh() && isCandidate(topic, state, peer, nowMs)) {
      graft(topic, state, peer, nowMs);
    }
  }

  /** The peer unsubscribed or is gone. */
  void remove(PeerId id, String topic, long nowMs) {
    TopicState state = peers.topics.get(topic);
    if (state != null && state.mesh.remove(id)) {
      peers.scores.pruned(id, topic, nowMs);
    }
  }

  void receivedGraft(PeerState peer, String topic, long nowMs) {
    TopicState state = peers.topics.get(topic);
    if (state == null || state.mesh.contains(peer.id)) {
      return; // Unknown topics get no answer and leave no trace.
    }
    long backoffEndMs = backoffs.end(topic, peer.id);
    if (backoffEndMs > nowMs) {
      peers.metrics.count("gossip.graft.too_early");
      long sincePruneMs = nowMs - (backoffEndMs - parameters.pruneBackoffMs());
      peers.misbehaved(peer.id, sincePruneMs < parameters.graftFloodMs() ? 2 : 1, nowMs);
    }
    boolean full = state.mesh.size() >= parameters.meshHigh() && !peer.outbound;
    if (full || !isCandidate(topic, state, peer, nowMs)) {
      peers.metrics.count("gossip.graft.refused");
      prune(topic, state, peer.id, parameters.pruneBackoffMs(), nowMs);
    } else {
      state.mesh.add(peer.id);
      peers.scores.grafted(peer.id, topic, nowMs);
      peers.metrics.count("gossip.graft.received");
    }
  }

  void receivedPrune(PeerState peer, Rpc.Prune prune, long nowMs) {
    if (!peers.topics.containsKey(prune.topic())) {
      return;
    }
    peers.metrics.count("gossip.prune.received");
    remove(peer.id, prune.topic(), nowMs);
    boolean given = prune.backoffSeconds() > 0;
    boolean huge = prune.backoffSeconds() < 0 || prune.backoffSeconds() > MAX_BACKOFF_MS / 1_000;
    long backoffMs = given ? prune.backoffSeconds() * 1_000 : parameters.pruneBackoffMs();
    backOff(prune.topic(), peer.id, huge ? MAX_BACKOFF_MS : backoffMs, nowMs);
  }

  void expireBackoffs(long nowMs) {
    backoffs.expire(nowMs);
  }

  /** Peers that may be grafted now, in the order of their arrival. */
  List<PeerState> candidates(String topic, TopicState state, long nowMs) {
    List<PeerState> found = new ArrayList<>();
    for (PeerState peer : peers.connected.values()) {
      if (isCandidate(topic, state, peer, nowMs)) {
        found.add(peer);
      }
    }
    return found;
  }

  boolean isCandidate(String topic, TopicState state, PeerState peer, long nowMs) {
    return peer.topics.contains(topic)
        && !state.mesh.contains(peer.id)
        && !peers.isExplicit(peer.id)
        && backoffs.end(topic, peer.id) <= nowMs
        && peers.scores.score(peer.id, nowMs) >= 0
        && peers.admits(peer.id, topic);
  }

  void graft(String topic, TopicState state, PeerState peer, long nowMs) {
    state.mesh.add(peer.id);
    peers.scores.grafted(peer.id, topic, nowMs);
    peers.metrics.count("gossip.graft.sent");
    peers.control(peer, RpcWriter.graft(topic));
  }

  void prune(String topic, TopicState state, PeerId id, long backoffMs, long nowMs) {
    if (state.mesh.remove(id)) {
      peers.scores.pruned(id, topic, nowMs);
    }
    backOff(topic, id, backoffMs, nowMs);
    peers.metrics.count("gossip.prune.sent");
    peers.control(peers.connected.get(id), RpcWriter.prune(topic, Math.ceilDiv(backoffMs, 1_000L)));
  }

  /** One heartbeat of slack, for clocks and the way. */
  private void backOff(String topic, PeerId id, long backoffMs, long nowMs) {
    backoffs.add(topic, id, nowMs + backoffMs + parameters.heartbeatMs());
  }
}
