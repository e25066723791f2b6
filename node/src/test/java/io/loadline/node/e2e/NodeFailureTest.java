package io.loadline.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.chain.local.AnvilBinary;
import io.loadline.node.config.ManifestJson;
import io.loadline.node.devnet.Devnet;
import io.loadline.node.devnet.DevnetSettings;
import io.loadline.node.devnet.RoundCollector;
import io.loadline.node.devnet.founding.OperatorKeys;
import io.loadline.node.devnet.process.Operator;
import io.loadline.node.devnet.report.HumanConsole;
import io.loadline.node.network.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Four operators of which some die, and strangers that listen and talk. One network serves all. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeFailureTest {
  private static final long SEED = 9;
  private static final int NODES = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CADENCE_BLOCKS = 7;

  private static @Nullable Devnet running;

  @BeforeAll
  static void start() throws IOException, InterruptedException, TimeoutException {
    var settings =
        new DevnetSettings(
            NODES,
            0,
            false,
            SEED,
            Path.of("target", "e2e", "failures").toAbsolutePath(),
            AnvilBinary.locate(Path.of("")));
    var console = new HumanConsole(System.out);
    running = Devnet.found(settings, console);
    running.startNodes(console);
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  @Order(1)
  void roundsGoOnWithoutAnyOneNodeAndItCatchesUpWhenItReturns() throws Exception {
    long height = next(0).height();
    var killed = operator(0);
    killMidRound(List.of(killed));
    for (int i = 0; i < 2; i++) {
      var round = next(height);
      assertThat(round.digests()).hasSize(NODES - 1);
      assertThat(round.digests().values()).containsOnly(round.home().digest().toHex());
      height = round.height();
    }
    long missed = height;
    killed.start();
    devnet().awaitAnswer(killed);
    RoundCollector.await(
        PATIENCE, "node-1 has no round newer than " + missed, () -> newestRound(killed) > missed);
    var after = next(missed);
    assertThat(after.digests()).hasSize(NODES);
    assertThat(after.digests().values()).containsOnly(after.home().digest().toHex());
  }

  @Test
  @Order(2)
  void aForeignPeerReceivesTheReportsOfRounds() throws Exception {
    var topics = Topics.of(devnet().networkId());
    try (var observer =
        JsPeer.start(
            List.of(
                "--dial",
                address(0),
                "--topic",
                topics.reports(),
                "--domain",
                topics.messageIdDomain()))) {
      assertThat(observer.await(60, "identified")).contains("loadline/").contains("/meshsub/");
      var _ = observer.await(60, "graft", topics.reports());
      var report = observer.await(PATIENCE.toSeconds(), "message", topics.reports());
      var accepted = devnet().rounds().acceptedHeights().getLast();
      var round = next(accepted - 1);
      var again =
          observer.await(
              PATIENCE.toSeconds(),
              "message",
              topics.reports(),
              round.home().digest().toHex().substring(2));
      assertThat(report).isNotEmpty();
      assertThat(again).contains("\"hex\"");
    }
  }

  @Test
  @Order(3)
  void aMembersPeerKeyGetsVotesAndWhatItPublishesIsJudged() throws Exception {
    var topics = Topics.of(devnet().networkId());
    var replaced = operator(3);
    replaced.kill();
    var seed = OperatorKeys.make(SEED, NODES).get(3).peerSeed().bytes();
    var options =
        new ArrayList<>(
            List.of(
                "--key",
                "ed25519:" + HexFormat.of().formatHex(seed),
                "--topic",
                topics.agreement(),
                "--domain",
                topics.messageIdDomain()));
    for (int i = 0; i < 3; i++) {
      options.addAll(List.of("--dial", address(i)));
    }
    long height = newestAccepted();
    try (var member = JsPeer.start(options)) {
      var vote = member.await(PATIENCE.toSeconds(), "message", topics.agreement());
      assertThat(vote).contains("\"hex\"");
      long before = rejected();
      member.publish(topics.agreement(), "0badc0de");
      RoundCollector.await(PATIENCE, "nobody rejected the nonsense", () -> rejected() > before);
      assertThat(next(height + 1).digests()).hasSize(NODES - 1);
    }
    replaced.start();
    devnet().awaitAnswer(replaced);
  }

  @Test
  @Order(4)
  void withoutAQuorumNothingIsAcceptedAndWithItRoundsResumeByThemselves() throws Exception {
    var killed = List.of(operator(1), operator(2));
    killMidRound(killed);
    // What was signed before they died may still arrive within this time.
    long settled = head() + 2 * CADENCE_BLOCKS;
    RoundCollector.await(PATIENCE, "the chain stands still", () -> head() >= settled);
    var accepted = devnet().rounds().acceptedHeights();
    long later = head() + 3 * CADENCE_BLOCKS;
    RoundCollector.await(PATIENCE, "the chain stands still", () -> head() >= later);
    assertThat(devnet().rounds().acceptedHeights()).isEqualTo(accepted);
    assertThat(devnet().rounds().heightsAtGuard()).isEqualTo(accepted);
    assertThat(newestRound(operator(0))).isEqualTo(accepted.getLast());
    for (var operator : killed) {
      operator.start();
    }
    for (var operator : killed) {
      devnet().awaitAnswer(operator);
    }
    var resumed = next(accepted.getLast());
    assertThat(resumed.digests().values()).containsOnly(resumed.home().digest().toHex());
  }

  /** Kills once the first of them works on a height that is not signed yet. */
  private static void killMidRound(List<Operator> operators) throws Exception {
    RoundCollector.await(
        PATIENCE,
        "no height opened",
        () -> {
          var status = operators.getFirst().client().status();
          return status.isPresent()
              && status.get().path("openHeight").asLong()
                  > status.get().path("lastSignedHeight").asLong();
        });
    for (var operator : operators) {
      operator.kill();
    }
  }

  private static long newestRound(Operator operator) throws InterruptedException {
    return operator
        .client()
        .status()
        .map(status -> status.path("lastSignedHeight").asLong(0))
        .orElse(0L);
  }

  /** Messages that the first three nodes rejected so far. */
  private static long rejected() throws InterruptedException {
    long sum = 0;
    for (int i = 0; i < 3; i++) {
      var metrics = operator(i).client().metrics().orElse("");
      for (var line : metrics.lines().toList()) {
        if (line.startsWith("loadline_rejected_")) {
          sum += Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
        }
      }
    }
    return sum;
  }

  private static RoundCollector.Collected next(long above) throws Exception {
    return devnet().rounds().next(above, PATIENCE);
  }

  private static long newestAccepted() throws IOException {
    return devnet().rounds().acceptedHeights().getLast();
  }

  private static long head() throws IOException {
    return devnet().network().home().headNumber();
  }

  private static String address(int index) {
    var manifest = ManifestJson.readAny(devnet().folder().node("node-1").resolve("network.json"));
    var identity = OperatorKeys.make(SEED, NODES).get(index).identityAddress();
    return manifest.peers().stream()
        .filter(peer -> peer.identity().equals(identity))
        .map(peer -> peer.addresses().getFirst().withPeerId(peer.peerId()).toString())
        .findFirst()
        .orElseThrow();
  }

  private static Operator operator(int index) {
    return devnet().operators().get(index);
  }

  private static Devnet devnet() {
    return Objects.requireNonNull(running);
  }
}
