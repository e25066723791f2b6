package io.loadline.node.ceremony;

import io.loadline.consensus.ceremony.CeremonyPlan;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.node.config.Manifest;
import io.loadline.node.config.PeerEntry;
import io.loadline.node.network.PeerNetwork;
import java.util.HashMap;
import java.util.Map;

/** Reaches the other participants by their numbers. Thread-safe. */
final class CeremonyPeers {
  private final PeerNetwork network;
  private final Map<Integer, PeerId> peers = new HashMap<>();

  CeremonyPeers(PeerNetwork network, CeremonyPlan plan, Manifest manifest, int self) {
    this.network = network;
    for (PeerEntry peer : manifest.peers()) {
      plan.participant(peer.identity())
          .ifPresent(participant -> peers.put(participant, peer.peerId()));
    }
    peers.remove(self);
  }

  void toAll(byte[] message) {
    network.publishCeremony(message);
  }

  /** What does not arrive is said again; to oneself nothing is said. */
  void to(int participant, byte[] message) {
    PeerId peer = peers.get(participant);
    if (peer != null) {
      network.sendCeremony(peer, message);
    }
  }
}
