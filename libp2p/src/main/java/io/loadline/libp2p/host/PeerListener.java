package io.loadline.libp2p.host;

import io.loadline.libp2p.identity.PeerId;

/** Told about peers that come and go, in order, on the host's one delivery thread. */
public interface PeerListener {
  default void connected(PeerId peer) {}

  default void disconnected(PeerId peer) {}

  /** The peer has told what it is and speaks; may come again when it changes. */
  default void identified(PeerId peer, PeerInfo info) {}
}
