package io.loadline.libp2p.interop;

import static io.loadline.libp2p.host.TestNetwork.addressOf;
import static io.loadline.libp2p.host.TestNetwork.eventually;
import static io.loadline.libp2p.host.TestNetwork.inbox;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.libp2p.gossip.GossipMessage;
import io.loadline.libp2p.gossip.MessageIdFunction;
import io.loadline.libp2p.gossip.SigningPolicy;
import io.loadline.libp2p.host.Host;
import io.loadline.libp2p.host.HostConfig;
import io.loadline.libp2p.host.PeerInfo;
import io.loadline.libp2p.host.PeerListener;
import io.loadline.libp2p.host.TestNetwork;
import io.loadline.libp2p.host.TestNetwork.Inbox;
import io.loadline.libp2p.identity.KeyType;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PeerKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** js-libp2p as the other peer: dialling and dialled, both key types, gossip both ways. */
@Timeout(120)
class JsInteropTest {
  private static final String TOPIC = "votes";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final HexFormat HEX = HexFormat.of();

  private final TestNetwork network = new TestNetwork();

  @AfterEach
  void closeAll() {
    network.close();
  }

  private static PeerKey key(KeyType type, int fill) {
    byte[] raw = new byte[32];
    Arrays.fill(raw, (byte) fill);
    return PeerKey.load(type, raw);
  }

  private static JsPeer js(PeerKey key, String... more) {
    String text =
        key.type().name().toLowerCase(Locale.ROOT) + ":" + HEX.formatHex(key.rawPrivateKey());
    String[] options = new String[more.length + 8];
    String[] first = {
      "--key",
      text,
      "--listen",
      "/ip4/127.0.0.1/tcp/0",
      "--topic",
      TOPIC,
      "--domain",
      TestNetwork.DOMAIN
    };
    System.arraycopy(first, 0, options, 0, first.length);
    System.arraycopy(more, 0, options, first.length, more.length);
    return JsPeer.start(options);
  }

  @ParameterizedTest
  @CsvSource({"ED25519,SECP256K1,true", "SECP256K1,ED25519,false", "ED25519,ED25519,false"})
  void bothSidesConnectIdentifyPingAndGossip(KeyType ours, KeyType theirs, boolean jsDials) {
    Host host =
        network.start(
            0,
            config ->
                HostConfig.of(key(ours, 7), config.gossip())
                    .withListen(config.listen())
                    .withAgentVersion("interop-test"));
    CompletableFuture<PeerInfo> identified = new CompletableFuture<>();
    host.addPeerListener(
        new PeerListener() {
          @Override
          public void identified(PeerId peer, PeerInfo info) {
            identified.complete(info);
          }
        });
    Inbox inbox = inbox(host, TOPIC);
    PeerKey jsKey = key(theirs, 9);
    try (JsPeer js = js(jsKey)) {
      assertThat(js.address().peerId()).isEqualTo(jsKey.peerId());
      if (jsDials) {
        js.send("{\"do\":\"dial\",\"address\":\"" + addressOf(host) + "\"}");
      } else {
        assertThat(host.connect(js.address())).succeedsWithin(SOON).isEqualTo(jsKey.peerId());
      }
      String us = host.peerId().toString();
      assertThat(js.await("identified", us, "interop-test")).contains("/meshsub/1.1.0");
      assertThat(identified)
          .succeedsWithin(SOON)
          .satisfies(info -> assertThat(info.protocols()).contains("/meshsub/1.1.0"))
          .satisfies(info -> assertThat(info.agentVersion()).contains("js-libp2p"));

      assertThat(host.ping(jsKey.peerId())).succeedsWithin(SOON);
      js.send("{\"do\":\"ping\",\"address\":\"" + addressOf(host) + "\"}");
      js.await("pong");

      eventually("our mesh", () -> host.gossip().meshPeers(TOPIC).contains(jsKey.peerId()));
      js.await("subscription", us, TOPIC);
      assertThat(host.gossip().publish(TOPIC, "from java".getBytes(StandardCharsets.UTF_8)))
          .succeedsWithin(SOON);
      js.await("message", HEX.formatHex("from java".getBytes(StandardCharsets.UTF_8)));

      js.send(
          "{\"do\":\"publish\",\"topic\":\"votes\",\"hex\":\""
              + HEX.formatHex("from js".getBytes(StandardCharsets.UTF_8))
              + "\"}");
      assertThat(inbox.next().data()).isEqualTo("from js".getBytes(StandardCharsets.UTF_8));
      js.await("graft", us);
    }
    eventually("the peer's end is noticed", () -> host.connectedPeers().isEmpty());
  }

  @Test
  void largeMessagesAndLargeResponsesPassBothWays() {
    Host host = network.start(0);
    Inbox inbox = inbox(host, TOPIC);
    byte[] large = new byte[60 * 1024];
    new SplittableRandom(1).nextBytes(large);
    byte[] huge = new byte[1_500_000];
    new SplittableRandom(2).nextBytes(huge);
    host.serve("/test/fetch/1", 100, (_, _) -> CompletableFuture.completedFuture(huge));
    PeerKey jsKey = key(KeyType.ED25519, 9);
    try (JsPeer js = js(jsKey)) {
      assertThat(host.connect(js.address())).succeedsWithin(SOON);
      eventually("our mesh", () -> host.gossip().meshPeers(TOPIC).contains(jsKey.peerId()));

      assertThat(host.gossip().publish(TOPIC, large)).succeedsWithin(SOON);
      js.await("message", HEX.formatHex(large));
      large[0]++;
      js.send("{\"do\":\"publish\",\"topic\":\"votes\",\"hex\":\"" + HEX.formatHex(large) + "\"}");
      assertThat(inbox.next().data()).isEqualTo(large);
      js.send(
          "{\"do\":\"request\",\"address\":\""
              + addressOf(host)
              + "\",\"protocol\":\"/test/fetch/1\",\"hex\":\"00\"}");
      assertThat(js.await("response")).contains(HEX.formatHex(huge));
    }
  }

  @Test
  void aMessageOneJavaHostPublishesReachesAnotherThroughJs() {
    Host first = network.start(0);
    Host second = network.start(1);
    Inbox unused = inbox(first, TOPIC);
    Inbox end = inbox(second, TOPIC);
    PeerKey jsKey = key(KeyType.SECP256K1, 9);
    try (JsPeer js = js(jsKey)) {
      assertThat(first.connect(js.address())).succeedsWithin(SOON);
      assertThat(second.connect(js.address())).succeedsWithin(SOON);
      eventually("mesh", () -> first.gossip().meshPeers(TOPIC).contains(jsKey.peerId()));
      eventually("mesh", () -> second.gossip().meshPeers(TOPIC).contains(jsKey.peerId()));
      js.await("subscription", second.peerId().toString());

      assertThat(first.gossip().publish(TOPIC, new byte[] {1, 2, 3})).succeedsWithin(SOON);

      assertThat(end.next().data()).containsExactly(1, 2, 3);
      assertThat(unused.isEmpty()).isTrue();
    }
  }

  @Test
  void aSignedMessageIsRejectedAndCounted() {
    Host host = network.start(0);
    Inbox inbox = inbox(host, TOPIC);
    try (JsPeer js = js(key(KeyType.ED25519, 9), "--sign")) {
      assertThat(host.connect(js.address())).succeedsWithin(SOON);
      js.await("subscription", host.peerId().toString());
      js.send("{\"do\":\"publish\",\"topic\":\"votes\",\"hex\":\"00\"}");

      eventually(
          "counted", () -> host.metrics().getOrDefault("gossip.messages.wrong_signing", 0L) >= 1L);
      assertThat(inbox.isEmpty()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"ED25519,SECP256K1,true", "SECP256K1,ED25519,false"})
  void signedMessagesPassBothWaysOverMeshsub12(KeyType ours, KeyType theirs, boolean jsDials) {
    Host host =
        network.start(
            0,
            config ->
                HostConfig.of(
                        key(ours, 7),
                        config.gossip().toBuilder()
                            .signing(SigningPolicy.STRICT_SIGN)
                            .messageId(MessageIdFunction.keyAndSeqno())
                            .build())
                    .withListen(config.listen()));
    Inbox inbox = inbox(host, TOPIC);
    PeerKey jsKey = key(theirs, 9);
    try (JsPeer js = js(jsKey, "--sign")) {
      if (jsDials) {
        js.send("{\"do\":\"dial\",\"address\":\"" + addressOf(host) + "\"}");
      } else {
        assertThat(host.connect(js.address())).succeedsWithin(SOON);
      }
      String us = host.peerId().toString();
      assertThat(js.await("identified", us)).contains("/meshsub/1.2.0");
      eventually("our mesh", () -> host.gossip().meshPeers(TOPIC).contains(jsKey.peerId()));
      js.await("subscription", us, TOPIC);
      byte[] large = new byte[65_520];
      new SplittableRandom(3).nextBytes(large);
      assertThat(host.gossip().publish(TOPIC, large)).succeedsWithin(SOON);
      js.await("message", HEX.formatHex(large));
      js.send("{\"do\":\"publish\",\"topic\":\"votes\",\"hex\":\"" + HEX.formatHex(large) + "\"}");
      GossipMessage received = inbox.next();
      assertThat(received.data()).isEqualTo(large);
      assertThat(received.author()).isEqualTo(jsKey.peerId());
      assertThat(host.metrics()).doesNotContainKeys("gossip.invalid");
    }
  }

  @Test
  void aPeerWithAnRsaIdentityIsVerified() {
    Host host = network.start(0);
    try (JsPeer js = JsPeer.start("--key", "rsa", "--listen", "/ip4/127.0.0.1/tcp/0")) {
      assertThat(js.address().toString()).contains("/p2p/Qm");
      assertThat(host.connect(js.address())).succeedsWithin(SOON).isEqualTo(js.address().peerId());
    }
  }

  @Test
  void messageIdsAgreeSoThatIhaveAndIwantWork() {
    Host host =
        network.start(
            0,
            config ->
                HostConfig.of(config.key(), config.gossip().toBuilder().heartbeatMs(1_000).build())
                    .withListen(config.listen()));
    PeerKey jsKey = key(KeyType.ED25519, 9);
    Inbox inbox = inbox(host, TOPIC);
    try (JsPeer js = js(jsKey)) {
      assertThat(host.gossip().publish(TOPIC, new byte[] {4, 2})).succeedsWithin(SOON);
      assertThat(host.connect(js.address())).succeedsWithin(SOON);

      // Published before the peer was there: it can only come by IHAVE, IWANT and a matching id.
      js.await("message", "\"0402\"");
      assertThat(host.metrics()).containsEntry("gossip.iwant.served", 1L);
      assertThat(inbox.isEmpty()).isTrue();
    }
  }
}
