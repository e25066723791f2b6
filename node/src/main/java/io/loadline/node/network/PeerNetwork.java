package io.loadline.node.network;

import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.gossip.GossipMessage;
import io.loadline.libp2p.gossip.GossipParameters;
import io.loadline.libp2p.gossip.MessageValidator;
import io.loadline.libp2p.gossip.Verdict;
import io.loadline.libp2p.host.Host;
import io.loadline.libp2p.host.HostConfig;
import io.loadline.libp2p.host.TcpHost;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PeerKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Committee members reach both topics, everybody else the reports topic only, and no more strangers
 * are let in than the configured number. Thread-safe.
 */
public final class PeerNetwork implements AutoCloseable {
  /** Largest bundle that is served or taken. */
  public static final int MAX_BUNDLE_BYTES = 64 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(PeerNetwork.class);
  private static final long BUNDLE_TIMEOUT_MS = 30_000;
  private static final long CEREMONY_TIMEOUT_MS = 5_000;
  private static final long SEEN_TTL_MS = 60_000;

  private final Host host;
  private final Topics topics;
  private final Set<PeerId> members;

  /**
   * @param members peer ids of the committee, this node's own among them
   * @param bootstrap addresses that are dialled until connected; each ends in a peer id
   * @param maxObservers peers outside the committee that may be connected at once
   */
  public PeerNetwork(
      PeerKey key,
      List<Multiaddr> listen,
      List<Multiaddr> bootstrap,
      Set<PeerId> members,
      int maxObservers,
      String agentVersion,
      Topics topics) {
    this.topics = topics;
    this.members = Set.copyOf(members);
    GossipParameters gossip =
        GossipParameters.builder(topics.messageIdDomain()).seenTtlMs(SEEN_TTL_MS).build();
    ObserverGate gate = new ObserverGate(this.members, maxObservers);
    this.host =
        new TcpHost(
            HostConfig.of(key, gossip)
                .withListen(listen)
                .withBootstrap(bootstrap)
                .withAgentVersion(agentVersion)
                .withGate(gate));
    host.addPeerListener(gate);
    host.gossip()
        .setAdmission((peer, topic) ->
            members.contains(peer)
                || !(topic.equals(topics.agreement()) || topic.equals(topics.ceremony())));
  }

  /**
   * Joins both topics. A rule decodes and checks a message, hands it on, and says what the message
   * is worth; it runs on a virtual thread of its own and many run side by side.
   */
  public void join(
      Function<GossipMessage, Verdict> agreement, Function<GossipMessage, Verdict> reports) {
    host.gossip().subscribe(topics.agreement(), MessageValidator.of(agreement), _ -> {});
    host.gossip().subscribe(topics.reports(), MessageValidator.of(reports), _ -> {});
  }

  /**
   * Takes part in the key ceremony: by topic, and from one member to another. The rule is as in
   * {@link #join}.
   *
   * @param maxBytes no longer message is read
   */
  public void joinCeremony(int maxBytes, Function<byte[], Verdict> rule) {
    host.gossip()
        .subscribe(
            topics.ceremony(), MessageValidator.of(message -> rule.apply(message.data())), _ -> {});
    host.serve(
        topics.ceremonyProtocol(),
        maxBytes,
        (from, message) -> {
          if (members.contains(from)) {
            var _ = rule.apply(message); // Nobody relays what one told another.
          }
          return CompletableFuture.completedFuture(new byte[0]);
        });
  }

  /** Answers requests for bundles; an unknown height is answered with no bytes. */
  public void serveBundles(LongFunction<byte[]> bundleOf) {
    host.serve(
        topics.bundleProtocol(),
        Long.BYTES,
        (_, request) -> {
          byte[] answer =
              request.length == Long.BYTES
                  ? bundleOf.apply(ByteBuffer.wrap(request).getLong())
                  : new byte[0];
          return CompletableFuture.completedFuture(answer);
        });
  }

  /** Binds and begins to dial. */
  public void start() throws IOException {
    host.start();
  }

  /** Says something to the committee. What cannot be sent is logged; it will be said again. */
  public void publishAgreement(byte[] message) {
    publish(topics.agreement(), message);
  }

  /** Tells everybody of a finished round. */
  public void publishReport(byte[] message) {
    publish(topics.reports(), message);
  }

  /** Says something to all who take part in the ceremony. */
  public void publishCeremony(byte[] message) {
    publish(topics.ceremony(), message);
  }

  /** Says something to one of them; what does not arrive is said again. */
  public void sendCeremony(PeerId peer, byte[] message) {
    var _ =
        host.request(peer, topics.ceremonyProtocol(), message, 1, CEREMONY_TIMEOUT_MS)
            .whenComplete((_, failure) -> {
              if (failure != null) {
                LOG.debug("not sent to {}: {}", peer, failure.toString());
              }
            });
  }

  private void publish(String topic, byte[] message) {
    var _ =
        host.gossip()
            .publish(topic, message)
            .whenComplete((_, failure) -> {
              if (failure != null) {
                LOG.debug("not published on {}: {}", topic, failure.toString());
              }
            });
  }

  /** Asks one peer for a round's bundle; empty if it has none. Blocks. */
  public byte[] requestBundle(PeerId peer, long height) throws IOException {
    byte[] request = ByteBuffer.allocate(Long.BYTES).putLong(height).array();
    try {
      return host.request(
              peer, topics.bundleProtocol(), request, MAX_BUNDLE_BYTES, BUNDLE_TIMEOUT_MS)
          .get(BUNDLE_TIMEOUT_MS + 1_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("peer " + peer + " did not give bundle " + height, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking for bundle " + height, e);
    }
  }

  /** Connected committee members, not counting this node. */
  public List<PeerId> connectedMembers() {
    return host.connectedPeers().stream().filter(members::contains).toList();
  }

  public PeerId peerId() {
    return host.peerId();
  }

  public List<Multiaddr> listenAddresses() {
    return host.listenAddresses();
  }

  /** Counters of the host. */
  public SortedMap<String, Long> metrics() {
    return host.metrics();
  }

  @Override
  public void close() {
    host.close();
  }
}
