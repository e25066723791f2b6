package io.loadline.libp2p.host;

import io.loadline.libp2p.Metrics;
import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.gossip.Gossip;
import io.loadline.libp2p.gossip.GossipCallbacks;
import io.loadline.libp2p.gossip.GossipRouter;
import io.loadline.libp2p.identify.IdentifyMessage;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.ping.PingCall;
import io.loadline.libp2p.ping.PingResponder;
import io.loadline.libp2p.stream.StreamHandler;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The host over TCP, Noise and yamux. One network thread per host carries all connections and the
 * gossip router; application code runs on the delivery thread or on virtual threads.
 */
public final class TcpHost implements Host {
  private static final long UPKEEP_MS = 1_000;
  private static final long CLOSE_MS = 3_000;

  private final HostConfig config;
  private final PeerId self;
  private final Metrics metrics = new Metrics();
  private final SecureRandom random = new SecureRandom();
  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final Callbacks callbacks;
  private final Transport transport;
  private final Streams streams;
  private final Requests requests;
  private final GossipRouter router;
  private final Connections connections;
  private final Bootstrap bootstrap;
  private final List<Channel> listeners = new ArrayList<>();
  private volatile List<Multiaddr> listenAddresses = List.of();
  private volatile boolean closed;

  public TcpHost(HostConfig config) {
    this.config = config;
    this.self = config.key().peerId();
    String text = self.toString();
    String name = "libp2p-" + text.substring(text.length() - 6);
    this.group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    this.loop = group.next();
    this.callbacks = new Callbacks(name, config.gossip().deliveryQueue());
    this.transport = new Transport(group);
    this.streams = new Streams(loop, config.timers().streamMs());
    this.requests =
        new Requests(
            loop,
            streams,
            callbacks,
            metrics,
            config.limits().maxRequestsPerPeer(),
            config.timers().streamMs());
    this.router =
        new GossipRouter(
            config.key(), config.gossip(), new RouterCallbacks(), metrics, TcpHost::nowMs, random);
    GossipStreams gossipStreams = new GossipStreams(loop, streams, router);
    Identification identification =
        new Identification(config, streams, callbacks, metrics, () -> listenAddresses);
    Upgrader upgrader = new Upgrader(config.key(), random, config.timers());
    this.connections =
        new Connections(
            config,
            loop,
            transport,
            upgrader,
            streams,
            router,
            gossipStreams,
            identification,
            callbacks,
            metrics);
    this.bootstrap =
        new Bootstrap(
            self,
            config.bootstrap(),
            config.timers(),
            peer -> connections.peers().contains(peer),
            this::connect,
            random,
            nowMs());
    GossipRouter.PROTOCOLS.forEach(protocol -> streams.handle(protocol, gossipStreams));
    streams.handle(PingResponder.PROTOCOL, new PingResponder());
    streams.handle(IdentifyMessage.PROTOCOL, identification::answer);
    streams.handle(IdentifyMessage.PUSH_PROTOCOL, identification::pushed);
  }

  private final class RouterCallbacks implements GossipCallbacks {
    @Override
    public void onNetworkThread(Runnable task) {
      onLoop(task);
    }

    @Override
    public void onVirtualThread(Runnable task) {
      callbacks.call(task);
    }

    @Override
    public boolean onDeliveryThread(Runnable task) {
      return callbacks.deliver(task);
    }

    @Override
    public void cutOff(PeerId peer) {
      loop.execute(() -> connections.disconnect(peer)); // Not in the middle of the router's work.
    }
  }

  @Override
  public void start() throws IOException {
    List<Multiaddr> bound = new ArrayList<>();
    for (Multiaddr address : config.listen()) {
      Channel listener = transport.listen(address, connections::accepted);
      listeners.add(listener);
      InetSocketAddress local = (InetSocketAddress) listener.localAddress();
      bound.add(Multiaddr.tcp(local).withPeerId(self));
    }
    listenAddresses = List.copyOf(bound);
    every(config.gossip().heartbeatMs(), router::heartbeat);
    every(UPKEEP_MS, connections::upkeep);
    every(bootstrap.tickMs(), () -> bootstrap.tick(nowMs()));
    loop.execute(() -> bootstrap.tick(nowMs()));
  }

  private void every(long intervalMs, Runnable task) {
    var _ = loop.scheduleWithFixedDelay(task, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
  }

  @Override
  public PeerId peerId() {
    return self;
  }

  @Override
  public List<Multiaddr> listenAddresses() {
    return listenAddresses;
  }

  @Override
  public CompletableFuture<PeerId> connect(Multiaddr address) {
    if (!address.isTcp()) {
      return CompletableFuture.failedFuture(
          new IOException("only TCP addresses can be dialled, not " + address));
    }
    CompletableFuture<PeerId> result = new CompletableFuture<>();
    onLoop(() -> connections.dial(address, result), result);
    return result;
  }

  @Override
  public void disconnect(PeerId peer) {
    onLoop(() -> connections.disconnect(peer));
  }

  @Override
  public Set<PeerId> connectedPeers() {
    return connections.peers();
  }

  @Override
  public void handle(String protocol, StreamHandler handler) {
    streams.handle(protocol, handler);
  }

  @Override
  public CompletableFuture<byte[]> request(
      PeerId peer, String protocol, byte[] request, int maxResponseBytes, long timeoutMs) {
    CompletableFuture<byte[]> result = new CompletableFuture<>();
    withConnection(
        peer,
        result,
        connection ->
            requests.request(connection, protocol, request, maxResponseBytes, timeoutMs, result));
    return result;
  }

  @Override
  public void serve(String protocol, int maxRequestBytes, RequestHandler handler) {
    streams.handle(protocol, requests.server(maxRequestBytes, handler));
  }

  @Override
  public CompletableFuture<Duration> ping(PeerId peer) {
    CompletableFuture<Duration> result = new CompletableFuture<>();
    byte[] payload = new byte[PingResponder.PAYLOAD_BYTES];
    random.nextBytes(payload);
    withConnection(
        peer,
        result,
        connection ->
            streams.open(
                connection,
                List.of(PingResponder.PROTOCOL),
                stream -> new PingCall(stream, payload, result),
                result::completeExceptionally));
    return result.orTimeout(config.timers().streamMs(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Gossip gossip() {
    return router;
  }

  @Override
  public SortedMap<String, Long> metrics() {
    SortedMap<String, Long> values = metrics.snapshot();
    values.put("peers.connected", (long) connections.peers().size());
    return values;
  }

  @Override
  public void addPeerListener(PeerListener listener) {
    callbacks.addPeerListener(listener);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    listeners.forEach(listener -> listener.close().awaitUninterruptibly(CLOSE_MS));
    var _ = loop.submit(connections::closeAll).awaitUninterruptibly(CLOSE_MS);
    var _ =
        group
            .shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS)
            .awaitUninterruptibly(CLOSE_MS * 2);
    callbacks.close();
  }

  private <T> void withConnection(
      PeerId peer, CompletableFuture<T> result, Consumer<Connection> task) {
    onLoop(
        () -> {
          @Nullable Connection connection = connections.get(peer);
          if (connection == null) {
            result.completeExceptionally(new IOException("not connected to " + peer));
          } else {
            task.accept(connection);
          }
        },
        result);
  }

  private void onLoop(Runnable task) {
    onLoop(task, new CompletableFuture<>());
  }

  /** Runs the task on the network thread, or fails the future if the host is closed. */
  private void onLoop(Runnable task, CompletableFuture<?> result) {
    if (loop.inEventLoop()) {
      task.run();
    } else if (loop.isShuttingDown()) {
      result.completeExceptionally(new IOException("the host is closed"));
    } else {
      try {
        loop.execute(task);
      } catch (java.util.concurrent.RejectedExecutionException _) {
        result.completeExceptionally(new IOException("the host is closed"));
      }
    }
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
