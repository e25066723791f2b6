package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Sends own messages, also on topics not joined (fanout). */
final class Publisher {
  private final Peers peers;
  private final GossipParameters parameters;
  private final SeenCache seen;
  private final MessageCache cache;
  private final Random random;
  private final Map<String, Fanout> fanouts = new LinkedHashMap<>();

  /** The peers that get what is published on a topic not joined. */
  private static final class Fanout {
    private final Set<PeerId> peers = new LinkedHashSet<>();
    private long untilMs;
  }

  Publisher(Peers peers, SeenCache seen, MessageCache cache, RandomGenerator random) {
    this.peers = peers;
    this.parameters = peers.parameters;
    this.seen = seen;
    this.cache = cache;
    this.random = Random.from(random);
  }

  /** Topics published on lately without having joined them. */
  Set<String> fanoutTopics() {
    return fanouts.keySet();
  }

  /** Ends the fanout of a topic now joined; who was in it is the first choice for the mesh. */
  Set<PeerId> endFanout(String topic) {
    Fanout fanout = fanouts.remove(topic);
    return fanout == null ? Set.of() : fanout.peers;
  }

  void heartbeat(long nowMs) {
    fanouts.values().removeIf(fanout -> fanout.untilMs <= nowMs);
    fanouts.forEach((topic, fanout) -> refill(topic, fanout, nowMs));
  }

  void send(String topic, MessageId id, byte[] rpc, CompletableFuture<Void> result, long nowMs) {
    SeenCache.Entry entry = seen.put(id, SeenCache.Status.ACCEPTED, nowMs);
    entry.acceptedMs = nowMs;
    cache.put(id, topic, rpc);
    List<PeerState> receivers = receivers(topic, rpc.length, nowMs);
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (PeerState peer : receivers) {
      CompletableFuture<Void> write = peer.queue.own(rpc);
      if (write == null) {
        peers.metrics.count("gossip.publish.skipped_slow_peer");
      } else {
        writes.add(write);
      }
    }
    if (writes.isEmpty() && !receivers.isEmpty()) {
      peers.metrics.count("gossip.publish.refused");
      result.completeExceptionally(new PublishRefused("every peer's queue is full"));
      return;
    }
    peers.metrics.count("gossip.published");
    var _ =
        CompletableFuture.allOf(writes.toArray(CompletableFuture<?>[]::new))
            .thenRun(() -> result.complete(null));
  }

  /** Small messages go to every subscriber, large ones to the mesh or the fanout, at least D. */
  private List<PeerState> receivers(String topic, int size, long nowMs) {
    List<PeerState> subscribers = peers.subscribers(topic);
    double threshold = parameters.thresholds().publish();
    subscribers.removeIf(peer -> !peers.reaches(peer.id, threshold, nowMs));
    Set<PeerId> first = firstChoice(topic, nowMs);
    if (size <= parameters.floodPublishBytes() || subscribers.size() <= parameters.mesh()) {
      return subscribers;
    }
    List<PeerState> chosen = new ArrayList<>();
    List<PeerState> others = new ArrayList<>();
    for (PeerState peer : subscribers) {
      (first.contains(peer.id) || peers.isExplicit(peer.id) ? chosen : others).add(peer);
    }
    Collections.shuffle(others, random);
    int missing = Math.clamp((long) parameters.mesh() - chosen.size(), 0, others.size());
    chosen.addAll(others.subList(0, missing));
    return chosen;
  }

  private Set<PeerId> firstChoice(String topic, long nowMs) {
    TopicState state = peers.topics.get(topic);
    if (state != null) {
      return state.mesh;
    }
    Fanout fanout = fanouts.computeIfAbsent(topic, _ -> new Fanout());
    fanout.untilMs = nowMs + parameters.fanoutTtlMs();
    refill(topic, fanout, nowMs);
    return fanout.peers;
  }

  private void refill(String topic, Fanout fanout, long nowMs) {
    List<PeerState> fit = peers.subscribers(topic);
    double threshold = parameters.thresholds().publish();
    fit.removeIf(peer -> peers.isExplicit(peer.id) || !peers.reaches(peer.id, threshold, nowMs));
    fanout.peers.removeIf(id -> fit.stream().noneMatch(peer -> peer.id.equals(id)));
    Collections.shuffle(fit, random);
    for (PeerState peer : fit) {
      if (fanout.peers.size() < parameters.mesh()) {
        fanout.peers.add(peer.id);
      }
    }
  }
}
