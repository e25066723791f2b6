package io.loadline.chain.rpc;

import java.time.Duration;

/**
 * Bounds of every exchange with an endpoint.
 *
 * @param call whole exchange, from connecting to the last byte
 * @param agreementGrace how long a read waits for the other endpoints once a quorum answered
 * @param backOffMax longest pause after repeated failures of one endpoint
 */
public record RpcSettings(
    Duration connect,
    Duration read,
    Duration write,
    Duration call,
    Duration agreementGrace,
    Duration backOffFirst,
    Duration backOffMax,
    int maxResponseBytes,
    int maxBatch) {

  public static final RpcSettings DEFAULT =
      new RpcSettings(
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofMillis(1_500),
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          64 << 20,
          200);

  public RpcSettings {
    if (maxResponseBytes < 1_024 || maxBatch < 1) {
      throw new IllegalArgumentException(
          "response bytes must be >= 1024 and batch >= 1, were %d and %d"
              .formatted(maxResponseBytes, maxBatch));
    }
  }

  public RpcSettings withCall(Duration newCall) {
    return new RpcSettings(
        connect,
        newCall,
        write,
        newCall,
        agreementGrace,
        backOffFirst,
        backOffMax,
        maxResponseBytes,
        maxBatch);
  }

  public RpcSettings withMaxResponseBytes(int bytes) {
    return new RpcSettings(
        connect, read, write, call, agreementGrace, backOffFirst, backOffMax, bytes, maxBatch);
  }
}
