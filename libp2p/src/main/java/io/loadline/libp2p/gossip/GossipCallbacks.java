package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;

/** What the router needs from the host around it. */
public interface GossipCallbacks {
  /** Runs on the network thread, later or at once. */
  void onNetworkThread(Runnable task);

  /** Runs user code that may block. */
  void onVirtualThread(Runnable task);

  /** Runs user code in order; false if too much is waiting. */
  boolean onDeliveryThread(Runnable task);

  /** Ends the connection to a peer that misbehaves. */
  void cutOff(PeerId peer);
}
