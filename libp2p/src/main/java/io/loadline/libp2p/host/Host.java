package io.loadline.libp2p.host;

import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.gossip.Gossip;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.stream.StreamHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/**
 * A peer of the network: {@link TcpHost} is the implementation. All methods may be called from any
 * thread; futures complete on the network thread, so continue with an {@code …Async} method before
 * doing work that takes long.
 */
public interface Host extends AutoCloseable {
  /**
   * Binds the listen addresses, then begins to dial the bootstrap peers.
   *
   * @throws IOException if an address cannot be bound; the message names it
   */
  void start() throws IOException;

  PeerId peerId();

  /** Where this host listens, with the ports in use, ending in its own peer id. */
  List<Multiaddr> listenAddresses();

  /**
   * Dials, unless connected already. An address that ends in a peer id reaches that peer or fails;
   * without one, whoever answers.
   */
  CompletableFuture<PeerId> connect(Multiaddr address);

  void disconnect(PeerId peer);

  Set<PeerId> connectedPeers();

  /** Serves a protocol with raw streams; before or after {@link #start}. */
  void handle(String protocol, StreamHandler handler);

  /**
   * Sends one length-prefixed request on a fresh stream and waits for one response. Fails with an
   * {@link IOException} when not connected, refused, timed out or answered with more than {@code
   * maxResponseBytes}.
   */
  CompletableFuture<byte[]> request(
      PeerId peer, String protocol, byte[] request, int maxResponseBytes, long timeoutMs);

  /** Answers what {@link #request} asks; before or after {@link #start}. */
  void serve(String protocol, int maxRequestBytes, RequestHandler handler);

  /** Time for 32 bytes to a connected peer and back. */
  CompletableFuture<Duration> ping(PeerId peer);

  Gossip gossip();

  /** Counters and gauges by name, a snapshot. */
  SortedMap<String, Long> metrics();

  void addPeerListener(PeerListener listener);

  /** Closes every connection and waits for the threads to end. */
  @Override
  void close();
}
