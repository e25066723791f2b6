package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Keeps the size and the quality of every mesh in its bounds, once per heartbeat. */
final class MeshUpkeep {
  private final Peers peers;
  private final GossipParameters parameters;
  private final Mesh mesh;
  private final Random random;
  private long ticks;

  MeshUpkeep(Peers peers, Mesh mesh, RandomGenerator random) {
    this.peers = peers;
    this.parameters = peers.parameters;
    this.mesh = mesh;
    this.random = Random.from(random);
  }

  /** Grafts peers of a topic just joined, those first that were sent its messages before. */
  void join(String topic, TopicState state, Collection<PeerId> fanout, long nowMs) {
    for (PeerId id : fanout) {
      PeerState peer = peers.connected.get(id);
      if (peer != null && mesh.isCandidate(topic, state, peer, nowMs)) {
        mesh.graft(topic, state, peer, nowMs);
      }
    }
    fill(topic, state, parameters.mesh() - state.mesh.size(), nowMs);
  }

  void heartbeat(long nowMs) {
    ticks++;
    peers.topics.forEach((topic, state) -> maintain(topic, state, nowMs));
    mesh.expireBackoffs(nowMs);
  }

  private void maintain(String topic, TopicState state, long nowMs) {
    for (PeerId id : new ArrayList<>(state.mesh)) {
      if (!peers.admits(id, topic) || peers.scores.score(id, nowMs) < 0) {
        mesh.prune(topic, state, id, parameters.pruneBackoffMs(), nowMs);
      }
    }
    if (state.mesh.size() < parameters.meshLow()) {
      fill(topic, state, parameters.mesh() - state.mesh.size(), nowMs);
    }
    if (state.mesh.size() > parameters.meshHigh()) {
      shrink(topic, state, nowMs);
    }
    if (state.mesh.size() >= parameters.meshLow()) {
      addOutbound(topic, state, nowMs);
    }
    if (ticks % parameters.opportunisticGraftTicks() == 0) {
      graftOpportunistically(topic, state, nowMs);
    }
  }

  private void fill(String topic, TopicState state, int count, long nowMs) {
    graftSome(topic, state, mesh.candidates(topic, state, nowMs), count, nowMs);
  }

  private void graftSome(
      String topic, TopicState state, List<PeerState> candidates, int count, long nowMs) {
    Collections.shuffle(candidates, random);
    for (PeerState peer : candidates.subList(0, Math.clamp(count, 0, candidates.size()))) {
      mesh.graft(topic, state, peer, nowMs);
    }
  }

  /**
   * Down to D. The best D_score stay, the rest by lot; D_out of those who stay are peers that we
   * dialled ourselves, because an attacker cannot make us dial it.
   */
  private void shrink(String topic, TopicState state, long nowMs) {
    List<PeerId> order = new ArrayList<>(state.mesh);
    Collections.shuffle(order, random);
    Map<PeerId, Double> scores = new LinkedHashMap<>();
    order.forEach(id -> scores.put(id, peers.scores.score(id, nowMs)));
    order.sort(Comparator.comparingDouble((PeerId id) -> scores.getOrDefault(id, 0.0)).reversed());
    Collections.shuffle(order.subList(parameters.meshBest(), order.size()), random);
    List<PeerId> staying = new ArrayList<>(order.subList(0, parameters.mesh()));
    List<PeerId> leaving = new ArrayList<>(order.subList(parameters.mesh(), order.size()));
    long missing = parameters.meshOutbound() - staying.stream().filter(this::isOutbound).count();
    for (PeerId id : List.copyOf(leaving)) {
      if (missing > 0 && isOutbound(id)) {
        leaving.remove(id);
        leaving.add(removeLastInbound(staying));
        missing--;
      }
    }
    leaving.forEach(id -> mesh.prune(topic, state, id, parameters.pruneBackoffMs(), nowMs));
  }

  private PeerId removeLastInbound(List<PeerId> staying) {
    for (int i = staying.size() - 1; i > 0; i--) {
      if (!isOutbound(staying.get(i))) {
        return staying.remove(i);
      }
    }
    return staying.removeLast();
  }

  private void addOutbound(String topic, TopicState state, long nowMs) {
    int missing =
        parameters.meshOutbound() - (int) state.mesh.stream().filter(this::isOutbound).count();
    if (missing > 0) {
      List<PeerState> candidates = mesh.candidates(topic, state, nowMs);
      candidates.removeIf(peer -> !peer.outbound);
      graftSome(topic, state, candidates, missing, nowMs);
    }
  }

  /** A mesh of poor peers would never change by itself: takes in some that are better. */
  private void graftOpportunistically(String topic, TopicState state, long nowMs) {
    if (state.mesh.size() < 2) {
      return;
    }
    double[] scores =
        state.mesh.stream().mapToDouble(id -> peers.scores.score(id, nowMs)).sorted().toArray();
    double median = scores[scores.length / 2];
    if (median >= parameters.thresholds().opportunisticGraft()) {
      return;
    }
    List<PeerState> better = mesh.candidates(topic, state, nowMs);
    better.removeIf(peer -> peers.scores.score(peer.id, nowMs) <= median);
    peers.metrics.count("gossip.graft.opportunistic");
    graftSome(topic, state, better, parameters.opportunisticGraftPeers(), nowMs);
  }

  private boolean isOutbound(PeerId id) {
    PeerState peer = peers.connected.get(id);
    return peer != null && peer.outbound;
  }
}
