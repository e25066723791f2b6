package io.loadline.libp2p.gossip;

import static io.loadline.libp2p.gossip.RouterFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.libp2p.gossip.RouterFixture.Wire;
import io.loadline.libp2p.identity.PeerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What scores make the router do. P5 sets them where a test needs an exact one. */
class RouterScoreTest {
  private final Map<PeerId, Double> given = new HashMap<>();

  private final GossipParameters parameters =
      GossipParameters.builder("score-test")
          .scoring(
              ScoreParameters.defaults()
                  .withApplication(
                      new ScoreParameters.Application(1, id -> given.getOrDefault(id, 0.0))))
          .build();

  private final RouterFixture net = new RouterFixture(parameters);

  private void give(int number, double score) {
    given.put(net.peer(number), score);
  }

  private static MessageId id(int number) {
    return new MessageId(new byte[] {(byte) number, 77});
  }

  @Test
  void aPeerBelowZeroLeavesTheMeshAndIsNotGraftedAgain() {
    Wire wire = net.connectSubscribed(1);
    give(1, -0.5);
    net.heartbeats(1);
    assertThat(net.router.meshPeers(TOPIC)).isEmpty();
    assertThat(wire.prunes()).isEqualTo(1);
    give(1, 1);
    net.heartbeats(60);
    assertThat(net.router.meshPeers(TOPIC)).as("backoff and slack").isEmpty();
    net.heartbeats(1);
    assertThat(net.router.meshPeers(TOPIC)).containsExactly(net.peer(1));
  }

  @Test
  void aGraftFromAPeerBelowZeroIsAnsweredWithPrune() {
    give(1, -1);
    Wire wire = net.connectSubscribed(1);
    net.receive(1, RpcWriter.graft(TOPIC));
    assertThat(net.router.meshPeers(TOPIC)).isEmpty();
    assertThat(wire.prunes()).isEqualTo(1);
  }

  @Test
  void belowTheGossipThresholdThereIsNoIhaveAndNoIwant() {
    give(1, -10.5);
    Wire wire = net.connectSubscribed(1);
    net.receive(1, RpcWriter.have(TOPIC, List.of(id(1))));
    var _ = net.router.publish(TOPIC, new byte[] {1});
    net.receive(
        1,
        RpcWriter.want(
            List.of(parameters.messageId().idOf(PubsubMessage.unsigned(TOPIC, new byte[] {1})))));
    net.heartbeats(1);
    assertThat(wire.wanted()).isEmpty();
    assertThat(wire.announced()).isEmpty();
    assertThat(wire.messages()).as("published once, not served").hasSize(1);
  }

  @Test
  void belowThePublishThresholdNothingOfOursIsSent() {
    give(1, -50.5);
    Wire poor = net.connectSubscribed(1);
    Wire good = net.connectSubscribed(2);
    var _ = net.router.publish(TOPIC, new byte[] {1});
    assertThat(poor.messages()).isEmpty();
    assertThat(good.messages()).hasSize(1);
  }

  @Test
  void aGraylistedPeerIsNotReadAndCutOffIfItGoesOn() {
    net.connectSubscribed(1);
    give(1, -80.5);
    for (int i = 0; i < 15; i++) {
      net.receiveMessage(1, i);
    }
    assertThat(net.delivered).isEmpty();
    assertThat(net.metric("gossip.rpc.graylisted")).isEqualTo(15);
    assertThat(net.cutOff).isEmpty();
    net.receiveMessage(1, 15);
    assertThat(net.cutOff).contains(net.peer(1));
  }

  @Test
  void anExplicitPeerIsServedAtAnyScoreAndNeverInTheMesh() {
    RouterFixture direct =
        new RouterFixture(
            parameters.toBuilder().explicitPeers(Set.of(RouterFixture.newKey(1).peerId())).build());
    give(1, -1_000);
    Wire wire = direct.connectSubscribed(1);
    direct.connectSubscribed(2);
    direct.receive(1, RpcWriter.graft(TOPIC));
    assertThat(direct.router.meshPeers(TOPIC)).containsExactly(direct.peer(2));
    assertThat(wire.prunes()).isEqualTo(1);
    direct.receiveMessage(1, 5);
    assertThat(direct.delivered).hasSize(1);
    direct.receiveMessage(2, 6);
    assertThat(wire.messages()).as("forwarded without a mesh").hasSize(1);
    var _ = direct.router.publish(TOPIC, new byte[20_000]);
    assertThat(wire.messages()).hasSize(2);
  }

  @Test
  void aPromiseNobodyKeepsCostsAPointAndOneKeptByAnotherDoesNot() {
    net.connectSubscribed(1);
    net.connectSubscribed(2);
    MessageId coming =
        parameters.messageId().idOf(PubsubMessage.unsigned(TOPIC, new byte[] {9, 0, 1}));
    net.receive(1, RpcWriter.have(TOPIC, List.of(coming)));
    net.receiveMessage(2, 9);
    net.heartbeats(4);
    assertThat(net.metric("gossip.promises.broken")).isZero();
    for (int i = 0; i < 3; i++) {
      net.receive(1, RpcWriter.have(TOPIC, List.of(id(i))));
    }
    net.heartbeats(3);
    assertThat(net.metric("gossip.promises.broken")).as("three seconds are not over").isZero();
    net.heartbeats(1);
    assertThat(net.metric("gossip.promises.broken")).isEqualTo(3);
    assertThat(net.score(1)).as("-(0.98 * 3 - 1)^2 and 8 s in the mesh").isBetween(-4.0, -3.0);
  }

  @Test
  void theBestStayWhenTheMeshShrinksAndTwoOfOurOwnChoice() {
    for (int i = 1; i <= 13; i++) {
      net.connectSubscribed(i);
      net.receive(i, RpcWriter.graft(TOPIC));
    }
    for (int i = 14; i <= 16; i++) {
      net.connectSubscribed(i, true);
      net.receive(i, RpcWriter.graft(TOPIC));
    }
    for (int i : List.of(2, 5, 7, 11)) {
      give(i, 10 + i);
    }
    assertThat(net.router.meshPeers(TOPIC).size()).isGreaterThan(12);
    net.heartbeats(1);
    Set<PeerId> mesh = net.router.meshPeers(TOPIC);
    assertThat(mesh).hasSize(6).contains(net.peer(2), net.peer(5), net.peer(7), net.peer(11));
    assertThat(mesh.stream().filter(Set.of(net.peer(14), net.peer(15), net.peer(16))::contains))
        .hasSize(2);
  }

  @Test
  void aMeshOfInboundPeersOnlyTakesInThoseWeDialled() {
    for (int i = 1; i <= 6; i++) {
      net.connectSubscribed(i);
    }
    List<Integer> dialled = List.of(7, 8, 9);
    dialled.forEach(i -> net.connectSubscribed(i, true));
    assertThat(net.router.meshPeers(TOPIC)).hasSize(6);
    net.heartbeats(1);
    assertThat(net.router.meshPeers(TOPIC)).hasSize(8);
    assertThat(dialled.stream().filter(i -> net.router.meshPeers(TOPIC).contains(net.peer(i))))
        .hasSize(2);
  }

  @Test
  void aMeshOfPoorPeersIsImprovedEverySixtyHeartbeats() {
    for (int i = 1; i <= 6; i++) {
      net.connectSubscribed(i);
    }
    for (int i = 7; i <= 10; i++) {
      net.connectSubscribed(i);
      give(i, 9);
    }
    net.heartbeats(59);
    assertThat(net.router.meshPeers(TOPIC)).hasSize(6);
    net.heartbeats(1);
    assertThat(net.router.meshPeers(TOPIC)).hasSize(8);
    for (int i = 1; i <= 6; i++) {
      give(i, 5);
    }
    net.heartbeats(60);
    assertThat(net.router.meshPeers(TOPIC)).as("the median is good enough").hasSize(8);
  }

  @Test
  void anEarlyGraftCountsTwiceWithinTenSecondsOfThePrune() {
    net.connectSubscribed(1);
    net.receive(1, RpcWriter.prune(TOPIC, 60));
    net.heartbeats(30);
    net.receive(1, RpcWriter.graft(TOPIC));
    net.heartbeats(1);
    assertThat(net.score(1)).as("0.98 misbehaviour is below the threshold of 1").isZero();
    net.receive(1, RpcWriter.graft(TOPIC));
    net.heartbeats(1);
    assertThat(net.score(1)).as("(0.98 * (0.98 + 2) - 1)^2 = 3.69").isBetween(-3.70, -3.68);
  }

  @Test
  void whoBringsMessagesFirstIsWorthMoreThanWhoRepeatsThem() {
    net.connectSubscribed(1);
    net.connectSubscribed(2);
    net.heartbeats(1);
    for (int i = 0; i < 10; i++) {
      net.receiveMessage(1, i);
      net.receiveMessage(2, i);
    }
    net.heartbeats(1);
    assertThat(net.score(1) - net.score(2)).as("10 * 0.5 * 0.97").isBetween(4.84, 4.86);
  }

  @Test
  void fanoutPeersAreKeptAndBecomeTheMesh() {
    List<Wire> wires = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      wires.add(net.connect(i, false));
      net.receive(i, RpcWriter.subscriptions(List.of("other"), true));
    }
    var _ = net.router.publish("other", new byte[20_000]);
    Set<PeerId> first = receivers(wires);
    byte[] second = new byte[20_000];
    second[0] = 1;
    var _ = net.router.publish("other", second);
    assertThat(first).hasSize(6);
    assertThat(receivers(wires)).isEqualTo(first);
    net.router.subscribe("other", MessageValidator.of(_ -> Verdict.ACCEPT), _ -> {});
    assertThat(net.router.meshPeers("other")).isEqualTo(first);
  }

  private Set<PeerId> receivers(List<Wire> wires) {
    Set<PeerId> receivers = new java.util.LinkedHashSet<>();
    for (int i = 0; i < wires.size(); i++) {
      if (!wires.get(i).messages().isEmpty()) {
        receivers.add(net.peer(i + 1));
      }
    }
    return Set.copyOf(receivers);
  }
}
