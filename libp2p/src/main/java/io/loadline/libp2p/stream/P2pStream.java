package io.loadline.libp2p.stream;

import io.loadline.libp2p.identity.PeerId;
import java.util.concurrent.CompletableFuture;

/** A negotiated stream to one peer. All methods may be called from any thread. */
public interface P2pStream {
  PeerId remotePeer();

  String protocol();

  /**
   * Sends the bytes in order. Completes when the last of them has been handed to the socket, which
   * waits for the peer's credit and the socket's buffer; completes exceptionally when the stream
   * ends first. The caller bounds what it has in flight.
   */
  CompletableFuture<Void> write(byte[] bytes);

  /** Says that nothing more will be written, after what is still in flight. */
  void closeWrite();

  /** Drops the stream in both directions at once. */
  void reset();

  /** Gives the peer credit for that many bytes again. Call it when received bytes are used up. */
  void consumed(int bytes);
}
