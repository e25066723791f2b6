package io.loadline.chain.rpc;

import java.util.concurrent.TimeUnit;

/** Back-off and chain-id check of one endpoint. Thread-safe. */
final class EndpointState {
  private final JsonRpcEndpoint endpoint;
  private final RpcSettings settings;
  private int failures;
  private long retryAtNanos;
  private long latencyMs;
  private String lastFailure = "";
  private boolean chainChecked;

  EndpointState(JsonRpcEndpoint endpoint, RpcSettings settings) {
    this.endpoint = endpoint;
    this.settings = settings;
  }

  JsonRpcEndpoint endpoint() {
    return endpoint;
  }

  synchronized boolean usable() {
    return retryInMs() == 0;
  }

  synchronized boolean chainChecked() {
    return chainChecked;
  }

  synchronized void checkedChain() {
    chainChecked = true;
  }

  synchronized void succeeded(long tookNanos) {
    failures = 0;
    lastFailure = "";
    latencyMs = TimeUnit.NANOSECONDS.toMillis(tookNanos);
  }

  /** Back off, and check the chain id again before the next use: another node may answer then. */
  synchronized void failed(RpcException why) {
    failures = Math.min(failures + 1, 1_000);
    chainChecked = false;
    lastFailure = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    long pauseNanos = settings.backOffFirst().toNanos() << Math.min(failures - 1, 20);
    retryAtNanos = System.nanoTime() + Math.min(pauseNanos, settings.backOffMax().toNanos());
  }

  synchronized EndpointHealth health() {
    long retryInMs = retryInMs();
    return new EndpointHealth(
        endpoint.name(), retryInMs == 0, failures, retryInMs, latencyMs, lastFailure);
  }

  private long retryInMs() {
    if (failures == 0) {
      return 0;
    }
    long leftNanos = retryAtNanos - System.nanoTime();
    return leftNanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(leftNanos) + 1;
  }
}
