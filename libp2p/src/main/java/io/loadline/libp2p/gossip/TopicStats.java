package io.loadline.libp2p.gossip;

/** The counters of one peer on one topic; see {@link TopicScoreParameters}. */
final class TopicStats {
  private static final long NOT_IN_MESH = Long.MIN_VALUE;

  private final TopicScoreParameters parameters;
  private long graftedMs = NOT_IN_MESH;
  private double firstDeliveries;
  private double meshDeliveries;
  private double meshFailures;
  private double invalidMessages;

  TopicStats(TopicScoreParameters parameters) {
    this.parameters = parameters;
  }

  void grafted(long nowMs) {
    graftedMs = nowMs;
  }

  /** A deficit at the end of a stay in the mesh is not forgotten with the stay. */
  void pruned(long nowMs) {
    double deficit = deficit(nowMs);
    meshFailures += deficit * deficit;
    graftedMs = NOT_IN_MESH;
  }

  /** Leaving is no way to keep a good record for later. */
  void disconnected(long nowMs) {
    firstDeliveries = 0;
    pruned(nowMs);
  }

  void firstDelivery() {
    firstDeliveries = Math.min(parameters.firstDeliveries().cap(), firstDeliveries + 1);
    meshDelivery();
  }

  void meshDelivery() {
    if (graftedMs != NOT_IN_MESH) {
      meshDeliveries = Math.min(parameters.meshDeliveries().cap(), meshDeliveries + 1);
    }
  }

  void invalidMessage() {
    invalidMessages += 1;
  }

  void decay(double toZero) {
    firstDeliveries = shrink(firstDeliveries, parameters.firstDeliveries().decay(), toZero);
    meshDeliveries = shrink(meshDeliveries, parameters.meshDeliveries().decay(), toZero);
    meshFailures = shrink(meshFailures, parameters.meshFailures().decay(), toZero);
    invalidMessages = shrink(invalidMessages, parameters.invalidMessages().decay(), toZero);
  }

  static double shrink(double counter, double decay, double toZero) {
    double next = counter * decay;
    return next < toZero ? 0 : next;
  }

  /** P1 to P4 with their weights, times the topic's weight. */
  double score(long nowMs) {
    double deficit = deficit(nowMs);
    double sum =
        parameters.timeInMesh().weight() * timeInMesh(nowMs)
            + parameters.firstDeliveries().weight() * firstDeliveries
            + parameters.meshDeliveries().weight() * (deficit * deficit)
            + parameters.meshFailures().weight() * meshFailures
            + parameters.invalidMessages().weight() * (invalidMessages * invalidMessages);
    return parameters.weight() * sum;
  }

  private double timeInMesh(long nowMs) {
    if (graftedMs == NOT_IN_MESH) {
      return 0;
    }
    long quanta = Math.max(0, nowMs - graftedMs) / parameters.timeInMesh().quantumMs();
    return Math.min(parameters.timeInMesh().cap(), (double) quanta);
  }

  private double deficit(long nowMs) {
    TopicScoreParameters.MeshDeliveries rule = parameters.meshDeliveries();
    boolean active = graftedMs != NOT_IN_MESH && nowMs - graftedMs > rule.activationMs();
    return active ? Math.max(0, rule.threshold() - meshDeliveries) : 0;
  }
}
