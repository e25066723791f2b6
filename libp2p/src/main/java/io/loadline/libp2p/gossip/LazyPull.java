package io.loadline.libp2p.gossip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** IHAVE and IWANT: messages that the mesh did not bring are asked for by id. */
final class LazyPull {
  private static final int MAX_IDS = 5_000;
  private static final int MAX_HAVE_RPCS = 10;
  private static final int MAX_SERVED = 3;
  private static final long MAX_SERVED_BYTES = 8L * 1024 * 1024;

  /** Some peers take no RPC above 64 KiB. */
  private static final int MAX_IDS_PER_RPC = 1_000;

  private final Peers peers;
  private final MessageCache cache;
  private final SeenCache seen;
  private final RandomGenerator random;
  private final Promises promises;
  private final Map<MessageId, Long> askedUntilMs = new LinkedHashMap<>();

  LazyPull(
      Peers peers, MessageCache cache, SeenCache seen, Promises promises, RandomGenerator random) {
    this.peers = peers;
    this.cache = cache;
    this.seen = seen;
    this.promises = promises;
    this.random = random;
  }

  /** Tells a peer that has just subscribed what it missed in the last heartbeats. */
  void tellNewSubscriber(PeerState peer, String topic) {
    tell(peer, topic, cache.gossipIds(topic, MAX_IDS));
  }

  void receivedHave(PeerState peer, Rpc.HaveIds have, long nowMs) {
    if (!peers.topics.containsKey(have.topic()) || !peers.admits(peer.id, have.topic())) {
      return;
    }
    boolean poor = !peers.reaches(peer.id, peers.parameters.thresholds().gossip(), nowMs);
    if (peer.haveRpcs++ >= MAX_HAVE_RPCS || poor) {
      peers.metrics.count("gossip.ihave.ignored");
      return;
    }
    List<MessageId> missing = new ArrayList<>();
    for (MessageId id : have.ids()) {
      if (peer.idsAsked < MAX_IDS && seen.get(id) == null && !isAsked(id, nowMs)) {
        askedUntilMs.put(id, nowMs + peers.parameters.promiseMs());
        peer.idsAsked++;
        missing.add(id);
      }
    }
    if (!missing.isEmpty()) {
      peers.metrics.add("gossip.iwant.sent", missing.size());
      MessageId watched = missing.get(random.nextInt(missing.size()));
      promises.made(peer.id, watched, nowMs + peers.parameters.promiseMs());
      chunks(missing).forEach(ids -> peers.control(peer, RpcWriter.want(ids)));
    }
  }

  void receivedWant(PeerState peer, List<MessageId> ids, long nowMs) {
    if (!peers.reaches(peer.id, peers.parameters.thresholds().gossip(), nowMs)) {
      peers.metrics.add("gossip.iwant.ignored", ids.size());
      return;
    }
    for (MessageId id : ids) {
      MessageCache.@Nullable Cached message = cache.get(id);
      if (message == null || !peers.admits(peer.id, message.topic)) {
        continue;
      }
      peer.bytesServed += message.rpc.length;
      if (peer.bytesServed > MAX_SERVED_BYTES || message.serve(peer.id) > MAX_SERVED) {
        peers.metrics.count("gossip.iwant.ignored");
        continue;
      }
      peers.metrics.count("gossip.iwant.served");
      peer.queue.forward(message.rpc, () -> false);
    }
  }

  /** Tells some peers outside the mesh what there is, then opens the next window. */
  void heartbeat(Iterable<String> topics, long nowMs) {
    for (String topic : topics) {
      List<MessageId> ids = cache.gossipIds(topic, MAX_IDS);
      if (!ids.isEmpty()) {
        choose(topic, nowMs).forEach(peer -> tell(peer, topic, ids));
      }
    }
    cache.shift();
    askedUntilMs.values().removeIf(untilMs -> untilMs <= nowMs);
  }

  private List<PeerState> choose(String topic, long nowMs) {
    TopicState state = peers.topics.get(topic);
    List<PeerState> candidates = new ArrayList<>();
    for (PeerState peer : peers.subscribers(topic)) {
      boolean inMesh = state != null && state.mesh.contains(peer.id);
      boolean good = peers.reaches(peer.id, peers.parameters.thresholds().gossip(), nowMs);
      if (!inMesh && !peers.isExplicit(peer.id) && good) {
        candidates.add(peer);
      }
    }
    Collections.shuffle(candidates, java.util.Random.from(random));
    int share = (int) (peers.parameters.gossipFactor() * candidates.size());
    int count = Math.min(candidates.size(), Math.max(peers.parameters.gossipPeers(), share));
    return candidates.subList(0, count);
  }

  private void tell(PeerState peer, String topic, List<MessageId> ids) {
    if (!ids.isEmpty()) {
      peers.metrics.add("gossip.ihave.sent", ids.size());
      chunks(ids).forEach(some -> peers.control(peer, RpcWriter.have(topic, some)));
    }
  }

  private static List<List<MessageId>> chunks(List<MessageId> ids) {
    List<List<MessageId>> parts = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += MAX_IDS_PER_RPC) {
      parts.add(ids.subList(from, Math.min(ids.size(), from + MAX_IDS_PER_RPC)));
    }
    return parts;
  }

  private boolean isAsked(MessageId id, long nowMs) {
    Long untilMs = askedUntilMs.get(id);
    return (untilMs != null && untilMs > nowMs) || askedUntilMs.size() >= 2 * MAX_IDS;
  }
}
