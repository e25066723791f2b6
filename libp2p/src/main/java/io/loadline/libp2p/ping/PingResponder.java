package io.loadline.libp2p.ping;

import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.stream.P2pStream;
import io.loadline.libp2p.stream.StreamHandler;
import java.util.HashMap;
import java.util.Map;

/** Echoes pings, on at most two streams of a peer at once. On the network thread. */
public final class PingResponder implements StreamHandler {
  public static final String PROTOCOL = "/ipfs/ping/1.0.0";
  public static final int PAYLOAD_BYTES = 32;

  private static final int MAX_STREAMS_PER_PEER = 2;

  private final Map<PeerId, Integer> streams = new HashMap<>();

  @Override
  public StreamEvents opened(P2pStream stream) {
    if (streams.merge(stream.remotePeer(), 1, Integer::sum) > MAX_STREAMS_PER_PEER) {
      stream.reset();
    }
    return new StreamEvents() {
      @Override
      public void data(byte[] bytes) {
        // Credit comes back only when the echo is out: a peer that does not read cannot fill us.
        var _ = stream.write(bytes).thenRun(() -> stream.consumed(bytes.length));
      }

      @Override
      public void remoteClosed() {
        stream.closeWrite();
      }

      @Override
      public void ended() {
        streams.computeIfPresent(stream.remotePeer(), (_, count) -> count == 1 ? null : count - 1);
      }
    };
  }
}
