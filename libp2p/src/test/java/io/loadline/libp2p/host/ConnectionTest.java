package io.loadline.libp2p.host;

import static io.loadline.libp2p.host.TestNetwork.addressOf;
import static io.loadline.libp2p.host.TestNetwork.connect;
import static io.loadline.libp2p.host.TestNetwork.eventually;
import static io.loadline.libp2p.host.TestNetwork.inbox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.host.TestNetwork.Inbox;
import io.loadline.libp2p.identity.PeerId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final TestNetwork network = new TestNetwork();

  @AfterEach
  void closeAll() {
    network.close();
  }

  @Test
  void anotherPeerThanTheOneDialledIsRefused() {
    Host first = network.start(0);
    Host second = network.start(1);
    Multiaddr wrong = addressOf(second).withPeerId(TestNetwork.key(5).peerId());

    assertThat(first.connect(wrong))
        .failsWithin(SOON)
        .withThrowableThat()
        .havingCause()
        .withMessageContaining("instead of " + TestNetwork.key(5).peerId());
    assertThat(first.connectedPeers()).isEmpty();
  }

  @Test
  void anAddressWithoutAPeerIdReachesWhoeverAnswers() {
    Host first = network.start(0);
    Host second = network.start(1);

    assertThat(first.connect(addressOf(second).withoutPeerId()))
        .succeedsWithin(SOON)
        .isEqualTo(second.peerId());
  }

  @Test
  void dialsOfBothSidesAtOnceEndInOnePeerAndGossipFlows() {
    Host first = network.start(0);
    Host second = network.start(1);
    Inbox atFirst = inbox(first, "t");
    Inbox atSecond = inbox(second, "t");
    CompletableFuture<PeerId> there = first.connect(addressOf(second));
    CompletableFuture<PeerId> back = second.connect(addressOf(first));
    assertThat(there).succeedsWithin(SOON);
    assertThat(back).succeedsWithin(SOON);
    eventually("mesh", () -> first.gossip().meshPeers("t").contains(second.peerId()));
    eventually("mesh", () -> second.gossip().meshPeers("t").contains(first.peerId()));

    assertThat(first.gossip().publish("t", new byte[] {1})).succeedsWithin(SOON);
    assertThat(second.gossip().publish("t", new byte[] {2})).succeedsWithin(SOON);

    assertThat(atSecond.next().data()).containsExactly(1);
    assertThat(atFirst.next().data()).containsExactly(2);
    assertThat(first.connectedPeers()).containsExactly(second.peerId());
    assertThat(second.connectedPeers()).containsExactly(first.peerId());
  }

  @Test
  void allFourDiallingEachOtherAtOnceFormAFullMesh() {
    List<Host> hosts = network.startAll(4);
    List<Inbox> inboxes = hosts.stream().map(host -> inbox(host, "t")).toList();
    for (Host from : hosts) {
      for (Host to : hosts) {
        if (!from.peerId().equals(to.peerId())) {
          var _ = from.connect(addressOf(to));
        }
      }
    }
    for (Host host : hosts) {
      eventually("mesh", () -> host.gossip().meshPeers("t").size() == 3);
    }
    for (int i = 0; i < 4; i++) {
      assertThat(hosts.get(i).gossip().publish("t", new byte[] {(byte) i})).succeedsWithin(SOON);
    }
    for (Inbox inbox : inboxes) {
      for (int i = 0; i < 3; i++) {
        assertThat(inbox.next().data()).hasSize(1);
      }
    }
  }

  @Test
  void theGateRefusesAddressesAndPeers() {
    PeerId unwanted = TestNetwork.key(1).peerId();
    ConnectionGate gate =
        new ConnectionGate() {
          @Override
          public boolean allowsPeer(PeerId peer, boolean inbound) {
            return !peer.equals(unwanted);
          }
        };
    Host picky = network.start(0, config -> config.withGate(gate));
    Host refused = network.start(1);
    Host welcome = network.start(2);

    connect(welcome, picky);
    var _ = refused.connect(addressOf(picky));
    eventually("refused", () -> picky.metrics().getOrDefault("connection.refused", 0L) > 0);
    eventually("dropped", () -> refused.connectedPeers().isEmpty());
    assertThat(picky.connectedPeers()).containsExactly(welcome.peerId());
    assertThat(picky.connect(addressOf(refused))).failsWithin(SOON);

    Host closedToAll =
        network.start(
            3,
            config ->
                config.withGate(
                    new ConnectionGate() {
                      @Override
                      public boolean allowsAddress(InetAddress remote) {
                        return false;
                      }
                    }));
    assertThat(welcome.connect(addressOf(closedToAll))).failsWithin(SOON);
  }

  @Test
  void connectionsAboveTheLimitAreRefused() {
    Host small = network.start(0, config -> config.withLimits(new HostLimits(2, 32, 32, 256, 16)));
    for (int i = 1; i <= 2; i++) {
      connect(network.start(i), small);
    }
    eventually("full", () -> small.connectedPeers().size() == 2);

    assertThat(network.start(3).connect(addressOf(small))).failsWithin(SOON);
    assertThat(small.connectedPeers()).hasSize(2);
  }

  @Test
  void listenersHearOfPeersInOrder() throws InterruptedException {
    Host first = network.start(0);
    Host second = network.start(1, config -> config.withAgentVersion("second/1"));
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    first.addPeerListener(
        new PeerListener() {
          @Override
          public void connected(PeerId peer) {
            events.add("connected " + peer);
          }

          @Override
          public void identified(PeerId peer, PeerInfo info) {
            events.add("identified " + info.agentVersion() + " " + info.addresses());
          }

          @Override
          public void disconnected(PeerId peer) {
            events.add("disconnected " + peer);
          }
        });
    connect(first, second);
    String id = second.peerId().toString();
    Multiaddr listens = addressOf(second).withoutPeerId();

    assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo("connected " + id);
    assertThat(events.poll(30, TimeUnit.SECONDS))
        .isEqualTo("identified second/1 [" + listens + "]");
    first.disconnect(second.peerId());
    assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo("disconnected " + id);
  }

  @Test
  void aBootstrapPeerThatComesUpLaterIsFound() {
    Host early = network.start(0);
    int port = addressOf(early).port();
    PeerId id = early.peerId();
    early.close();
    Multiaddr address = Multiaddr.of("/ip4/127.0.0.1/tcp/" + port + "/p2p/" + id);
    Host waiting = network.start(1, config -> config.withBootstrap(List.of(address)));
    eventually(
        "tried in vain", () -> waiting.metrics().getOrDefault("connection.dialled", 0L) >= 2);

    Host late = network.start(0, config -> config.withListen(List.of(address.withoutPeerId())));

    eventually("found", () -> waiting.connectedPeers().contains(late.peerId()));
  }

  @Test
  void theOwnAddressInTheBootstrapListIsNotDialled() {
    Host probe = network.start(0);
    Multiaddr own = addressOf(probe);
    probe.close();
    Host host =
        network.start(
            0,
            config -> config.withListen(List.of(own.withoutPeerId())).withBootstrap(List.of(own)));
    Host other = network.start(1);
    connect(other, host);

    assertThat(host.metrics()).doesNotContainKey("connection.dialled");
    assertThat(host.connect(own.withoutPeerId()))
        .failsWithin(SOON)
        .withThrowableThat()
        .withMessageContaining("own");
  }

  @Test
  void aTakenPortIsNamed() {
    Host host = network.start(0);
    Multiaddr taken = addressOf(host).withoutPeerId();
    try (Host second = new TcpHost(TestNetwork.config(1).withListen(List.of(taken)))) {
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Cannot listen on " + taken);
    }
  }

  @Test
  void aClosedHostFailsCallsInsteadOfHanging() {
    Host host = network.start(0);
    Multiaddr address = addressOf(host);
    host.close();

    assertThat(host.connect(address)).failsWithin(SOON);
    assertThat(host.ping(TestNetwork.key(1).peerId())).failsWithin(SOON);
    assertThat(Objects.requireNonNull(address.peerId())).isEqualTo(host.peerId());
  }
}
