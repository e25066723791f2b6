package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.Map;
import java.util.Set;

/** Builds {@link GossipParameters}; starts from the defaults of the specification. */
public final class GossipParametersBuilder {
  private MessageIdFunction messageId;
  private Set<PeerId> explicitPeers = Set.of();
  private int mesh = 6;
  private int meshLow = 4;
  private int meshHigh = 12;
  private int meshBest = 4;
  private int meshOutbound = 2;
  private int gossipPeers = 6;
  private double gossipFactor = 0.25;
  private long heartbeatMs = 1_000;
  private int historyLength = 5;
  private int gossipLength = 3;
  private long seenTtlMs = 120_000;
  private long fanoutTtlMs = 60_000;
  private long pruneBackoffMs = 60_000;
  private long unsubscribeBackoffMs = 10_000;
  private long graftFloodMs = 10_000;
  private int opportunisticGraftTicks = 60;
  private int opportunisticGraftPeers = 2;
  private long promiseMs = 3_000;
  private ScoreParameters scoring = ScoreParameters.defaults();
  private ScoreThresholds thresholds = ScoreThresholds.defaults();
  private SigningPolicy signing = SigningPolicy.STRICT_NO_SIGN;
  private Map<String, SigningPolicy> topicSigning = Map.of();
  private int dontWantBytes = 1_024;
  private int maxMessageBytes = 64 * 1024;
  private int floodPublishBytes = 16 * 1024;
  private int maxInvalid = 16;
  private int maxValidations = 64;
  private int validationQueue = 1_024;
  private long validationTimeoutMs = 10_000;
  private int deliveryQueue = 4_096;
  private int maxQueuedBytes = 4 * 1024 * 1024;

  GossipParametersBuilder(MessageIdFunction messageId) {
    this.messageId = messageId;
  }

  GossipParametersBuilder(GossipParameters from) {
    messageId = from.messageId();
    explicitPeers = from.explicitPeers();
    mesh = from.mesh();
    meshLow = from.meshLow();
    meshHigh = from.meshHigh();
    meshBest = from.meshBest();
    meshOutbound = from.meshOutbound();
    gossipPeers = from.gossipPeers();
    gossipFactor = from.gossipFactor();
    heartbeatMs = from.heartbeatMs();
    historyLength = from.historyLength();
    gossipLength = from.gossipLength();
    seenTtlMs = from.seenTtlMs();
    fanoutTtlMs = from.fanoutTtlMs();
    pruneBackoffMs = from.pruneBackoffMs();
    unsubscribeBackoffMs = from.unsubscribeBackoffMs();
    graftFloodMs = from.graftFloodMs();
    opportunisticGraftTicks = from.opportunisticGraftTicks();
    opportunisticGraftPeers = from.opportunisticGraftPeers();
    promiseMs = from.promiseMs();
    scoring = from.scoring();
    thresholds = from.thresholds();
    signing = from.signing();
    topicSigning = from.topicSigning();
    dontWantBytes = from.dontWantBytes();
    maxMessageBytes = from.maxMessageBytes();
    floodPublishBytes = from.floodPublishBytes();
    maxInvalid = from.maxInvalid();
    maxValidations = from.maxValidations();
    validationQueue = from.validationQueue();
    validationTimeoutMs = from.validationTimeoutMs();
    deliveryQueue = from.deliveryQueue();
    maxQueuedBytes = from.maxQueuedBytes();
  }

  /** D_lo, D and D_hi. */
  public GossipParametersBuilder mesh(int newMeshLow, int newMesh, int newMeshHigh) {
    meshLow = newMeshLow;
    mesh = newMesh;
    meshHigh = newMeshHigh;
    return this;
  }

  /** D_score and D_out. */
  public GossipParametersBuilder meshQuotas(int newMeshBest, int newMeshOutbound) {
    meshBest = newMeshBest;
    meshOutbound = newMeshOutbound;
    return this;
  }

  /** D_lazy and the share of the peers outside the mesh that are told of messages. */
  public GossipParametersBuilder lazyGossip(int newGossipPeers, double newGossipFactor) {
    gossipPeers = newGossipPeers;
    gossipFactor = newGossipFactor;
    return this;
  }

  /** Heartbeats for which messages are kept, and told of. */
  public GossipParametersBuilder history(int newHistoryLength, int newGossipLength) {
    historyLength = newHistoryLength;
    gossipLength = newGossipLength;
    return this;
  }

  public GossipParametersBuilder backoff(
      long newPruneBackoffMs, long newUnsubscribeBackoffMs, long newGraftFloodMs) {
    pruneBackoffMs = newPruneBackoffMs;
    unsubscribeBackoffMs = newUnsubscribeBackoffMs;
    graftFloodMs = newGraftFloodMs;
    return this;
  }

  public GossipParametersBuilder opportunisticGraft(
      int newOpportunisticGraftTicks, int newOpportunisticGraftPeers) {
    opportunisticGraftTicks = newOpportunisticGraftTicks;
    opportunisticGraftPeers = newOpportunisticGraftPeers;
    return this;
  }

  public GossipParametersBuilder validation(
      int newMaxValidations, int newValidationQueue, long newValidationTimeoutMs) {
    maxValidations = newMaxValidations;
    validationQueue = newValidationQueue;
    validationTimeoutMs = newValidationTimeoutMs;
    return this;
  }

  public GossipParametersBuilder messageId(MessageIdFunction newMessageId) {
    messageId = newMessageId;
    return this;
  }

  public GossipParametersBuilder explicitPeers(Set<PeerId> newExplicitPeers) {
    explicitPeers = newExplicitPeers;
    return this;
  }

  public GossipParametersBuilder heartbeatMs(long newHeartbeatMs) {
    heartbeatMs = newHeartbeatMs;
    return this;
  }

  public GossipParametersBuilder seenTtlMs(long newSeenTtlMs) {
    seenTtlMs = newSeenTtlMs;
    return this;
  }

  public GossipParametersBuilder fanoutTtlMs(long newFanoutTtlMs) {
    fanoutTtlMs = newFanoutTtlMs;
    return this;
  }

  public GossipParametersBuilder promiseMs(long newPromiseMs) {
    promiseMs = newPromiseMs;
    return this;
  }

  public GossipParametersBuilder scoring(ScoreParameters newScoring) {
    scoring = newScoring;
    return this;
  }

  public GossipParametersBuilder thresholds(ScoreThresholds newThresholds) {
    thresholds = newThresholds;
    return this;
  }

  public GossipParametersBuilder signing(SigningPolicy newSigning) {
    signing = newSigning;
    return this;
  }

  public GossipParametersBuilder topicSigning(Map<String, SigningPolicy> newTopicSigning) {
    topicSigning = newTopicSigning;
    return this;
  }

  public GossipParametersBuilder dontWantBytes(int newDontWantBytes) {
    dontWantBytes = newDontWantBytes;
    return this;
  }

  public GossipParametersBuilder maxMessageBytes(int newMaxMessageBytes) {
    maxMessageBytes = newMaxMessageBytes;
    return this;
  }

  public GossipParametersBuilder floodPublishBytes(int newFloodPublishBytes) {
    floodPublishBytes = newFloodPublishBytes;
    return this;
  }

  public GossipParametersBuilder maxInvalid(int newMaxInvalid) {
    maxInvalid = newMaxInvalid;
    return this;
  }

  public GossipParametersBuilder deliveryQueue(int newDeliveryQueue) {
    deliveryQueue = newDeliveryQueue;
    return this;
  }

  public GossipParametersBuilder maxQueuedBytes(int newMaxQueuedBytes) {
    maxQueuedBytes = newMaxQueuedBytes;
    return this;
  }

  public GossipParameters build() {
    return new GossipParameters(
        messageId,
        explicitPeers,
        mesh,
        meshLow,
        meshHigh,
        meshBest,
        meshOutbound,
        gossipPeers,
        gossipFactor,
        heartbeatMs,
        historyLength,
        gossipLength,
        seenTtlMs,
        fanoutTtlMs,
        pruneBackoffMs,
        unsubscribeBackoffMs,
        graftFloodMs,
        opportunisticGraftTicks,
        opportunisticGraftPeers,
        promiseMs,
        scoring,
        thresholds,
        signing,
        topicSigning,
        dontWantBytes,
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
