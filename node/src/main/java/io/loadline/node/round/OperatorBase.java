package io.loadline.node.round;

import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.node.archive.Archive;
import io.loadline.node.archive.RocksArchive;
import io.loadline.node.config.Manifest;
import io.loadline.node.config.NodeConfig;
import io.loadline.node.config.PeerEntry;
import io.loadline.node.network.PeerNetwork;
import io.loadline.node.network.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an operator's process needs from its first day on: identity, memory, peers. */
record OperatorBase(OwnIdentity own, Archive archive, PeerNetwork network)
    implements AutoCloseable {
  private static final int MAX_OBSERVERS = 64;

  /** Opens keys and archive, and connects nothing yet. */
  static OperatorBase open(NodeConfig config, Manifest manifest, String version) {
    OwnIdentity own = OwnIdentity.open(config, manifest);
    Archive archive = RocksArchive.open(config.dataDirectory());
    return new OperatorBase(own, archive, network(config, manifest, own, version));
  }

  private static PeerNetwork network(
      NodeConfig config, Manifest manifest, OwnIdentity own, String version) {
    PeerId self = own.peer().peerId();
    List<Multiaddr> bootstrap = new ArrayList<>();
    for (PeerEntry peer : manifest.peers()) {
      if (!peer.peerId().equals(self)) {
        peer.addresses().forEach(address -> bootstrap.add(address.withPeerId(peer.peerId())));
      }
    }
    bootstrap.addAll(config.bootstrap());
    Set<PeerId> members =
        manifest.peers().stream().map(PeerEntry::peerId).collect(Collectors.toSet());
    return new PeerNetwork(
        own.peer(),
        List.of(config.listen()),
        bootstrap,
        members,
        MAX_OBSERVERS,
        "loadline/" + version,
        Topics.of(manifest.networkId()));
  }

  @Override
  public void close() {
    network.close();
    archive.close();
  }
}
