package io.loadline.libp2p.gossip;

import io.loadline.libp2p.Metrics;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.protobuf.MalformedMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The gossipsub state machine. All state belongs to the network thread; the methods of {@link
 * Gossip} hop there themselves, the others are called on it.
 */
public final class GossipRouter implements Gossip {
  /** Protocols in order of preference. */
  public static final List<String> PROTOCOLS = List.of("/meshsub/1.1.0", "/meshsub/1.0.0");

  /** Longest RPC read from a peer. */
  public static final int MAX_RPC_BYTES = 1024 * 1024;

  private static final int MAX_SUBSCRIPTIONS_PER_RPC = 100;
  private static final long MAX_PUBLISHING_BYTES = 32L * 1024 * 1024;

  private final GossipParameters parameters;
  private final GossipCallbacks callbacks;
  private final Metrics metrics;
  private final LongSupplier clockMs;
  private final Peers peers;
  private final Mesh mesh;
  private final SeenCache seen;
  private final MessageCache cache;
  private final LazyPull lazyPull;
  private final ValidationQueue validations;
  private final Map<String, Long> fanoutUntilMs = new LinkedHashMap<>();
  private final AtomicLong publishingBytes = new AtomicLong();
  private volatile View view = new View(Map.of(), Map.of());

  private record View(Map<String, Set<PeerId>> mesh, Map<String, Set<PeerId>> subscribers) {}

  public GossipRouter(
      GossipParameters parameters,
      GossipCallbacks callbacks,
      Metrics metrics,
      LongSupplier clockMs,
      RandomGenerator random) {
    this.parameters = parameters;
    this.callbacks = callbacks;
    this.metrics = metrics;
    this.clockMs = clockMs;
    this.peers = new Peers(parameters, metrics, callbacks);
    this.mesh = new Mesh(peers, random);
    this.seen = new SeenCache(parameters.seenTtlMs());
    this.cache = new MessageCache(parameters.historyLength(), parameters.gossipLength());
    this.lazyPull = new LazyPull(peers, cache, seen, random);
    this.validations = new ValidationQueue(parameters, callbacks);
  }

  // What the host tells, on the network thread.

  public void peerConnected(PeerId id, boolean outbound) {
    PeerQueue queue = new PeerQueue(parameters.maxQueuedBytes());
    peers.connected.put(id, new PeerState(id, outbound, queue));
  }

  /** Our stream to the peer is open: it learns what we are subscribed to, before anything else. */
  public void linkOpened(PeerId id, GossipLink link) {
    PeerState peer = peers.connected.get(id);
    if (peer == null) {
      return;
    }
    List<String> topics = List.copyOf(peers.topics.keySet());
    int first = Math.min(topics.size(), MAX_SUBSCRIPTIONS_PER_RPC);
    byte[] announcement =
        first == 0 ? null : RpcWriter.subscriptions(topics.subList(0, first), true);
    peer.queue.open(link, announcement);
    for (int from = first; from < topics.size(); from += MAX_SUBSCRIPTIONS_PER_RPC) {
      int to = Math.min(topics.size(), from + MAX_SUBSCRIPTIONS_PER_RPC);
      peers.control(peer, RpcWriter.subscriptions(topics.subList(from, to), true));
    }
  }

  public void linkLost(PeerId id) {
    PeerState peer = peers.connected.get(id);
    if (peer != null) {
      peer.queue.lose();
    }
  }

  /** The peer is gone, or does not speak gossipsub. */
  public void peerGone(PeerId id) {
    PeerState peer = peers.connected.remove(id);
    if (peer != null) {
      peer.queue.close();
      peer.topics.forEach(topic -> mesh.remove(id, topic));
      refreshView();
    }
  }

  /** Whether the peer has lately sent so much that was invalid that it is not wanted back yet. */
  public boolean isCutOff(PeerId id) {
    return peers.offences.isCutOff(id, clockMs.getAsLong());
  }

  /** The peer's stream cannot be read as RPCs. */
  public void unreadable(PeerId id) {
    metrics.count("gossip.rpc.malformed");
    peers.invalid(id, clockMs.getAsLong());
  }

  /** One RPC without its length. */
  public void received(PeerId id, byte[] bytes) {
    PeerState peer = peers.connected.get(id);
    if (peer == null) {
      return;
    }
    metrics.count("gossip.rpc.received");
    metrics.add("gossip.bytes.received", bytes.length);
    Rpc rpc;
    try {
      rpc = RpcReader.read(bytes, parameters.maxMessageBytes());
    } catch (MalformedMessage _) {
      unreadable(id);
      return;
    }
    long nowMs = clockMs.getAsLong();
    rpc.subscriptions().forEach(change -> subscription(peer, change, nowMs));
    rpc.publications().forEach(message -> publication(peer, message, nowMs));
    rpc.have().forEach(have -> lazyPull.receivedHave(peer, have, nowMs));
    lazyPull.receivedWant(peer, rpc.want());
    rpc.graft().forEach(topic -> mesh.receivedGraft(peer, topic, nowMs));
    rpc.prune().forEach(prune -> mesh.receivedPrune(peer, prune, nowMs));
    boolean changed = !rpc.subscriptions().isEmpty() || !rpc.graft().isEmpty();
    if (changed || !rpc.prune().isEmpty()) {
      refreshView();
    }
  }

  /** Upkeep; due every {@link GossipParameters#heartbeatMs}. */
  public void heartbeat() {
    long nowMs = clockMs.getAsLong();
    mesh.heartbeat(nowMs);
    fanoutUntilMs.values().removeIf(untilMs -> untilMs <= nowMs);
    Set<String> active = new LinkedHashSet<>(peers.topics.keySet());
    active.addAll(fanoutUntilMs.keySet());
    lazyPull.heartbeat(active, nowMs);
    seen.expire(nowMs);
    peers.connected.values().forEach(PeerState::startHeartbeat);
    refreshView();
  }

  private void subscription(PeerState peer, Rpc.Subscription change, long nowMs) {
    String topic = change.topic();
    if (!change.subscribe()) {
      peer.topics.remove(topic);
      mesh.remove(peer.id, topic);
      return;
    }
    if (peer.topics.size() >= PeerState.MAX_TOPICS || !peer.topics.add(topic)) {
      return;
    }
    if (!peers.admits(peer.id, topic)) {
      return;
    }
    TopicState state = peers.topics.get(topic);
    if (state != null) {
      mesh.subscribed(topic, state, peer, nowMs);
    }
    lazyPull.tellNewSubscriber(peer, topic);
  }

  private void publication(PeerState peer, Rpc.Publication message, long nowMs) {
    TopicState state = peers.topics.get(message.topic());
    if (state == null) {
      metrics.count("gossip.messages.unknown_topic");
      return;
    }
    if (!peers.admits(peer.id, message.topic())) {
      metrics.count("gossip.messages.not_admitted");
      return;
    }
    if (message.signed()) {
      metrics.count("gossip.messages.signed");
      peers.invalid(peer.id, nowMs);
      return;
    }
    MessageId id = parameters.messageId().idOf(message.topic(), message.data());
    SeenCache.Entry known = seen.get(id);
    if (known != null) {
      duplicate(peer, known, nowMs);
      return;
    }
    SeenCache.Entry entry = seen.put(id, SeenCache.Status.PENDING, nowMs);
    entry.senders.add(peer.id);
    GossipMessage gossip = new GossipMessage(peer.id, message.topic(), id, message.data());
    peer.pendingValidations++;
    boolean fair = peer.pendingValidations <= Math.max(1, parameters.validationQueue() / 4);
    boolean taken =
        fair
            && validations.submit(
                state.validator,
                gossip,
                verdict -> {
                  peer.pendingValidations--;
                  decided(gossip, entry, verdict);
                });
    if (!taken) {
      peer.pendingValidations--;
      seen.forget(id); // Another copy gets its chance.
      metrics.count("gossip.messages.overflow");
    }
  }

  private void duplicate(PeerState peer, SeenCache.Entry known, long nowMs) {
    metrics.count("gossip.messages.duplicate");
    switch (known.status) {
      case PENDING -> known.senders.add(peer.id);
      case DONE -> {}
      case REJECTED -> peers.invalid(peer.id, nowMs);
    }
  }

  private void decided(GossipMessage message, SeenCache.Entry entry, Verdict verdict) {
    long nowMs = clockMs.getAsLong();
    entry.status = SeenCache.Status.DONE;
    switch (verdict) {
      case ACCEPT -> {
        metrics.count("gossip.messages.accepted");
        cache.put(message.id(), message.topic(), message.data());
        forward(message, entry.senders);
        deliver(message);
      }
      case REJECT -> {
        metrics.count("gossip.messages.rejected");
        entry.status = SeenCache.Status.REJECTED;
        entry.senders.forEach(sender -> peers.invalid(sender, nowMs));
      }
      case IGNORE -> metrics.count("gossip.messages.ignored");
    }
    entry.senders.clear();
  }

  private void forward(GossipMessage message, Set<PeerId> senders) {
    TopicState state = peers.topics.get(message.topic());
    byte[] rpc = RpcWriter.publication(message.topic(), message.data());
    for (PeerState peer : peers.subscribers(message.topic())) {
      boolean wanted = peers.isExplicit(peer.id) || (state != null && state.mesh.contains(peer.id));
      if (wanted && !senders.contains(peer.id)) {
        metrics.count(peer.queue.forward(rpc) ? "gossip.forwarded" : "gossip.forward.dropped");
      }
    }
  }

  private void deliver(GossipMessage message) {
    TopicState state = peers.topics.get(message.topic());
    if (state == null) {
      return;
    }
    Consumer<GossipMessage> consumer = state.consumer;
    boolean taken = callbacks.onDeliveryThread(() -> consumer.accept(message));
    metrics.count(taken ? "gossip.delivered" : "gossip.delivery.dropped");
  }

  // What the application asks, on any thread.

  @Override
  public void subscribe(
      String topic, MessageValidator validator, Consumer<GossipMessage> consumer) {
    requireTopic(topic);
    callbacks.onNetworkThread(() -> {
      TopicState state = peers.topics.get(topic);
      if (state != null) {
        state.validator = validator;
        state.consumer = consumer;
        return;
      }
      TopicState joined = new TopicState(validator, consumer);
      peers.topics.put(topic, joined);
      fanoutUntilMs.remove(topic);
      announce(topic, true);
      mesh.join(topic, joined, clockMs.getAsLong());
      refreshView();
    });
  }

  @Override
  public void unsubscribe(String topic) {
    callbacks.onNetworkThread(() -> {
      TopicState state = peers.topics.remove(topic);
      if (state != null) {
        mesh.leave(topic, state, clockMs.getAsLong());
        announce(topic, false);
        refreshView();
      }
    });
  }

  @Override
  public CompletableFuture<Void> publish(String topic, byte[] data) {
    requireTopic(topic);
    int size = data.length;
    if (size > parameters.maxMessageBytes()) {
      return refused("a message has at most " + parameters.maxMessageBytes() + " bytes");
    }
    if (publishingBytes.addAndGet(size) > MAX_PUBLISHING_BYTES) {
      publishingBytes.addAndGet(-size);
      metrics.count("gossip.publish.refused");
      return refused("too many messages wait to be published");
    }
    byte[] copy = data.clone();
    CompletableFuture<Void> result = new CompletableFuture<>();
    var _ = result.whenComplete((_, _) -> publishingBytes.addAndGet(-size));
    callbacks.onNetworkThread(() -> send(topic, copy, result));
    return result;
  }

  private void send(String topic, byte[] data, CompletableFuture<Void> result) {
    long nowMs = clockMs.getAsLong();
    MessageId id = parameters.messageId().idOf(topic, data);
    seen.put(id, SeenCache.Status.DONE, nowMs);
    cache.put(id, topic, data);
    if (!peers.topics.containsKey(topic)) {
      fanoutUntilMs.put(topic, nowMs + parameters.fanoutTtlMs());
    }
    byte[] rpc = RpcWriter.publication(topic, data);
    List<PeerState> receivers = receivers(topic, data.length);
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (PeerState peer : receivers) {
      CompletableFuture<Void> write = peer.queue.own(rpc);
      if (write == null) {
        metrics.count("gossip.publish.skipped_slow_peer");
      } else {
        writes.add(write);
      }
    }
    if (writes.isEmpty() && !receivers.isEmpty()) {
      metrics.count("gossip.publish.refused");
      result.completeExceptionally(new PublishRefused("every peer's queue is full"));
      return;
    }
    metrics.count("gossip.published");
    var _ =
        CompletableFuture.allOf(writes.toArray(CompletableFuture<?>[]::new))
            .thenRun(() -> result.complete(null));
  }

  /** Small messages go to every subscriber, large ones to the mesh or to D peers. */
  private List<PeerState> receivers(String topic, int size) {
    List<PeerState> subscribers = peers.subscribers(topic);
    if (size <= parameters.floodPublishBytes() || subscribers.size() <= parameters.mesh()) {
      return subscribers;
    }
    TopicState state = peers.topics.get(topic);
    List<PeerState> chosen = new ArrayList<>();
    List<PeerState> others = new ArrayList<>();
    for (PeerState peer : subscribers) {
      boolean inMesh = state != null && state.mesh.contains(peer.id);
      (inMesh || peers.isExplicit(peer.id) ? chosen : others).add(peer);
    }
    int missing = Math.clamp(parameters.mesh() - chosen.size(), 0, others.size());
    chosen.addAll(others.subList(0, missing));
    return chosen;
  }

  @Override
  public Set<PeerId> topicPeers(String topic) {
    return view.subscribers.getOrDefault(topic, Set.of());
  }

  @Override
  public Set<PeerId> meshPeers(String topic) {
    return view.mesh.getOrDefault(topic, Set.of());
  }

  @Override
  public void setAdmission(TopicAdmission admission) {
    peers.setAdmission(admission);
  }

  private void announce(String topic, boolean subscribe) {
    byte[] rpc = RpcWriter.subscriptions(List.of(topic), subscribe);
    new ArrayList<>(peers.connected.values()).forEach(peer -> peers.control(peer, rpc));
  }

  private void refreshView() {
    Map<String, Set<PeerId>> meshes = new LinkedHashMap<>();
    Map<String, Set<PeerId>> subscribers = new LinkedHashMap<>();
    Set<String> known = new LinkedHashSet<>(peers.topics.keySet());
    known.addAll(fanoutUntilMs.keySet());
    for (String topic : known) {
      TopicState state = peers.topics.get(topic);
      meshes.put(topic, state == null ? Set.of() : Set.copyOf(state.mesh));
      Set<PeerId> ids = new LinkedHashSet<>();
      peers.subscribers(topic).forEach(peer -> ids.add(peer.id));
      subscribers.put(topic, Set.copyOf(ids));
    }
    view = new View(meshes, subscribers);
  }

  private static void requireTopic(String topic) {
    int bytes = topic.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > RpcReader.MAX_TOPIC_BYTES) {
      throw new IllegalArgumentException("a topic has 1 to 256 bytes, not " + bytes);
    }
  }

  private static CompletableFuture<Void> refused(String reason) {
    return CompletableFuture.failedFuture(new PublishRefused(reason));
  }
}
