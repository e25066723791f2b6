package io.loadline.libp2p.host;

import static io.loadline.libp2p.host.TestNetwork.addressOf;
import static io.loadline.libp2p.host.TestNetwork.connect;
import static io.loadline.libp2p.host.TestNetwork.eventually;
import static io.loadline.libp2p.host.TestNetwork.inbox;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.gossip.MessageValidator;
import io.loadline.libp2p.gossip.PublishRefused;
import io.loadline.libp2p.gossip.Verdict;
import io.loadline.libp2p.host.TestNetwork.Inbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GossipNetworkTest {
  private static final String TOPIC = "votes";

  private final TestNetwork network = new TestNetwork();

  @AfterEach
  void closeAll() {
    network.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void allFourReceiveWhatOnePublishes() {
    List<Host> hosts = network.startAll(4);
    List<Inbox> inboxes = hosts.stream().map(host -> inbox(host, TOPIC)).toList();
    hosts.subList(1, 4).forEach(host -> connect(host, hosts.getFirst()));
    eventually("a mesh", () -> hosts.getFirst().gossip().meshPeers(TOPIC).size() == 3);

    assertThat(hosts.get(3).gossip().publish(TOPIC, bytes("hello")))
        .succeedsWithin(Duration.ofSeconds(30));

    for (Inbox inbox : inboxes.subList(0, 3)) {
      assertThat(inbox.next().data()).isEqualTo(bytes("hello"));
    }
    assertThat(inboxes.get(3).isEmpty()).as("own messages are not delivered").isTrue();
  }

  @Test
  void aChainOfTenForwardsToItsEnd() {
    List<Host> hosts = network.startAll(10);
    List<Inbox> inboxes = hosts.stream().map(host -> inbox(host, TOPIC)).toList();
    for (int i = 1; i < hosts.size(); i++) {
      connect(hosts.get(i), hosts.get(i - 1));
    }
    for (int i = 0; i < hosts.size(); i++) {
      Host host = hosts.get(i);
      int neighbours = i == 0 || i == 9 ? 1 : 2;
      eventually("neighbours", () -> host.gossip().meshPeers(TOPIC).size() == neighbours);
    }

    assertThat(hosts.getFirst().gossip().publish(TOPIC, bytes("far")))
        .succeedsWithin(Duration.ofSeconds(30));

    for (Inbox inbox : inboxes.subList(1, 10)) {
      assertThat(inbox.next().data()).isEqualTo(bytes("far"));
    }
  }

  @Test
  void aKilledAndRestartedPeerRejoins() {
    Host first = network.start(0);
    Host second = network.start(1, config -> config.withBootstrap(List.of(addressOf(first))));
    Inbox atSecond = inbox(second, TOPIC);
    Inbox atFirst = inbox(first, TOPIC);
    eventually("joined", () -> second.gossip().meshPeers(TOPIC).contains(first.peerId()));
    int port = addressOf(first).port();

    first.close();
    eventually("noticed", () -> second.connectedPeers().isEmpty());
    Host restarted =
        network.start(
            0, config -> config.withListen(List.of(Multiaddr.of("/ip4/127.0.0.1/tcp/" + port))));
    Inbox atRestarted = inbox(restarted, TOPIC);
    eventually("rejoined", () -> restarted.gossip().meshPeers(TOPIC).contains(second.peerId()));

    assertThat(second.gossip().publish(TOPIC, bytes("again")))
        .succeedsWithin(Duration.ofSeconds(30));
    assertThat(atRestarted.next().data()).isEqualTo(bytes("again"));
    assertThat(restarted.gossip().publish(TOPIC, bytes("back")))
        .succeedsWithin(Duration.ofSeconds(30));
    assertThat(atSecond.next().data()).isEqualTo(bytes("back"));
    assertThat(atFirst.isEmpty()).isTrue();
  }

  @Test
  void aPeerThatSubscribesLateIsToldOfRecentMessages() {
    List<Host> hosts = network.startAll(2);
    connect(hosts.get(1), hosts.get(0));
    Inbox unused = inbox(hosts.get(0), TOPIC);
    assertThat(hosts.get(0).gossip().publish(TOPIC, bytes("early")))
        .succeedsWithin(Duration.ofSeconds(30));

    Inbox late = inbox(hosts.get(1), TOPIC);

    assertThat(late.next().data()).isEqualTo(bytes("early"));
    assertThat(unused.isEmpty()).isTrue();
  }

  @Test
  void peersNotAdmittedGetNothingAndAreNotHeard() {
    List<Host> hosts = network.startAll(3);
    Host outsider = hosts.get(2);
    for (Host member : hosts.subList(0, 2)) {
      member.gossip().setAdmission((peer, _) -> !peer.equals(outsider.peerId()));
    }
    List<Inbox> inboxes = hosts.stream().map(host -> inbox(host, TOPIC)).toList();
    connect(hosts.get(1), hosts.get(0));
    connect(outsider, hosts.get(0));
    connect(outsider, hosts.get(1));
    eventually("a mesh", () -> hosts.get(0).gossip().meshPeers(TOPIC).size() == 1);
    eventually("outsider", () -> outsider.gossip().topicPeers(TOPIC).size() == 2);

    assertThat(outsider.gossip().publish(TOPIC, bytes("intruder")))
        .succeedsWithin(Duration.ofSeconds(30));
    eventually(
        "ignored and counted",
        () ->
            hosts.subList(0, 2).stream()
                .allMatch(h -> h.metrics().getOrDefault("gossip.messages.not_admitted", 0L) == 1));
    assertThat(hosts.get(0).gossip().publish(TOPIC, bytes("secret")))
        .succeedsWithin(Duration.ofSeconds(30));

    assertThat(inboxes.get(1).next().data()).isEqualTo(bytes("secret"));
    assertThat(hosts.get(0).gossip().meshPeers(TOPIC)).containsExactly(hosts.get(1).peerId());
    assertThat(hosts.get(0).gossip().topicPeers(TOPIC)).containsExactly(hosts.get(1).peerId());
    assertThat(outsider.metrics()).doesNotContainKey("gossip.messages.accepted");
    assertThat(inboxes.get(0).isEmpty()).isTrue();
    assertThat(inboxes.get(2).isEmpty()).isTrue();
  }

  @Test
  void aPeerThatSendsInvalidMessagesIsCutOffAndKeptOut() {
    List<Host> hosts = network.startAll(2);
    Host judge = hosts.get(0);
    Host liar = hosts.get(1);
    Inbox nothing = inbox(judge, TOPIC, MessageValidator.of(_ -> Verdict.REJECT));
    connect(liar, judge);
    Inbox unused = inbox(liar, TOPIC);
    eventually("a mesh", () -> liar.gossip().meshPeers(TOPIC).size() == 1);

    for (int i = 0; i < TestNetwork.GOSSIP.maxInvalid() + 2; i++) {
      var _ = liar.gossip().publish(TOPIC, bytes("lie " + i));
    }

    eventually("cut off", () -> judge.connectedPeers().isEmpty());
    assertThat(judge.metrics().get("gossip.messages.rejected"))
        .isGreaterThanOrEqualTo(TestNetwork.GOSSIP.maxInvalid());
    var _ = liar.connect(addressOf(judge));
    eventually("refused", () -> judge.metrics().getOrDefault("connection.refused", 0L) > 0);
    assertThat(judge.connectedPeers()).isEmpty();
    assertThat(nothing.isEmpty()).isTrue();
    assertThat(unused.isEmpty()).isTrue();
  }

  @Test
  void ignoredMessagesAreNeitherDeliveredNorForwardedNorHeldAgainstAnybody() {
    List<Host> hosts = network.startAll(3);
    Inbox ignoring = inbox(hosts.get(1), TOPIC, MessageValidator.of(_ -> Verdict.IGNORE));
    Inbox end = inbox(hosts.get(2), TOPIC);
    connect(hosts.get(0), hosts.get(1));
    connect(hosts.get(2), hosts.get(1));
    eventually("known", () -> !hosts.get(1).gossip().topicPeers(TOPIC).isEmpty());
    for (int i = 0; i < 50; i++) {
      var _ = hosts.get(0).gossip().publish(TOPIC, bytes("nothing " + i));
    }
    eventually("known", () -> hosts.get(0).gossip().topicPeers(TOPIC).size() == 1);
    assertThat(hosts.get(0).gossip().publish(TOPIC, bytes("last")))
        .succeedsWithin(Duration.ofSeconds(30));
    eventually(
        "ignored", () -> hosts.get(1).metrics().getOrDefault("gossip.messages.ignored", 0L) > 0);

    assertThat(hosts.get(1).metrics()).doesNotContainKeys("gossip.invalid", "gossip.forwarded");
    assertThat(hosts.get(1).connectedPeers()).hasSize(2);
    assertThat(ignoring.isEmpty()).isTrue();
    assertThat(end.isEmpty()).isTrue();
  }

  @Test
  void messagesOfSixtyKibibytesPassInNumbers() {
    List<Host> hosts = network.startAll(3);
    List<Inbox> inboxes = hosts.stream().map(host -> inbox(host, TOPIC)).toList();
    connect(hosts.get(0), hosts.get(1));
    connect(hosts.get(1), hosts.get(2));
    eventually("a mesh", () -> hosts.get(1).gossip().meshPeers(TOPIC).size() == 2);
    SplittableRandom random = new SplittableRandom(7);
    List<byte[]> sent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      byte[] data = new byte[60 * 1024];
      random.nextBytes(data);
      sent.add(data);
      assertThat(hosts.get(0).gossip().publish(TOPIC, data)).succeedsWithin(Duration.ofSeconds(30));
    }

    for (Inbox inbox : inboxes.subList(1, 3)) {
      List<byte[]> received = new ArrayList<>();
      for (int i = 0; i < sent.size(); i++) {
        received.add(inbox.next().data());
      }
      assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
    }
  }

  @Test
  void aMessageAboveTheLimitIsRefused() {
    Host host = network.start(0);
    byte[] large = new byte[TestNetwork.GOSSIP.maxMessageBytes() + 1];

    assertThat(host.gossip().publish(TOPIC, large))
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableThat()
        .withCauseInstanceOf(PublishRefused.class);
  }

  @Test
  void publishingAloneSucceeds() {
    Host host = network.start(0);

    assertThat(host.gossip().publish(TOPIC, bytes("nobody"))).succeedsWithin(Duration.ofSeconds(1));
  }

  @Test
  void aPublisherNeedNotSubscribe() {
    List<Host> hosts = network.startAll(2);
    Inbox inbox = inbox(hosts.get(0), TOPIC);
    connect(hosts.get(1), hosts.get(0));
    assertThat(hosts.get(1).gossip().publish(TOPIC, bytes("first")))
        .succeedsWithin(Duration.ofSeconds(30));
    eventually("known", () -> hosts.get(1).gossip().topicPeers(TOPIC).size() == 1);
    assertThat(hosts.get(1).gossip().publish(TOPIC, bytes("second")))
        .succeedsWithin(Duration.ofSeconds(30));

    assertThat(List.of(new String(inbox.next().data(), StandardCharsets.UTF_8)))
        .containsAnyOf("first", "second");
  }
}
