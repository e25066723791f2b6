package io.loadline.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loadline.node.bundle.BundleCodec;
import io.loadline.node.bundle.RoundBundle;
import io.loadline.node.cli.Loadline;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code devnet --rounds 3 --exit} in a process of its own. The tests look at what it left when it,
 * its chains and its nodes are gone: there is no network any more.
 */
class DevnetCommandTest {
  private static final Path FOLDER = Path.of("target", "e2e", "command").toAbsolutePath();
  private static final Path OUTPUT = FOLDER.resolveSibling("command.out");
  private static final long LIMIT_MINUTES = 6;

  private static int exitCode;

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER.getParent());
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Loadline.class.getName(),
                "devnet",
                "--rounds",
                "3",
                "--exit",
                "--seed",
                "5",
                "--data",
                FOLDER.toString())
            .redirectErrorStream(true)
            .redirectOutput(OUTPUT.toFile())
            .start();
    try {
      assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).as("ends by itself").isTrue();
    } finally {
      process.destroy();
    }
    exitCode = process.exitValue();
  }

  @Test
  void itEndsByItselfWithZeroAndLeavesNoProcess() throws IOException {
    assertThat(exitCode).as(Files.readString(OUTPUT)).isZero();
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process ->
            process.info().commandLine().filter(l -> l.contains(FOLDER.toString())).isPresent());
  }

  @Test
  void fourNodesDecidedEqualDigestsAndOneSignaturePerRoundWasAccepted() throws IOException {
    assertThat(summary().path("problems")).isEmpty();
    var rounds = summary().path("rounds");
    assertThat(rounds.size()).isEqualTo(3);
    for (var round : rounds) {
      assertThat(round.path("digests").size()).isEqualTo(4);
      for (var digest : round.path("digests")) {
        assertThat(digest.asString()).isEqualTo(round.path("digest").asString());
      }
      assertThat(round.path("accounts").asInt()).isGreaterThanOrEqualTo(60);
      assertThat(round.path("signature").asString()).hasSize(2 + 2 * 96);
      assertThat(round.path("gas").asLong()).isBetween(40_000L, 100_000L);
      assertThat(round.path("latencyMs").size()).isPositive();
    }
  }

  @Test
  void everyNamedAccountsRequirementStandsOnChain() throws IOException {
    for (var round : summary().path("rounds")) {
      assertThat(round.path("named").size()).isEqualTo(5);
      for (var account : round.path("named")) {
        assertThat(account.path("requirementOnChain").asString())
            .isEqualTo(account.path("initialMargin").asString());
        assertThat(usd(account, "initialMargin"))
            .isPositive()
            .isLessThanOrEqualTo(usd(account, "isolatedMargin"));
        assertThat(account.path("worstScenario").asString()).startsWith("ETH ");
      }
    }
  }

  @Test
  void everyBundleVerifiesAndReplaysWithTheNetworkDown() throws IOException {
    var bundles = bundles();
    assertThat(bundles).hasSizeGreaterThanOrEqualTo(4);
    for (var bundle : bundles) {
      assertThat(cli("round", "verify", bundle.toString())).isZero();
      assertThat(cli("round", "replay", bundle.toString())).isZero();
    }
  }

  @Test
  void aChangedByteAnywhereIsRefusedWithThree() throws IOException {
    var original = Files.readAllBytes(bundles().getFirst());
    var changed = FOLDER.resolve("changed.bundle");
    for (int at :
        new int[] {3, 40, original.length / 3, original.length / 2, original.length - 1}) {
      var bytes = original.clone();
      bytes[at] ^= 1;
      Files.write(changed, bytes);
      assertThat(cli("round", "verify", changed.toString())).as("byte %d", at).isEqualTo(3);
      assertThat(cli("round", "replay", changed.toString())).as("byte %d", at).isEqualTo(3);
    }
  }

  @Test
  void anImplementationFromTheStandardAloneGivesTheSameDigestsAndMargins() throws Exception {
    for (var round : summary().path("rounds")) {
      var bundle = bundle(round.path("height").asLong());
      var answer = SecondImplementation.answer(bundle);
      assertThat(answer.path("digest").asString()).isEqualTo(round.path("digest").asString());
      assertThat(round.path("named")).isNotEmpty();
      for (var named : round.path("named")) {
        assertSameMargins(named, account(answer, named.path("account").asString()));
      }
    }
  }

  private static JsonNode account(JsonNode answer, String id) {
    for (var account : answer.path("accounts")) {
      if (account.path("account").asString().equals(id)) {
        return account;
      }
    }
    throw new AssertionError("the second implementation has no account " + id);
  }

  private static void assertSameMargins(JsonNode named, JsonNode account) {
    var name = named.path("name").asString();
    var initial = new BigDecimal(account.path("initialE6").asString()).movePointLeft(6);
    var isolated = new BigDecimal(account.path("isolatedE6").asString()).movePointLeft(6);
    var maintenance = new BigDecimal(account.path("maintenanceE6").asString()).movePointLeft(6);
    assertThat(usd(named, "initialMargin")).as(name).isEqualByComparingTo(initial);
    assertThat(usd(named, "maintenanceMargin")).as(name).isEqualByComparingTo(maintenance);
    assertThat(usd(named, "isolatedMargin")).as(name).isEqualByComparingTo(isolated);
    assertThat(named.path("reliefPercent").asDouble())
        .as(name)
        .isCloseTo(100 * (1 - initial.doubleValue() / isolated.doubleValue()), within(0.01));
  }

  @Test
  void theMarketMakerWithdrewExactlyDownToRequirementAndLineAndReservations() throws IOException {
    var life = summary().path("marketMakerLife");
    var withdrawn = life.get(life.size() - 1);
    assertThat(withdrawn.path("what").asString()).startsWith("withdrew exactly");
    var facts = withdrawn.path("facts");
    var claimed =
        usd(facts, "requirement").add(usd(facts, "locked line")).add(usd(facts, "reservations"));
    assertThat(usd(facts, "collateral before")).isEqualByComparingTo("600000");
    assertThat(usd(facts, "locked line")).isEqualByComparingTo("250000");
    // 600,000 - (R_IM + 250,000 + 0) left; R_IM + 250,000 + 0 stayed.
    assertThat(usd(facts, "withdrawn"))
        .isEqualByComparingTo(usd(facts, "collateral before").subtract(claimed));
    assertThat(usd(facts, "collateral after")).isEqualByComparingTo(claimed);
    assertThat(life)
        .anyMatch(step -> step.path("outcome").asString().startsWith("PinnedBeforeRequest"))
        .anyMatch(step -> step.path("outcome").asString().startsWith("InsufficientCollateral"));
  }

  private static JsonNode summary() throws IOException {
    return JsonMapper.shared().readTree(Files.readAllBytes(FOLDER.resolve("summary.json")));
  }

  private static List<Path> bundles() throws IOException {
    try (var files = Files.list(FOLDER.resolve("bundles"))) {
      return files.sorted().toList();
    }
  }

  private static RoundBundle bundle(long height) throws Exception {
    return BundleCodec.decode(
        Files.readAllBytes(FOLDER.resolve("bundles").resolve(height + ".bundle")));
  }

  private static BigDecimal usd(JsonNode node, String field) {
    return new BigDecimal(node.path(field).asString());
  }

  private static int cli(String... arguments) {
    return Loadline.commandLine().execute(arguments);
  }
}
