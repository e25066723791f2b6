package io.loadline.libp2p.gossip;

import io.loadline.libp2p.Metrics;
import io.loadline.libp2p.identity.PeerId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Many routers, virtual time, links that may lose RPCs. Each takes 25 to 30 ms, so that up to five
 * hops the copy that comes first has made the fewest.
 */
final class MeshSimulation {
  static final String TOPIC = "t";

  final Metrics metrics = new Metrics();
  private final SplittableRandom random;
  private final GossipParameters parameters;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<PeerId, Integer> indices = new HashMap<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::atMs).thenComparingLong(Event::order));
  private final Map<Long, Boolean> connected = new LinkedHashMap<>();
  private double loss;
  private long nowMs = 1_000_000;
  private long order;

  private record Event(long atMs, long order, Runnable task) {}

  /** One peer: a router, or a Sybil that takes everything and gives nothing. */
  private final class Node implements GossipCallbacks {
    private final PeerId id;
    private final InetAddress address;
    private final GossipRouter router;

    /** Hops that each message took to here. */
    private final Map<Integer, Integer> hops = new HashMap<>();

    private boolean sybil;

    private Node(int index) {
      this.id = RouterFixture.newKey(index + 1).peerId();
      try {
        address = InetAddress.getByAddress(new byte[] {10, 0, (byte) (index >> 8), (byte) index});
      } catch (UnknownHostException e) {
        throw new AssertionError(e);
      }
      router =
          new GossipRouter(
              RouterFixture.newKey(index + 1),
              parameters,
              this,
              metrics,
              () -> nowMs,
              random.split());
      router.subscribe(TOPIC, MessageValidator.of(_ -> Verdict.ACCEPT), this::delivered);
      at(nowMs + random.nextLong(parameters.heartbeatMs()), this::heartbeat);
    }

    private void heartbeat() {
      if (!sybil) {
        router.heartbeat();
      }
      at(nowMs + parameters.heartbeatMs(), this::heartbeat);
    }

    private void delivered(GossipMessage message) {
      int from = nodes.get(indexOf(message.from())).hops.getOrDefault(content(message.data()), 0);
      hops.put(content(message.data()), from + 1);
    }

    @Override
    public void onNetworkThread(Runnable task) {
      task.run();
    }

    @Override
    public void onVirtualThread(Runnable task) {
      at(nowMs, task);
    }

    @Override
    public boolean onDeliveryThread(Runnable task) {
      task.run();
      return true;
    }

    @Override
    public void cutOff(PeerId peer) {
      at(nowMs, () -> disconnect(nodes.indexOf(this), indexOf(peer)));
    }
  }

  /** Delivers in order. */
  private final class Link implements GossipLink {
    private final int from;
    private final int to;
    private long lastMs;

    private Link(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public CompletableFuture<Void> write(byte[] rpc) {
      lastMs = Math.max(lastMs, nowMs + 25 + random.nextLong(6));
      boolean lost = random.nextDouble() < loss;
      if (!lost && !nodes.get(to).sybil) {
        at(
            lastMs,
            () -> {
              if (connected.containsKey(pair(from, to))) {
                nodes.get(to).router.received(nodes.get(from).id, rpc);
              }
            });
      }
      return CompletableFuture.completedFuture(null);
    }
  }

  MeshSimulation(long seed, int count) {
    this.random = new SplittableRandom(seed);
    this.parameters = GossipParameters.defaults("simulation");
    for (int i = 0; i < count; i++) {
      Node node = new Node(i);
      nodes.add(node);
      indices.put(node.id, i);
    }
  }

  private void at(long atMs, Runnable task) {
    events.add(new Event(atMs, order++, task));
  }

  private static long pair(int a, int b) {
    return ((long) Math.min(a, b) << 32) | Math.max(a, b);
  }

  private static int content(byte[] data) {
    return (data[0] & 0xff) | (data[1] & 0xff) << 8;
  }

  void setLoss(double probability) {
    loss = probability;
  }

  int indexOf(PeerId id) {
    return indices.getOrDefault(id, -1);
  }

  PeerId idOf(int node) {
    return nodes.get(node).id;
  }

  Set<PeerId> mesh(int node) {
    return nodes.get(node).router.meshPeers(TOPIC);
  }

  double score(int of, int by) {
    return nodes.get(by).router.scores().getOrDefault(idOf(of), 0.0);
  }

  void connect(int dialler, int listener) {
    if (dialler == listener || connected.putIfAbsent(pair(dialler, listener), true) != null) {
      return;
    }
    Node a = nodes.get(dialler);
    Node b = nodes.get(listener);
    a.router.peerConnected(b.id, true, b.address);
    b.router.peerConnected(a.id, false, a.address);
    a.router.linkOpened(b.id, GossipRouter.PROTOCOLS.getFirst(), new Link(dialler, listener));
    b.router.linkOpened(a.id, GossipRouter.PROTOCOLS.getFirst(), new Link(listener, dialler));
  }

  void disconnect(int a, int b) {
    if (connected.remove(pair(a, b)) != null) {
      nodes.get(a).router.peerGone(nodes.get(b).id);
      nodes.get(b).router.peerGone(nodes.get(a).id);
    }
  }

  /** Each of the first {@code count} nodes dials some of the others. */
  void connectAtRandom(int count, int each) {
    for (int node = 0; node < count; node++) {
      for (int i = 0; i < each; i++) {
        connect(node, random.nextInt(count));
      }
    }
  }

  /** Cuts every connection between the nodes below and those from {@code border} on. */
  List<Long> partition(int border) {
    List<Long> cut = new ArrayList<>();
    for (long pair : List.copyOf(connected.keySet())) {
      if ((pair >>> 32) < border && (int) pair >= border) {
        disconnect((int) (pair >>> 32), (int) pair);
        cut.add(pair);
      }
    }
    return cut;
  }

  void heal(List<Long> cut) {
    cut.forEach(pair -> connect((int) (pair >>> 32), (int) (long) pair));
  }

  /**
   * Turns a node into one that grafts its way into the victim's mesh again and again, announces
   * messages that do not exist, and forwards nothing.
   */
  void attack(int sybil, int victim) {
    nodes.get(sybil).sybil = true;
    connect(sybil, victim);
    Runnable[] again = new Runnable[1];
    again[0] =
        () -> {
          if (!connected.containsKey(pair(sybil, victim))) {
            return;
          }
          byte[] invented = new byte[20];
          random.nextBytes(invented);
          GossipRouter target = nodes.get(victim).router;
          target.received(idOf(sybil), RpcWriter.subscriptions(List.of(TOPIC), true));
          target.received(idOf(sybil), RpcWriter.graft(TOPIC));
          target.received(idOf(sybil), RpcWriter.have(TOPIC, List.of(new MessageId(invented))));
          at(nowMs + 1_000, again[0]);
        };
    again[0].run();
  }

  void publish(int node, int content) {
    nodes.get(node).hops.put(content, 0);
    byte[] data = {(byte) content, (byte) (content >> 8)};
    var _ = nodes.get(node).router.publish(TOPIC, data);
  }

  void run(long ms) {
    long endMs = nowMs + ms;
    while (!events.isEmpty() && events.peek().atMs <= endMs) {
      Event event = events.remove();
      nowMs = event.atMs;
      event.task.run();
    }
    nowMs = endMs;
  }

  /** Nodes that have the message, its author among them. */
  long holders(int content) {
    return nodes.stream().filter(node -> node.hops.containsKey(content)).count();
  }

  boolean has(int node, int content) {
    return nodes.get(node).hops.containsKey(content);
  }

  int maxHops() {
    return nodes.stream()
        .flatMap(node -> node.hops.values().stream())
        .mapToInt(h -> h)
        .max()
        .orElse(0);
  }
}
