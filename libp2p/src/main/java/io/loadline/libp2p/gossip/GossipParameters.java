package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.Set;

/**
 * Settings of gossipsub. Times in milliseconds; the names D, D_lo, D_hi, D_lazy of the
 * specification are {@code mesh}, {@code meshLow}, {@code meshHigh} and {@code gossipPeers}.
 *
 * @param explicitPeers always sent everything they are subscribed to, never in a mesh
 * @param maxMessageBytes longest data of one message, both ways
 * @param maxInvalid invalid messages after which a peer is cut off for two minutes; half of them
 *     take it out of every mesh; as many are forgotten in two minutes
 * @param maxValidations validators running at once; {@code validationQueue} more may wait, further
 *     messages are forgotten as if never received
 * @param maxQueuedBytes bytes waiting for one slow peer
 */
public record GossipParameters(
    MessageIdFunction messageId,
    Set<PeerId> explicitPeers,
    int mesh,
    int meshLow,
    int meshHigh,
    int gossipPeers,
    double gossipFactor,
    long heartbeatMs,
    int historyLength,
    int gossipLength,
    long seenTtlMs,
    long fanoutTtlMs,
    long pruneBackoffMs,
    long unsubscribeBackoffMs,
    int maxMessageBytes,
    int floodPublishBytes,
    int maxInvalid,
    int maxValidations,
    int validationQueue,
    long validationTimeoutMs,
    int deliveryQueue,
    int maxQueuedBytes) {

  public GossipParameters {
    explicitPeers = Set.copyOf(explicitPeers);
    boolean meshOrdered = 0 < meshLow && meshLow <= mesh && mesh <= meshHigh;
    boolean historyOrdered = 0 < gossipLength && gossipLength <= historyLength;
    if (!meshOrdered || !historyOrdered || heartbeatMs < 1 || maxMessageBytes < 1) {
      throw new IllegalArgumentException(
          "gossip parameters need 0 < meshLow <= mesh <= meshHigh, 0 < gossipLength <="
              + " historyLength, a heartbeat and a message size");
    }
  }

  /** The specification's defaults, with content-hash ids in the given domain. */
  public static GossipParameters defaults(String messageIdDomain) {
    return new GossipParameters(
        MessageIdFunction.contentHash(messageIdDomain),
        Set.of(),
        6,
        4,
        12,
        6,
        0.25,
        1_000,
        5,
        3,
        120_000,
        60_000,
        60_000,
        10_000,
        64 * 1024,
        16 * 1024,
        16,
        64,
        1_024,
        10_000,
        4_096,
        4 * 1024 * 1024);
  }

  public GossipParameters withExplicitPeers(Set<PeerId> peers) {
    return new GossipParameters(
        messageId,
        peers,
        mesh,
        meshLow,
        meshHigh,
        gossipPeers,
        gossipFactor,
        heartbeatMs,
        historyLength,
        gossipLength,
        seenTtlMs,
        fanoutTtlMs,
        pruneBackoffMs,
        unsubscribeBackoffMs,
        maxMessageBytes,
        floodPublishBytes,
        maxInvalid,
        maxValidations,
        validationQueue,
        validationTimeoutMs,
        deliveryQueue,
        maxQueuedBytes);
  }

  public GossipParameters withMesh(int low, int target, int high) {
    return new GossipParameters(
        messageId,
        explicitPeers,
        target,
        low,
        high,
        gossipPeers,
        gossipFactor,
        heartbeatMs,
        historyLength,
        gossipLength,
        seenTtlMs,
        fanoutTtlMs,
        pruneBackoffMs,
        unsubscribeBackoffMs,
        maxMessageBytes,
        floodPublishBytes,
        maxInvalid,
        maxValidations,
        validationQueue,
        validationTimeoutMs,
        deliveryQueue,
        maxQueuedBytes);
  }

  public GossipParameters withMaxMessageBytes(int bytes) {
    return new GossipParameters(
        messageId,
        explicitPeers,
        mesh,
        meshLow,
        meshHigh,
        gossipPeers,
        gossipFactor,
        heartbeatMs,
        historyLength,
        gossipLength,
        seenTtlMs,
        fanoutTtlMs,
        pruneBackoffMs,
        unsubscribeBackoffMs,
        bytes,
        floodPublishBytes,
        maxInvalid,
        maxValidations,
        validationQueue,
        validationTimeoutMs,
        deliveryQueue,
        maxQueuedBytes);
  }

  public GossipParameters withHeartbeatMs(long ms) {
    return new GossipParameters(
        messageId,
        explicitPeers,
        mesh,
        meshLow,
        meshHigh,
        gossipPeers,
        gossipFactor,
        ms,
        historyLength,
        gossipLength,
        seenTtlMs,
        fanoutTtlMs,
        pruneBackoffMs,
        unsubscribeBackoffMs,
        maxMessageBytes,
        floodPublishBytes,
        maxInvalid,
        maxValidations,
        validationQueue,
        validationTimeoutMs,
        deliveryQueue,
        maxQueuedBytes);
  }

  public GossipParameters withSeenTtlMs(long ms) {
    return new GossipParameters(
        messageId,
        explicitPeers,
        mesh,
        meshLow,
        meshHigh,
        gossipPeers,
        gossipFactor,
        heartbeatMs,
        historyLength,
        gossipLength,
        ms,
        fanoutTtlMs,
        pruneBackoffMs,
        unsubscribeBackoffMs,
        maxMessageBytes,
        floodPublishBytes,
        maxInvalid,
        maxValidations,
        validationQueue,
        validationTimeoutMs,
        deliveryQueue,
        maxQueuedBytes);
  }
}
