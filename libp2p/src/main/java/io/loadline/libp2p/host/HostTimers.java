package io.loadline.libp2p.host;

/**
 * Deadlines and intervals in milliseconds.
 *
 * @param upgradeMs from TCP connect to a working connection, all stages together
 * @param streamMs for naming the protocol of a new stream, and for a request to arrive
 * @param keepAliveMs between pings on a connection
 * @param deadAfterMs without an answer to a ping a peer is dropped
 * @param redialMs first pause before a bootstrap peer is dialled again; doubles, with jitter, up to
 *     {@code maxRedialMs}
 */
public record HostTimers(
    long dialMs,
    long upgradeMs,
    long streamMs,
    long keepAliveMs,
    long deadAfterMs,
    long redialMs,
    long maxRedialMs) {
  public static HostTimers defaults() {
    return new HostTimers(5_000, 10_000, 10_000, 15_000, 10_000, 500, 30_000);
  }
}
