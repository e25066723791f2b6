package io.loadline.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.chain.local.AnvilBinary;
import io.loadline.node.cli.Loadline;
import io.loadline.node.devnet.Devnet;
import io.loadline.node.devnet.DevnetSettings;
import io.loadline.node.devnet.process.Operator;
import io.loadline.node.devnet.report.HumanConsole;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The first key is made by real processes that die while they make it. */
class KeyCeremonyTest {
  private static final int NODES = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern PHASE = Pattern.compile("\"phase\" : \"([a-z]+)\"");
  private static final List<String> PHASES =
      List.of("announcing", "dealing", "complaining", "confirming");

  @Test
  void everyOperatorDiesOnceInAnotherPhaseAndTheKeyIsMadeWithAllOfThem() throws Exception {
    Path folder = Path.of("target", "e2e", "ceremony").toAbsolutePath();
    var settings = new DevnetSettings(NODES, 0, false, 21, folder, AnvilBinary.locate(Path.of("")));
    var console = new HumanConsole(System.out);
    try (var devnet = Devnet.found(settings, console)) {
      devnet.startProcesses(console);
      for (int i = 0; i < NODES; i++) {
        var victim = devnet.operators().get(i);
        dieIn(victim, PHASES.get(i));
        victim.start();
      }
      devnet.furnish(console);
      var certificate = devnet.installKey(console);
      assertThat(certificate.signatures()).hasSizeGreaterThanOrEqualTo(3);
      for (var operator : devnet.operators()) {
        devnet.awaitAnswer(operator);
        assertThat(status(operator))
            .contains("phase    completed")
            .contains("signers  3 of 4")
            .doesNotContain("failed");
        assertThat(operator.config().resolveSibling("keys").resolve("share.json")).exists();
      }
      var round = devnet.rounds().next(0, PATIENCE);
      assertThat(round.digests()).hasSize(NODES);
      assertThat(round.digests().values()).containsOnly(round.home().digest().toHex());
    }
  }

  @Test
  void sevenOperatorsMakeAKeyAndAnyFiveOfThemCanSign() throws Exception {
    Path folder = Path.of("target", "e2e", "ceremony-of-seven").toAbsolutePath();
    var settings = new DevnetSettings(7, 0, false, 22, folder, AnvilBinary.locate(Path.of("")));
    var console = new HumanConsole(System.out);
    try (var devnet = Devnet.found(settings, console)) {
      devnet.startProcesses(console);
      var certificate = devnet.installKey(console);
      assertThat(certificate.threshold()).isEqualTo(5);
      assertThat(certificate.publicShares()).hasSize(7).doesNotHaveDuplicates();
      assertThat(certificate.signatures()).hasSizeGreaterThanOrEqualTo(5);
    }
  }

  /** Kills the process as soon as its disk shows the phase, or a later one if it was quicker. */
  private static void dieIn(Operator victim, String phase) throws Exception {
    Path status = victim.config().resolveSibling("data").resolve("ceremony/status.json");
    long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
    while (!isReached(status, phase)) {
      assertThat(System.nanoTime()).as("%s reaches %s", victim, phase).isLessThan(deadlineNs);
      Thread.onSpinWait();
    }
    victim.kill();
  }

  private static boolean isReached(Path status, String phase) throws IOException {
    if (!Files.exists(status)) {
      return false;
    }
    Matcher found = PHASE.matcher(Files.readString(status));
    return found.find()
        && (found.group(1).equals("completed")
            || PHASES.indexOf(found.group(1)) >= PHASES.indexOf(phase));
  }

  private static String status(Operator operator) {
    var out = new StringWriter();
    var line = Loadline.commandLine().setOut(new PrintWriter(out));
    assertThat(line.execute("group", "status", "--config", operator.config().toString())).isZero();
    return out.toString();
  }
}
