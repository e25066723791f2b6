package io.loadline.libp2p.gossip;

import io.loadline.libp2p.Metrics;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.libp2p.protobuf.MalformedMessage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** A router in one thread with a clock moved by hand; every peer is on an address of its own. */
final class RouterFixture implements GossipCallbacks {
  static final String TOPIC = "t";

  final Metrics metrics = new Metrics();
  final List<PeerId> cutOff = new ArrayList<>();
  final List<byte[]> delivered = new ArrayList<>();
  final GossipParameters parameters;
  final GossipRouter router;
  private final Map<Integer, PeerKey> keys = new LinkedHashMap<>();
  private final ArrayDeque<Runnable> virtual = new ArrayDeque<>();
  Verdict verdict = Verdict.ACCEPT;
  long nowMs = 1_000_000;

  RouterFixture(GossipParameters parameters) {
    this.parameters = parameters;
    this.router =
        new GossipRouter(
            PeerKey.ed25519(new byte[32]),
            parameters,
            this,
            metrics,
            () -> nowMs,
            new SplittableRandom(1));
    router.subscribe(
        TOPIC, MessageValidator.of(_ -> verdict), message -> delivered.add(message.data()));
  }

  /** What was sent to one peer; writes stay open while the peer is slow. */
  final class Wire implements GossipLink {
    final List<Rpc> rpcs = new ArrayList<>();
    final ArrayDeque<CompletableFuture<Void>> open = new ArrayDeque<>();
    boolean slow;

    @Override
    public CompletableFuture<Void> write(byte[] rpc) {
      try {
        rpcs.add(RpcReader.read(rpc, parameters.maxMessageBytes()));
      } catch (MalformedMessage e) {
        throw new AssertionError(e);
      }
      if (!slow) {
        return CompletableFuture.completedFuture(null);
      }
      CompletableFuture<Void> write = new CompletableFuture<>();
      open.add(write);
      return write;
    }

    long grafts() {
      return rpcs.stream().filter(rpc -> !rpc.graft().isEmpty()).count();
    }

    long prunes() {
      return rpcs.stream().filter(rpc -> !rpc.prune().isEmpty()).count();
    }

    List<byte[]> messages() {
      return rpcs.stream()
          .flatMap(rpc -> rpc.publications().stream())
          .map(Rpc.Publication::data)
          .toList();
    }

    List<MessageId> wanted() {
      return rpcs.stream().flatMap(rpc -> rpc.want().stream()).toList();
    }

    List<MessageId> announced() {
      return rpcs.stream()
          .flatMap(rpc -> rpc.have().stream())
          .flatMap(have -> have.ids().stream())
          .toList();
    }
  }

  static PeerKey newKey(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    seed[1] = (byte) (number >> 8);
    return PeerKey.ed25519(seed);
  }

  PeerKey key(int number) {
    return keys.computeIfAbsent(number, RouterFixture::newKey);
  }

  PeerId peer(int number) {
    return key(number).peerId();
  }

  Wire connect(int number, boolean outbound) {
    byte[] address = {10, 0, (byte) (number >> 8), (byte) number};
    try {
      router.peerConnected(peer(number), outbound, InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
    Wire wire = new Wire();
    router.linkOpened(peer(number), "/meshsub/1.2.0", wire);
    return wire;
  }

  Wire connectSubscribed(int number) {
    return connectSubscribed(number, false);
  }

  Wire connectSubscribed(int number, boolean outbound) {
    Wire wire = connect(number, outbound);
    receive(number, RpcWriter.subscriptions(List.of(TOPIC), true));
    return wire;
  }

  void receive(int number, byte[] rpc) {
    router.received(peer(number), rpc);
  }

  /** A message that the validator will take, with that content. */
  void receiveMessage(int number, int content) {
    byte[] data = {(byte) content, (byte) (content >> 8), 1};
    receive(number, RpcWriter.publication(TOPIC, data));
    validate();
  }

  void validate() {
    for (Runnable task = virtual.poll(); task != null; task = virtual.poll()) {
      task.run();
    }
  }

  void heartbeats(int count) {
    for (int i = 0; i < count; i++) {
      nowMs += parameters.heartbeatMs();
      router.heartbeat();
    }
  }

  double score(int number) {
    return router.scores().getOrDefault(peer(number), Double.NaN);
  }

  long metric(String name) {
    return metrics.snapshot().getOrDefault(name, 0L);
  }

  @Override
  public void onNetworkThread(Runnable task) {
    task.run();
  }

  @Override
  public void onVirtualThread(Runnable task) {
    virtual.add(task);
  }

  @Override
  public boolean onDeliveryThread(Runnable task) {
    task.run();
    return true;
  }

  @Override
  public void cutOff(PeerId peer) {
    cutOff.add(peer);
  }
}
