package io.loadline.libp2p.host;

import io.loadline.libp2p.identity.PeerId;
import java.util.concurrent.CompletionStage;

/** Answers requests of one protocol. */
@FunctionalInterface
public interface RequestHandler {
  /**
   * Called on a virtual thread of its own, so it may block. The stage may complete on any thread;
   * an exceptional end resets the stream, which the peer sees as a refusal.
   */
  CompletionStage<byte[]> handle(PeerId from, byte[] request);
}
