package io.loadline.libp2p.ping;

import io.loadline.libp2p.stream.P2pStream;
import io.loadline.libp2p.stream.StreamHandler.StreamEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** One ping of ours. */
public final class PingCall implements StreamEvents {
  private final P2pStream stream;
  private final byte[] payload;
  private final CompletableFuture<Duration> result;
  private final long startNanos = System.nanoTime();
  private final byte[] echo = new byte[PingResponder.PAYLOAD_BYTES];
  private int received;

  /**
   * @param payload 32 random bytes
   */
  public PingCall(P2pStream stream, byte[] payload, CompletableFuture<Duration> result) {
    this.stream = stream;
    this.payload = payload;
    this.result = result;
    var _ = stream.write(payload);
  }

  @Override
  public void data(byte[] bytes) {
    int length = Math.min(bytes.length, echo.length - received);
    System.arraycopy(bytes, 0, echo, received, length);
    received += length;
    stream.consumed(bytes.length);
    if (received == echo.length) {
      if (Arrays.equals(echo, payload)) {
        result.complete(Duration.ofNanos(System.nanoTime() - startNanos));
      }
      stream.closeWrite();
    }
  }

  @Override
  public void ended() {
    result.completeExceptionally(new IOException("peer did not echo the ping"));
  }
}
