package io.loadline.libp2p.host;

/**
 * Bounds on what peers can make a host hold.
 *
 * @param maxPendingInbound sockets that have not finished their handshake
 * @param maxRequestsPerPeer requests of one peer being answered at once
 */
public record HostLimits(
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxPendingInbound,
    int maxStreamsPerConnection,
    int maxRequestsPerPeer) {
  public static HostLimits defaults() {
    return new HostLimits(128, 32, 32, 256, 16);
  }
}
