package io.loadline.libp2p.host;

import io.loadline.libp2p.identity.PeerId;
import java.net.InetAddress;

/** Decides who may connect. On the network thread: must not block. */
public interface ConnectionGate {
  /** Lets everybody in. */
  ConnectionGate OPEN = new ConnectionGate() {};

  /** Asked for each inbound socket before a byte is read. */
  default boolean allowsAddress(InetAddress remote) {
    return true;
  }

  /** Asked once the peer has proven its identity, and before a known peer is dialled. */
  default boolean allowsPeer(PeerId peer, boolean inbound) {
    return true;
  }
}
