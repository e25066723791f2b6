package io.loadline.libp2p.gossip;

import java.util.concurrent.CompletableFuture;

/** Our outgoing gossip stream to one peer. On the network thread. */
public interface GossipLink {
  /** Sends one RPC; completes when the socket has it. */
  CompletableFuture<Void> write(byte[] rpc);
}
