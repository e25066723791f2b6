package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How a peer's score is made: the topics' P1 to P4 and the peer's own P5 to P7.
 *
 * @param topicDefaults for topics not named in {@code topics}
 * @param topicScoreCap most that all topics together can add; 0 for no cap
 * @param decayIntervalMs between two decays of every counter
 * @param decayToZero a counter below it becomes 0
 * @param retainMs how long the score of a peer that left is kept, so that coming back does not wipe
 *     the slate clean; only scores that are not positive are kept
 */
public record ScoreParameters(
    TopicScoreParameters topicDefaults,
    Map<String, TopicScoreParameters> topics,
    double topicScoreCap,
    Application application,
    Colocation colocation,
    Behaviour behaviour,
    long decayIntervalMs,
    double decayToZero,
    long retainMs) {

  /** P5: what the application thinks of a peer. On the network thread: must not block. */
  public record Application(double weight, ToDoubleFunction<PeerId> score) {}

  /**
   * P6: the square of the number of peers on one IP address above the threshold.
   *
   * @param exempt addresses that many honest peers share
   */
  public record Colocation(double weight, int threshold, Set<InetAddress> exempt) {
    public Colocation {
      exempt = Set.copyOf(exempt);
      if (weight > 0 || threshold < 1) {
        throw new IllegalArgumentException("colocation: weight <= 0 and threshold >= 1");
      }
    }
  }

  /** P7: the square of misbehaviour above the threshold: early grafts, broken promises, floods. */
  public record Behaviour(double weight, double threshold, double decay) {
    public Behaviour {
      TopicScoreParameters.requireDecay(decay);
      if (weight > 0 || threshold < 0) {
        throw new IllegalArgumentException("behaviour: weight <= 0 and threshold >= 0");
      }
    }
  }

  public ScoreParameters {
    topics = Map.copyOf(topics);
    if (decayIntervalMs < 1 || decayToZero <= 0 || decayToZero >= 1 || topicScoreCap < 0) {
      throw new IllegalArgumentException(
          "score parameters need a decay interval, 0 < decayToZero < 1 and a cap >= 0");
    }
  }

  public static ScoreParameters defaults() {
    return new ScoreParameters(
        TopicScoreParameters.defaults(),
        Map.of(),
        50,
        new Application(0, _ -> 0),
        new Colocation(-5, 10, Set.of()),
        new Behaviour(-1, 1, 0.98),
        1_000,
        0.01,
        3_600_000);
  }

  TopicScoreParameters topic(String name) {
    return topics.getOrDefault(name, topicDefaults);
  }

  public ScoreParameters withTopicDefaults(TopicScoreParameters value) {
    return new ScoreParameters(
        value,
        topics,
        topicScoreCap,
        application,
        colocation,
        behaviour,
        decayIntervalMs,
        decayToZero,
        retainMs);
  }

  public ScoreParameters withTopics(Map<String, TopicScoreParameters> byName, double cap) {
    return new ScoreParameters(
        topicDefaults,
        byName,
        cap,
        application,
        colocation,
        behaviour,
        decayIntervalMs,
        decayToZero,
        retainMs);
  }

  public ScoreParameters withApplication(Application p5) {
    return new ScoreParameters(
        topicDefaults,
        topics,
        topicScoreCap,
        p5,
        colocation,
        behaviour,
        decayIntervalMs,
        decayToZero,
        retainMs);
  }

  public ScoreParameters withColocation(Colocation p6) {
    return new ScoreParameters(
        topicDefaults,
        topics,
        topicScoreCap,
        application,
        p6,
        behaviour,
        decayIntervalMs,
        decayToZero,
        retainMs);
  }

  public ScoreParameters withBehaviour(Behaviour p7) {
    return new ScoreParameters(
        topicDefaults,
        topics,
        topicScoreCap,
        application,
        colocation,
        p7,
        decayIntervalMs,
        decayToZero,
        retainMs);
  }
}
