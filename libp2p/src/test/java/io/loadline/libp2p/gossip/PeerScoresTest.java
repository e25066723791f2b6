package io.loadline.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.loadline.libp2p.gossip.TopicScoreParameters.FirstDeliveries;
import io.loadline.libp2p.gossip.TopicScoreParameters.MeshDeliveries;
import io.loadline.libp2p.gossip.TopicScoreParameters.Penalty;
import io.loadline.libp2p.gossip.TopicScoreParameters.TimeInMesh;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PeerKey;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Each parameter of the gossipsub 1.1 score alone; the arithmetic stands beside the number. */
class PeerScoresTest {
  private static final String TOPIC = "t";
  private static final Offset<Double> EXACTLY = within(1e-12);
  private static final PeerId PEER = peer(1);

  /** Everything off, so that a test switches on what it looks at. */
  private static final TopicScoreParameters SILENT =
      new TopicScoreParameters(
          0.5,
          new TimeInMesh(0, 1_000, 0),
          new FirstDeliveries(0, 0.5, 100),
          new MeshDeliveries(0, 0.5, 100, 0, 0, 0),
          new Penalty(0, 0.5),
          new Penalty(0, 0.5));

  private static final ScoreParameters BASE =
      new ScoreParameters(
          SILENT,
          Map.of(),
          0,
          new ScoreParameters.Application(0, _ -> 0),
          new ScoreParameters.Colocation(0, 1, Set.of()),
          new ScoreParameters.Behaviour(0, 0, 0.5),
          1_000,
          0.01,
          60_000);

  private static PeerId peer(int number) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) number);
    return PeerKey.ed25519(seed).peerId();
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static PeerScores scores(TopicScoreParameters topic) {
    return started(BASE.withTopicDefaults(topic));
  }

  private static PeerScores started(ScoreParameters parameters) {
    PeerScores scores = new PeerScores(parameters);
    scores.advance(0);
    scores.connected(PEER, address(1));
    return scores;
  }

  @Test
  void anUnknownPeerHasNoScore() {
    assertThat(new PeerScores(BASE).score(PEER, 0)).isZero();
  }

  @Test
  void timeInMeshCountsWholeQuantaUpToItsCap() {
    PeerScores scores = scores(SILENT.withTimeInMesh(new TimeInMesh(0.2, 500, 10)));
    assertThat(scores.score(PEER, 10_000)).as("not in the mesh").isZero();
    scores.grafted(PEER, TOPIC, 1_000);
    assertThat(scores.score(PEER, 1_499)).isZero();
    assertThat(scores.score(PEER, 2_750)).as("0.5 * 0.2 * 3").isCloseTo(0.3, EXACTLY);
    assertThat(scores.score(PEER, 900_000)).as("0.5 * 0.2 * 10").isCloseTo(1.0, EXACTLY);
    scores.pruned(PEER, TOPIC, 900_000);
    assertThat(scores.score(PEER, 900_000)).isZero();
  }

  @Test
  void firstDeliveriesAreCappedAndDecayToZero() {
    PeerScores scores = scores(SILENT.withFirstDeliveries(new FirstDeliveries(3, 0.9, 4)));
    for (int i = 0; i < 3; i++) {
      scores.firstDelivery(PEER, TOPIC);
    }
    assertThat(scores.score(PEER, 0)).as("0.5 * 3 * 3").isCloseTo(4.5, EXACTLY);
    scores.firstDelivery(PEER, TOPIC);
    scores.firstDelivery(PEER, TOPIC);
    assertThat(scores.score(PEER, 0)).as("0.5 * 3 * 4, the cap").isCloseTo(6, EXACTLY);
    scores.advance(2_000);
    assertThat(scores.score(PEER, 2_000)).as("0.5 * 3 * 4 * 0.81").isCloseTo(4.86, EXACTLY);
    scores.advance(60_000);
    assertThat(scores.score(PEER, 60_000)).as("4 * 0.9^57 is below 0.01").isZero();
  }

  @Test
  void aDeficitOfMeshDeliveriesIsSquaredOnceActive() {
    PeerScores scores =
        scores(
            SILENT.withMeshDeliveries(
                new MeshDeliveries(-2, 0.5, 20, 8, 1_000, 10), new Penalty(0, 0.5)));
    scores.grafted(PEER, TOPIC, 0);
    scores.firstDelivery(PEER, TOPIC);
    scores.duplicate(PEER, TOPIC);
    scores.lateDuplicate(PEER, TOPIC, 500, 510);
    scores.lateDuplicate(PEER, TOPIC, 500, 511); // Outside the window.
    assertThat(scores.score(PEER, 1_000)).as("not yet active").isZero();
    assertThat(scores.score(PEER, 1_001)).as("0.5 * -2 * (8 - 3)^2").isCloseTo(-25, EXACTLY);
    for (int i = 0; i < 5; i++) {
      scores.duplicate(PEER, TOPIC);
    }
    assertThat(scores.score(PEER, 1_001)).as("at the threshold").isZero();
    scores.advance(1_000);
    assertThat(scores.score(PEER, 1_001)).as("0.5 * -2 * (8 - 4)^2").isCloseTo(-16, EXACTLY);
  }

  @Test
  void deliveriesOutsideTheMeshDoNotCountForTheMesh() {
    PeerScores scores =
        scores(
            SILENT.withMeshDeliveries(
                new MeshDeliveries(-1, 0.5, 20, 3, 0, 10), new Penalty(0, 0.5)));
    scores.duplicate(PEER, TOPIC);
    scores.grafted(PEER, TOPIC, 0);
    assertThat(scores.score(PEER, 1)).as("0.5 * -1 * 3^2").isCloseTo(-4.5, EXACTLY);
  }

  @Test
  void aDeficitAtTheEndOfTheStayInTheMeshSticks() {
    PeerScores scores =
        scores(
            SILENT.withMeshDeliveries(
                new MeshDeliveries(0, 0.5, 20, 4, 100, 10), new Penalty(-1, 0.25)));
    scores.grafted(PEER, TOPIC, 0);
    scores.firstDelivery(PEER, TOPIC);
    scores.pruned(PEER, TOPIC, 101);
    assertThat(scores.score(PEER, 101)).as("0.5 * -1 * (4 - 1)^2").isCloseTo(-4.5, EXACTLY);
    scores.advance(1_000);
    assertThat(scores.score(PEER, 1_000)).as("0.5 * -1 * 9 * 0.25").isCloseTo(-1.125, EXACTLY);
    scores.grafted(PEER, TOPIC, 1_000);
    scores.pruned(PEER, TOPIC, 1_050);
    assertThat(scores.score(PEER, 1_050))
        .as("not active: nothing added")
        .isCloseTo(-1.125, EXACTLY);
  }

  @Test
  void invalidMessagesAreSquaredAndDecay() {
    PeerScores scores = scores(SILENT.withInvalidMessages(new Penalty(-3, 0.5)));
    for (int i = 0; i < 4; i++) {
      scores.invalidMessage(PEER, TOPIC);
    }
    assertThat(scores.score(PEER, 0)).as("0.5 * -3 * 4^2").isCloseTo(-24, EXACTLY);
    scores.advance(1_000);
    assertThat(scores.score(PEER, 1_000)).as("0.5 * -3 * 2^2").isCloseTo(-6, EXACTLY);
  }

  @Test
  void topicsAddUpToTheirCapAndPenaltiesAreNotCapped() {
    TopicScoreParameters counted =
        SILENT.withFirstDeliveries(new FirstDeliveries(1, 0.5, 100)).withWeight(2);
    PeerScores scores =
        started(
            BASE.withTopics(
                Map.of(
                    "a",
                    counted,
                    "b",
                    counted.withWeight(3).withInvalidMessages(new Penalty(-1, 0.5))),
                20));
    for (int i = 0; i < 3; i++) {
      scores.firstDelivery(PEER, "a");
      scores.firstDelivery(PEER, "b");
    }
    assertThat(scores.score(PEER, 0)).as("2 * 3 + 3 * 3").isCloseTo(15, EXACTLY);
    scores.firstDelivery(PEER, "a");
    scores.firstDelivery(PEER, "b");
    scores.firstDelivery(PEER, "b");
    assertThat(scores.score(PEER, 0)).as("2 * 4 + 3 * 5, capped").isCloseTo(20, EXACTLY);
    for (int i = 0; i < 5; i++) {
      scores.invalidMessage(PEER, "b");
    }
    assertThat(scores.score(PEER, 0)).as("23 - 3 * 25").isCloseTo(-52, EXACTLY);
  }

  @Test
  void theApplicationHasItsSay() {
    PeerScores scores =
        started(
            BASE.withApplication(
                new ScoreParameters.Application(2, id -> id.equals(PEER) ? 7 : 0)));
    assertThat(scores.score(PEER, 0)).as("2 * 7").isCloseTo(14, EXACTLY);
  }

  @Test
  void peersOnOneAddressAboveTheThresholdAreSquared() {
    PeerScores scores =
        started(BASE.withColocation(new ScoreParameters.Colocation(-0.5, 2, Set.of(address(9)))));
    for (int i = 2; i <= 5; i++) {
      scores.connected(peer(i), address(1));
      scores.connected(peer(i + 10), address(9));
    }
    assertThat(scores.score(PEER, 0)).as("-0.5 * (5 - 2)^2").isCloseTo(-4.5, EXACTLY);
    assertThat(scores.score(peer(12), 0)).as("an exempt address").isZero();
    scores.disconnected(peer(2), 0);
    assertThat(scores.score(PEER, 0))
        .as("who left in the red still counts")
        .isCloseTo(-4.5, EXACTLY);
    scores.advance(60_000);
    assertThat(scores.score(PEER, 60_000)).as("-0.5 * (4 - 2)^2").isCloseTo(-2, EXACTLY);
  }

  @Test
  void misbehaviourAboveTheThresholdIsSquaredAndDecays() {
    PeerScores scores = started(BASE.withBehaviour(new ScoreParameters.Behaviour(-10, 2, 0.75)));
    scores.misbehaved(PEER, 2);
    assertThat(scores.score(PEER, 0)).as("at the threshold").isZero();
    scores.misbehaved(PEER, 2);
    assertThat(scores.score(PEER, 0)).as("-10 * (4 - 2)^2").isCloseTo(-40, EXACTLY);
    scores.advance(1_000);
    assertThat(scores.score(PEER, 1_000)).as("-10 * (3 - 2)^2").isCloseTo(-10, EXACTLY);
  }

  @Test
  void aBadScoreSurvivesADisconnectWithoutDecayUntilItsTimeIsOver() {
    PeerScores scores = scores(SILENT.withInvalidMessages(new Penalty(-1, 0.5)));
    for (int i = 0; i < 4; i++) {
      scores.invalidMessage(PEER, TOPIC);
    }
    scores.disconnected(PEER, 0);
    scores.advance(30_000);
    assertThat(scores.score(PEER, 30_000)).as("0.5 * -1 * 16").isCloseTo(-8, EXACTLY);
    scores.connected(PEER, address(1));
    assertThat(scores.score(PEER, 30_000)).isCloseTo(-8, EXACTLY);
    scores.disconnected(PEER, 30_000);
    scores.advance(90_000);
    assertThat(scores.score(PEER, 90_000)).isZero();
  }

  @Test
  void aGoodScoreIsNotKeptForLater() {
    PeerScores scores =
        scores(
            SILENT
                .withFirstDeliveries(new FirstDeliveries(1, 0.5, 10))
                .withInvalidMessages(new Penalty(-1, 0.5)));
    for (int i = 0; i < 9; i++) {
      scores.firstDelivery(PEER, TOPIC);
    }
    for (int i = 0; i < 3; i++) {
      scores.invalidMessage(PEER, TOPIC);
    }
    assertThat(scores.score(PEER, 0)).as("0.5 * (9 - 9)").isZero();
    scores.disconnected(PEER, 0);
    assertThat(scores.score(PEER, 0))
        .as("the deliveries are gone, the offences not")
        .isCloseTo(-4.5, EXACTLY);
  }

  @Test
  void whoLeftIsRememberedInBoundedNumber() {
    PeerScores scores = scores(SILENT.withInvalidMessages(new Penalty(-1, 0.5)));
    scores.invalidMessage(PEER, TOPIC);
    scores.disconnected(PEER, 0);
    byte[] seed = new byte[32];
    for (int i = 0; i <= PeerScores.MAX_RETAINED; i++) {
      seed[0] = (byte) i;
      seed[1] = (byte) (i >> 8);
      seed[2] = 1;
      PeerId other = PeerId.of(PeerKey.ed25519(seed).publicKey());
      scores.connected(other, address(1));
      scores.disconnected(other, 0);
    }
    assertThat(scores.score(PEER, 0)).as("the first that left is forgotten").isZero();
  }

  @Test
  void parametersThatWouldRewardOffencesAreRefused() {
    assertThatThrownBy(() -> new Penalty(1, 0.5)).hasMessageContaining("<= 0");
    assertThatThrownBy(() -> new Penalty(-1, 1)).hasMessageContaining("between 0 and 1");
    assertThatThrownBy(() -> new FirstDeliveries(-1, 0.5, 1)).hasMessageContaining(">= 0");
    assertThatThrownBy(() -> new ScoreThresholds(-1, -2, -3, 0))
        .hasMessageContaining("graylist <= publish");
  }
}
