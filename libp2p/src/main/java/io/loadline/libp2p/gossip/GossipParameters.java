package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.Map;
import java.util.Set;

/**
 * Settings of gossipsub; made by {@link #builder}. Times in milliseconds. The names D, D_lo, D_hi,
 * D_score, D_out and D_lazy of the specification are {@code mesh}, {@code meshLow}, {@code
 * meshHigh}, {@code meshBest}, {@code meshOutbound} and {@code gossipPeers}.
 *
 * @param explicitPeers (direct peers) always sent everything they are subscribed to, never in a
 *     mesh, exempt from thresholds; at most {@code mesh} of them keep the mesh alive
 * @param graftFloodMs a GRAFT that soon after a PRUNE counts twice
 * @param promiseMs in which an answer to IWANT must come from somebody
 * @param topicSigning policies of topics that do not follow {@code signing}
 * @param dontWantBytes from this size on mesh peers are told that a message has come (IDONTWANT)
 * @param maxMessageBytes longest data of one message, both ways
 * @param floodPublishBytes own messages up to this size go to every subscriber, longer ones to the
 *     mesh
 * @param maxInvalid invalid messages after which a peer is cut off for two minutes; as many are
 *     forgotten in two minutes. What a graylisted peer sends counts as invalid
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
    int meshBest,
    int meshOutbound,
    int gossipPeers,
    double gossipFactor,
    long heartbeatMs,
    int historyLength,
    int gossipLength,
    long seenTtlMs,
    long fanoutTtlMs,
    long pruneBackoffMs,
    long unsubscribeBackoffMs,
    long graftFloodMs,
    int opportunisticGraftTicks,
    int opportunisticGraftPeers,
    long promiseMs,
    ScoreParameters scoring,
    ScoreThresholds thresholds,
    SigningPolicy signing,
    Map<String, SigningPolicy> topicSigning,
    int dontWantBytes,
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
    topicSigning = Map.copyOf(topicSigning);
    boolean meshOrdered = 0 < meshLow && meshLow <= mesh && mesh <= meshHigh;
    boolean quotas = meshBest <= mesh && meshOutbound < meshLow && meshOutbound * 2 <= mesh;
    boolean historyOrdered = 0 < gossipLength && gossipLength <= historyLength;
    if (!meshOrdered || !quotas || !historyOrdered || heartbeatMs < 1 || maxMessageBytes < 1) {
      throw new IllegalArgumentException(
          "gossip parameters need 0 < meshLow <= mesh <= meshHigh, meshBest <= mesh, meshOutbound"
              + " < meshLow and <= mesh / 2, 0 < gossipLength <= historyLength, a heartbeat and a"
              + " message size");
    }
  }

  /** The specification's defaults, with content-hash ids in the given domain. */
  public static GossipParameters defaults(String messageIdDomain) {
    return builder(messageIdDomain).build();
  }

  /** Begins with the specification's defaults and content-hash ids in the given domain. */
  public static GossipParametersBuilder builder(String messageIdDomain) {
    return new GossipParametersBuilder(MessageIdFunction.contentHash(messageIdDomain));
  }

  SigningPolicy signingOf(String topic) {
    return topicSigning.getOrDefault(topic, signing);
  }

  public GossipParametersBuilder toBuilder() {
    return new GossipParametersBuilder(this);
  }
}
