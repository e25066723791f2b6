package io.loadline.libp2p.host;

import io.loadline.libp2p.gossip.GossipRouter;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.protobuf.Varint;
import io.loadline.libp2p.stream.LengthPrefixedReader;
import io.loadline.libp2p.stream.P2pStream;
import io.loadline.libp2p.stream.StreamHandler;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Two one-way streams per peer carry gossip: ours, which we only write, and theirs, which we only
 * read. On the network thread.
 */
final class GossipStreams implements StreamHandler {
  private static final int MAX_ATTEMPTS = 3;
  private static final long RETRY_MS = 1_000;

  private final EventLoop loop;
  private final Streams streams;
  private final GossipRouter router;
  private final Map<PeerId, Outgoing> outgoing = new HashMap<>();
  private final Map<PeerId, P2pStream> incoming = new HashMap<>();

  GossipStreams(EventLoop loop, Streams streams, GossipRouter router) {
    this.loop = loop;
    this.streams = streams;
    this.router = router;
  }

  /** Our stream to a peer on one connection. */
  private final class Outgoing implements StreamEvents {
    private final Connection connection;
    private @Nullable P2pStream stream;
    private int attempts;

    private Outgoing(Connection connection) {
      this.connection = connection;
    }

    private boolean isCurrent() {
      return outgoing.get(connection.peer()) == this;
    }

    private void open() {
      attempts++;
      streams.open(connection, GossipRouter.PROTOCOLS, this::opened, _ -> retry());
    }

    private StreamEvents opened(P2pStream opened) {
      stream = opened;
      attempts = 0;
      if (isCurrent()) {
        router.linkOpened(
            connection.peer(), opened.protocol(), rpc -> opened.write(Varint.prefixed(rpc)));
      } else {
        opened.reset();
      }
      return this;
    }

    private void retry() {
      if (!isCurrent() || !connection.isOpen()) {
        return;
      }
      if (attempts == MAX_ATTEMPTS) { // The peer does not speak gossipsub.
        outgoing.remove(connection.peer());
        router.peerGone(connection.peer());
      } else {
        var _ = loop.schedule(this::openIfCurrent, RETRY_MS, TimeUnit.MILLISECONDS);
      }
    }

    private void openIfCurrent() {
      if (isCurrent() && connection.isOpen()) {
        open();
      }
    }

    @Override
    public void data(byte[] bytes) {
      if (stream != null) {
        stream.consumed(bytes.length); // Nothing is expected here.
      }
    }

    @Override
    public void ended() {
      stream = null;
      if (isCurrent()) {
        router.linkLost(connection.peer());
        retry();
      }
    }

    private void abandon() {
      if (stream != null) {
        stream.reset();
      }
    }
  }

  void connected(Connection connection) {
    router.peerConnected(
        connection.peer(), connection.outbound(), connection.remoteAddress().getAddress());
    Outgoing link = new Outgoing(connection);
    outgoing.put(connection.peer(), link);
    link.open();
  }

  /** The peer is reached over another connection from now on; what is queued moves along. */
  void moved(Connection connection) {
    Outgoing old = outgoing.remove(connection.peer());
    if (old == null) {
      return; // Does not speak gossipsub.
    }
    router.linkLost(connection.peer());
    old.abandon();
    Outgoing link = new Outgoing(connection);
    outgoing.put(connection.peer(), link);
    link.open();
  }

  void gone(PeerId peer) {
    outgoing.remove(peer);
    router.peerGone(peer);
  }

  @Override
  public StreamEvents opened(P2pStream stream) {
    PeerId peer = stream.remotePeer();
    P2pStream old = incoming.put(peer, stream);
    if (old != null) {
      old.reset();
    }
    router.incomingOpened(peer);
    LengthPrefixedReader reader = new LengthPrefixedReader(GossipRouter.MAX_RPC_BYTES);
    return new StreamEvents() {
      @Override
      public void data(byte[] bytes) {
        if (reader.feed(bytes, rpc -> router.received(peer, rpc))) {
          stream.consumed(bytes.length);
        } else {
          router.unreadable(peer);
          stream.reset();
        }
      }

      @Override
      public void ended() {
        incoming.remove(peer, stream);
      }
    };
  }
}
