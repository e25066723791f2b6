package io.loadline.libp2p.host;

import io.loadline.libp2p.Metrics;
import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.identify.IdentifyMessage;
import io.loadline.libp2p.identify.IdentifyReader;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.protobuf.Varint;
import io.loadline.libp2p.stream.P2pStream;
import io.loadline.libp2p.stream.StreamHandler.StreamEvents;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Tells peers what we are, and asks what they are. On the network thread. */
final class Identification {
  private static final String PROTOCOL_VERSION = "ipfs/0.1.0";

  private final HostConfig config;
  private final Streams streams;
  private final Callbacks callbacks;
  private final Metrics metrics;
  private final Supplier<List<Multiaddr>> listenAddresses;
  private final Map<PeerId, IdentifyMessage> known = new HashMap<>();
  private final Map<PeerId, Multiaddr> observed = new HashMap<>();

  Identification(
      HostConfig config,
      Streams streams,
      Callbacks callbacks,
      Metrics metrics,
      Supplier<List<Multiaddr>> listenAddresses) {
    this.config = config;
    this.streams = streams;
    this.callbacks = callbacks;
    this.metrics = metrics;
    this.listenAddresses = listenAddresses;
  }

  void connected(Connection connection) {
    known.put(connection.peer(), IdentifyMessage.EMPTY);
    observed.put(connection.peer(), Multiaddr.tcp(connection.remoteAddress()));
    streams.open(
        connection,
        List.of(IdentifyMessage.PROTOCOL),
        this::read,
        _ -> metrics.count("identify.failed"));
  }

  void gone(PeerId peer) {
    known.remove(peer);
    observed.remove(peer);
  }

  /** Serves a peer that asks. */
  StreamEvents answer(P2pStream stream) {
    IdentifyMessage message =
        new IdentifyMessage(
            config.key().publicKey(),
            listenAddresses.get().stream()
                .filter(Identification::isDialable)
                .map(Multiaddr::withoutPeerId)
                .toList(),
            streams.protocols(),
            observed.get(stream.remotePeer()),
            PROTOCOL_VERSION,
            config.agentVersion());
    var _ = stream.write(Varint.prefixed(message.encode()));
    stream.closeWrite();
    return bytes -> stream.consumed(bytes.length);
  }

  /** Serves a peer that tells of a change. */
  StreamEvents pushed(P2pStream stream) {
    return read(stream);
  }

  private StreamEvents read(P2pStream stream) {
    PeerId peer = stream.remotePeer();
    IdentifyMessage before = known.getOrDefault(peer, IdentifyMessage.EMPTY);
    return new IdentifyReader(stream, before, message -> identified(peer, message));
  }

  private void identified(PeerId peer, IdentifyMessage message) {
    if (known.replace(peer, message) == null) {
      return; // Gone meanwhile.
    }
    metrics.count("identify.received");
    PeerInfo info =
        new PeerInfo(
            Objects.requireNonNullElse(message.agentVersion(), ""),
            message.protocols(),
            message.listenAddresses());
    callbacks.tell(listener -> listener.identified(peer, info));
  }

  /** Peers have no use for port 0 or the unspecified address. */
  private static boolean isDialable(Multiaddr address) {
    return address.port() != 0
        && !new InetSocketAddress(address.host(), address.port()).getAddress().isAnyLocalAddress();
  }
}
