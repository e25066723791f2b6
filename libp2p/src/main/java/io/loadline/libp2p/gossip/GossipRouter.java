package io.loadline.libp2p.gossip;

import io.loadline.libp2p.Metrics;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.libp2p.protobuf.MalformedMessage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The gossipsub state machine. All state belongs to the network thread; the methods of {@link
 * Gossip} hop there themselves, the others are called on it.
 */
public final class GossipRouter implements Gossip {
  /** Protocols in order of preference. */
  public static final List<String> PROTOCOLS =
      List.of("/meshsub/1.3.0", "/meshsub/1.2.0", "/meshsub/1.1.0", "/meshsub/1.0.0");

  /** Longest RPC read from a peer. */
  public static final int MAX_RPC_BYTES = 1024 * 1024;

  private static final int MAX_SUBSCRIPTIONS_PER_RPC = 100;
  private static final long MAX_PUBLISHING_BYTES = 32L * 1024 * 1024;

  private final MessageSigner signer;
  private final GossipParameters parameters;
  private final GossipCallbacks callbacks;
  private final Metrics metrics;
  private final LongSupplier clockMs;
  private final Peers peers;
  private final Mesh mesh;
  private final MeshUpkeep upkeep;
  private final SeenCache seen;
  private final Promises promises = new Promises();
  private final LazyPull lazyPull;
  private final DontWant dontWant;
  private final MessageIntake intake;
  private final Publisher publisher;
  private final AtomicLong publishingBytes = new AtomicLong();
  private volatile View view = new View(Map.of(), Map.of());
  private volatile SortedMap<PeerId, Double> scores = new TreeMap<>();

  private record View(Map<String, Set<PeerId>> mesh, Map<String, Set<PeerId>> subscribers) {}

  public GossipRouter(
      PeerKey key,
      GossipParameters parameters,
      GossipCallbacks callbacks,
      Metrics metrics,
      LongSupplier clockMs,
      RandomGenerator random) {
    this(
        parameters,
        callbacks,
        metrics,
        clockMs,
        random,
        new MessageSigner(key, GossipRouter::epochNanos));
  }

  private static long epochNanos() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
  }

  GossipRouter(
      GossipParameters parameters,
      GossipCallbacks callbacks,
      Metrics metrics,
      LongSupplier clockMs,
      RandomGenerator random,
      MessageSigner signer) {
    this.signer = signer;
    this.parameters = parameters;
    this.callbacks = callbacks;
    this.metrics = metrics;
    this.clockMs = clockMs;
    this.peers = new Peers(parameters, metrics, callbacks);
    this.mesh = new Mesh(peers);
    this.upkeep = new MeshUpkeep(peers, mesh, random);
    this.seen = new SeenCache(parameters.seenTtlMs());
    MessageCache cache = new MessageCache(parameters.historyLength(), parameters.gossipLength());
    this.lazyPull = new LazyPull(peers, cache, seen, promises, random);
    this.dontWant = new DontWant(peers);
    this.intake = new MessageIntake(peers, callbacks, seen, cache, promises, dontWant, clockMs);
    this.publisher = new Publisher(peers, seen, cache, random);
  }

  // What the host tells, on the network thread.

  /** A connection stands; the address counts for the limit of peers on one address. */
  public void peerConnected(PeerId id, boolean outbound, @Nullable InetAddress address) {
    PeerQueue queue = new PeerQueue(parameters.maxQueuedBytes());
    peers.connected.put(id, new PeerState(id, outbound, queue));
    peers.scores.connected(id, address);
  }

  /** Our stream to the peer is open: it learns what we are subscribed to, before anything else. */
  public void linkOpened(PeerId id, String protocol, GossipLink link) {
    PeerState peer = peers.connected.get(id);
    if (peer == null) {
      return;
    }
    peer.minorVersion = 3 - PROTOCOLS.indexOf(protocol);
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

  /** The peer opened a stream to us; what it says on it begins anew. */
  public void incomingOpened(PeerId id) {
    PeerState peer = peers.connected.get(id);
    if (peer != null) {
      peer.rpcsOnStream = 0;
    }
  }

  /** The peer is gone, or does not speak gossipsub. */
  public void peerGone(PeerId id) {
    PeerState peer = peers.connected.remove(id);
    if (peer != null) {
      long nowMs = clockMs.getAsLong();
      peer.queue.close();
      peer.topics.forEach(topic -> mesh.remove(id, topic, nowMs));
      promises.forget(id);
      peers.scores.disconnected(id, nowMs);
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
    peers.misbehaved(id, 1, clockMs.getAsLong());
  }

  /** One RPC without its length. */
  public void received(PeerId id, byte[] bytes) {
    PeerState peer = peers.connected.get(id);
    if (peer == null) {
      return;
    }
    metrics.count("gossip.rpc.received");
    metrics.add("gossip.bytes.received", bytes.length);
    long nowMs = clockMs.getAsLong();
    if (!peers.reaches(id, parameters.thresholds().graylist(), nowMs)) {
      metrics.count("gossip.rpc.graylisted");
      peers.offence(id, nowMs);
      return;
    }
    try {
      handle(peer, RpcReader.read(bytes, parameters.maxMessageBytes()), nowMs);
    } catch (MalformedMessage _) {
      unreadable(id);
    }
  }

  private void handle(PeerState peer, Rpc rpc, long nowMs) {
    boolean first = peer.rpcsOnStream++ == 0;
    if (rpc.extensions() && !first) {
      metrics.count("gossip.extensions.late");
      peers.misbehaved(peer.id, 1, nowMs);
    }
    dontWant.received(peer, rpc.dontWant());
    rpc.subscriptions().forEach(change -> subscription(peer, change, nowMs));
    rpc.publications().forEach(message -> intake.received(peer, message, nowMs));
    rpc.have().forEach(have -> lazyPull.receivedHave(peer, have, nowMs));
    lazyPull.receivedWant(peer, rpc.want(), nowMs);
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
    for (PeerId breaker : promises.broken(nowMs)) {
      metrics.count("gossip.promises.broken");
      peers.scores.misbehaved(breaker, 1);
    }
    peers.scores.advance(nowMs);
    upkeep.heartbeat(nowMs);
    publisher.heartbeat(nowMs);
    Set<String> active = new LinkedHashSet<>(peers.topics.keySet());
    active.addAll(publisher.fanoutTopics());
    lazyPull.heartbeat(active, nowMs);
    seen.expire(nowMs);
    dontWant.heartbeat();
    peers.connected.values().forEach(PeerState::startHeartbeat);
    SortedMap<PeerId, Double> current = new TreeMap<>();
    peers.connected.keySet().forEach(id -> current.put(id, peers.scores.score(id, nowMs)));
    scores = current;
    refreshView();
  }

  private void subscription(PeerState peer, Rpc.Subscription change, long nowMs) {
    String topic = change.topic();
    if (!change.subscribe()) {
      peer.topics.remove(topic);
      mesh.remove(peer.id, topic, nowMs);
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
      announce(topic, true);
      upkeep.join(topic, joined, publisher.endFanout(topic), clockMs.getAsLong());
      refreshView();
    });
  }

  @Override
  public void unsubscribe(String topic) {
    callbacks.onNetworkThread(() -> {
      TopicState state = peers.topics.get(topic);
      if (state != null) {
        mesh.leave(topic, state, clockMs.getAsLong());
        peers.topics.remove(topic);
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
    CompletableFuture<Void> result = new CompletableFuture<>();
    var _ = result.whenComplete((_, _) -> publishingBytes.addAndGet(-size));
    switch (parameters.signingOf(topic)) {
      case STRICT_NO_SIGN -> send(PubsubMessage.unsigned(topic, data), result);
      case STRICT_SIGN -> {
        synchronized (signer) { // Messages leave in the order of their sequence numbers.
          send(signer.sign(topic, data), result);
        }
      }
    }
    return result;
  }

  private void send(PubsubMessage message, CompletableFuture<Void> result) {
    byte[] rpc = RpcWriter.publication(MessageSigner.encode(message));
    MessageId id = parameters.messageId().idOf(message);
    callbacks.onNetworkThread(
        () -> publisher.send(message.topic(), id, rpc, result, clockMs.getAsLong()));
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
  public SortedMap<PeerId, Double> scores() {
    return scores;
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
    known.addAll(publisher.fanoutTopics());
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
    int bytes = topic.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > RpcReader.MAX_TOPIC_BYTES) {
      throw new IllegalArgumentException("a topic has 1 to 256 bytes, not " + bytes);
    }
  }

  private static CompletableFuture<Void> refused(String reason) {
    return CompletableFuture.failedFuture(new PublishRefused(reason));
  }
}
