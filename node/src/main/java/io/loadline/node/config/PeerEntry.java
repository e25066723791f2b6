package io.loadline.node.config;

import io.loadline.consensus.Address;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PublicKey;
import java.util.List;

/**
 * Where an operator is found on the libp2p network.
 *
 * @param binding the identity's signature over the peer's public key
 */
public record PeerEntry(
    Address identity, PublicKey peerKey, List<Multiaddr> addresses, RecoverableSignature binding) {
  public PeerEntry {
    addresses = List.copyOf(addresses);
  }

  /** The peer's name. */
  public PeerId peerId() {
    return PeerId.of(peerKey);
  }
}
