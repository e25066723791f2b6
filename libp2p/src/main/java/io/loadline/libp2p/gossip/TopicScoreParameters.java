package io.loadline.libp2p.gossip;

/**
 * How behaviour on one topic counts: P1 to P4 of gossipsub 1.1. Every decay is the factor by which
 * a counter shrinks per {@link ScoreParameters#decayIntervalMs}.
 *
 * @param weight of the topic among the topics; 0 leaves it out of scores
 */
public record TopicScoreParameters(
    double weight,
    TimeInMesh timeInMesh,
    FirstDeliveries firstDeliveries,
    MeshDeliveries meshDeliveries,
    Penalty meshFailures,
    Penalty invalidMessages) {

  /** P1: one point per quantum spent in our mesh, up to the cap. */
  public record TimeInMesh(double weight, long quantumMs, double cap) {
    public TimeInMesh {
      require(weight >= 0 && quantumMs > 0 && cap >= 0, "time in mesh: weight and cap >= 0");
    }
  }

  /** P2: messages that this peer brought first, up to the cap. */
  public record FirstDeliveries(double weight, double decay, double cap) {
    public FirstDeliveries {
      require(weight >= 0 && cap >= 0, "first deliveries: weight and cap >= 0");
      requireDecay(decay);
    }
  }

  /**
   * P3: the square of what a mesh peer's deliveries lack to the threshold. Only for topics with a
   * steady flow: where messages are rare everybody lacks them.
   *
   * @param activationMs time in the mesh before it counts
   * @param windowMs after the first copy was accepted in which a further copy still counts
   */
  public record MeshDeliveries(
      double weight, double decay, double cap, double threshold, long activationMs, long windowMs) {
    public MeshDeliveries {
      require(weight <= 0 && cap >= threshold, "mesh deliveries: weight <= 0, cap >= threshold");
      require(activationMs >= 0 && windowMs >= 0, "mesh deliveries: times >= 0");
      requireDecay(decay);
    }
  }

  /** P3b (deficits with which a peer left the mesh) and P4 (invalid messages, squared). */
  public record Penalty(double weight, double decay) {
    public Penalty {
      require(weight <= 0, "a penalty's weight is <= 0");
      requireDecay(decay);
    }
  }

  public TopicScoreParameters {
    require(weight >= 0, "a topic's weight is >= 0");
  }

  /** For topics of any rate: P3 is off. */
  public static TopicScoreParameters defaults() {
    return new TopicScoreParameters(
        1,
        new TimeInMesh(0.02, 1_000, 500),
        new FirstDeliveries(0.5, 0.97, 40),
        new MeshDeliveries(0, 0.97, 40, 0, 60_000, 100),
        new Penalty(0, 0.97),
        new Penalty(-1, 0.99));
  }

  public TopicScoreParameters withWeight(double value) {
    return new TopicScoreParameters(
        value, timeInMesh, firstDeliveries, meshDeliveries, meshFailures, invalidMessages);
  }

  public TopicScoreParameters withTimeInMesh(TimeInMesh p1) {
    return new TopicScoreParameters(
        weight, p1, firstDeliveries, meshDeliveries, meshFailures, invalidMessages);
  }

  public TopicScoreParameters withFirstDeliveries(FirstDeliveries p2) {
    return new TopicScoreParameters(
        weight, timeInMesh, p2, meshDeliveries, meshFailures, invalidMessages);
  }

  /** Turns P3 on together with P3b. */
  public TopicScoreParameters withMeshDeliveries(MeshDeliveries p3, Penalty p3b) {
    return new TopicScoreParameters(weight, timeInMesh, firstDeliveries, p3, p3b, invalidMessages);
  }

  public TopicScoreParameters withInvalidMessages(Penalty p4) {
    return new TopicScoreParameters(
        weight, timeInMesh, firstDeliveries, meshDeliveries, meshFailures, p4);
  }

  static void requireDecay(double decay) {
    require(decay > 0 && decay < 1, "a decay is between 0 and 1");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("score parameters: " + rule);
    }
  }
}
