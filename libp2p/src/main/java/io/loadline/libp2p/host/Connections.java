package io.loadline.libp2p.host;

import io.loadline.libp2p.Metrics;
import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.gossip.GossipRouter;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.yamux.YamuxLimits;
import io.loadline.libp2p.yamux.YamuxSession;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Accepts, dials, admits and loses connections. On the network thread. */
final class Connections {
  private static final long HALF_OPEN_MS = 120_000;

  private final HostConfig config;
  private final EventLoop loop;
  private final Transport transport;
  private final Upgrader upgrader;
  private final Streams streams;
  private final GossipRouter router;
  private final GossipStreams gossipStreams;
  private final Identification identification;
  private final Callbacks callbacks;
  private final Metrics metrics;
  private final PeerId self;
  private final ConnectionTable table;
  private final Map<InetAddress, Integer> perAddress = new HashMap<>();
  private final Map<Multiaddr, CompletableFuture<PeerId>> dialling = new HashMap<>();
  private int pendingInbound;

  Connections(
      HostConfig config,
      EventLoop loop,
      Transport transport,
      Upgrader upgrader,
      Streams streams,
      GossipRouter router,
      GossipStreams gossipStreams,
      Identification identification,
      Callbacks callbacks,
      Metrics metrics) {
    this.config = config;
    this.loop = loop;
    this.transport = transport;
    this.upgrader = upgrader;
    this.streams = streams;
    this.router = router;
    this.gossipStreams = gossipStreams;
    this.identification = identification;
    this.callbacks = callbacks;
    this.metrics = metrics;
    this.self = config.key().peerId();
    this.table = new ConnectionTable(self);
  }

  /** From any thread. */
  Set<PeerId> peers() {
    return table.peers();
  }

  @Nullable Connection get(PeerId peer) {
    return table.get(peer);
  }

  void accepted(Channel channel) {
    HostLimits limits = config.limits();
    InetAddress remote = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    boolean room =
        pendingInbound < limits.maxPendingInbound()
            && table.size() < limits.maxConnections()
            && perAddress.getOrDefault(remote, 0) < limits.maxConnectionsPerAddress();
    if (!room || !config.gate().allowsAddress(remote)) {
      metrics.count("connection.refused");
      var _ = channel.close();
      return;
    }
    pendingInbound++;
    perAddress.merge(remote, 1, Integer::sum);
    var _ =
        channel
            .closeFuture()
            .addListener(_ ->
                perAddress.computeIfPresent(remote, (_, count) -> count == 1 ? null : count - 1));
    upgrader.upgrade(channel, false, null, new Inbound());
  }

  private abstract class Upgrade implements Upgrader.Outcome {
    @Override
    public YamuxSession secured(PeerId peer, Channel channel) {
      HostTimers timers = config.timers();
      YamuxLimits limits =
          new YamuxLimits(
              config.limits().maxStreamsPerConnection(),
              timers.keepAliveMs(),
              timers.deadAfterMs(),
              HALF_OPEN_MS);
      return new YamuxSession(
          this instanceof Outbound,
          limits,
          stream -> streams.accept(peer, stream),
          _ -> metrics.count("connection.violation"));
    }
  }

  private final class Inbound extends Upgrade {
    @Override
    public void connected(Connection connection) {
      pendingInbound--;
      String refusal = add(connection);
      if (refusal != null) {
        connection.close();
      }
    }

    @Override
    public void failed(String reason) {
      pendingInbound--;
      metrics.count("connection.inbound.failed");
    }
  }

  private final class Outbound extends Upgrade {
    private final CompletableFuture<PeerId> result;

    private Outbound(CompletableFuture<PeerId> result) {
      this.result = result;
    }

    @Override
    public void connected(Connection connection) {
      String refusal = add(connection);
      if (refusal == null) {
        result.complete(connection.peer());
      } else {
        connection.close();
        result.completeExceptionally(new IOException(refusal));
      }
    }

    @Override
    public void failed(String reason) {
      metrics.count("connection.outbound.failed");
      result.completeExceptionally(new IOException(reason));
    }
  }

  void dial(Multiaddr address, CompletableFuture<PeerId> result) {
    PeerId expected = address.peerId();
    if (expected != null && table.get(expected) != null) {
      result.complete(expected);
      return;
    }
    if (expected != null && !config.gate().allowsPeer(expected, false)) {
      result.completeExceptionally(new IOException("the gate does not allow " + expected));
      return;
    }
    CompletableFuture<PeerId> running = dialling.get(address);
    if (running == null) {
      running = new CompletableFuture<>();
      CompletableFuture<PeerId> started = running;
      dialling.put(address, started);
      var _ = started.whenComplete((_, _) -> dialling.remove(address, started));
      resolve(address, started);
    }
    var _ =
        running.whenComplete((peer, failure) -> {
          if (failure == null) {
            result.complete(peer);
          } else {
            result.completeExceptionally(failure);
          }
        });
  }

  /** Names are looked up beside the network thread. */
  private void resolve(Multiaddr address, CompletableFuture<PeerId> result) {
    callbacks.call(() -> {
      InetSocketAddress target = new InetSocketAddress(address.host(), address.port());
      if (!loop.isShuttingDown()) {
        loop.execute(() -> connect(target, address.peerId(), result));
      }
    });
  }

  private void connect(
      InetSocketAddress target, @Nullable PeerId expected, CompletableFuture<PeerId> result) {
    if (target.isUnresolved()) {
      result.completeExceptionally(new IOException("unknown host " + target.getHostString()));
      return;
    }
    metrics.count("connection.dialled");
    ChannelFuture connecting = transport.dial(target, config.timers().dialMs());
    var _ =
        connecting.addListener(done -> {
          if (done.isSuccess()) {
            upgrader.upgrade(connecting.channel(), true, expected, new Outbound(result));
          } else {
            result.completeExceptionally(new IOException("cannot reach " + target, done.cause()));
          }
        });
  }

  /** Takes a proven connection; returns why not, or null. */
  private @Nullable String add(Connection connection) {
    PeerId peer = connection.peer();
    if (peer.equals(self)) {
      return "the address is this host's own";
    }
    boolean full = table.size() >= config.limits().maxConnections();
    if (full || router.isCutOff(peer) || !config.gate().allowsPeer(peer, !connection.outbound())) {
      metrics.count("connection.refused");
      return full ? "too many connections" : "the peer is not allowed";
    }
    var _ = connection.channel().closeFuture().addListener(_ -> lost(connection));
    metrics.count("connection.established");
    switch (table.add(connection)) {
      case NEW_PEER -> joined(connection);
      case REPLACED -> gossipStreams.moved(connection);
      case KEPT_OLD -> {}
    }
    return null;
  }

  private void joined(Connection connection) {
    gossipStreams.connected(connection);
    identification.connected(connection);
    callbacks.tell(listener -> listener.connected(connection.peer()));
  }

  private void lost(Connection connection) {
    if (!table.remove(connection)) {
      return;
    }
    PeerId peer = connection.peer();
    Connection other = table.get(peer);
    if (other != null) {
      gossipStreams.moved(other);
      return;
    }
    metrics.count("connection.lost");
    gossipStreams.gone(peer);
    identification.gone(peer);
    callbacks.tell(listener -> listener.disconnected(peer));
  }

  void disconnect(PeerId peer) {
    for (Connection connection : table.all()) {
      if (connection.peer().equals(peer)) {
        connection.close();
      }
    }
  }

  void upkeep() {
    table.idleSpares().forEach(Connection::close);
  }

  void closeAll() {
    table.all().forEach(Connection::close);
  }
}
