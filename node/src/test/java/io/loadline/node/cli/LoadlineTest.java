package io.loadline.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.node.archive.Archive;
import io.loadline.node.archive.RocksArchive;
import io.loadline.node.bundle.BundleCodec;
import io.loadline.node.bundle.RoundBundle;
import io.loadline.node.bundle.TestNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LoadlineTest {
  private static final RoundBundle ROUND = new TestNetwork(4).round(6, Optional.empty());

  @TempDir Path folder;

  private record Ran(int exitCode, String out, String err) {}

  @Test
  void anUnknownOptionIsOneSentenceAndExit2() {
    Ran ran = run("status", "--colour");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("Unknown option: '--colour'. See: loadline status --help\n");
    assertThat(run("frobnicate").exitCode()).isEqualTo(2);
    assertThat(run().exitCode()).isEqualTo(2);
    assertThat(run("round").exitCode()).isEqualTo(2);
  }

  @Test
  void brokenSettingsAreOneSentenceAndExit2() throws IOException {
    Path config = Files.writeString(folder.resolve("node.yaml"), "network: n.json\nmatrix: 1\n");
    Ran ran = run("run", "--config", config.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).contains("node.yaml line 1: the key data is missing. Add it.");
  }

  @Test
  void aNodeThatIsNotThereIsExit1() {
    Ran ran = run("status", "--url", "http://127.0.0.1:1");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("The node at http://127.0.0.1:1 does not answer.");
    assertThat(run("status", "--url", "nonsense").exitCode()).isEqualTo(2);
  }

  @Test
  void versionPrintsTextOrJson() {
    assertThat(run("version").out()).startsWith("loadline ");
    assertThat(run("version", "--json").out()).startsWith("{\"version\":\"");
  }

  @Test
  void aBundleFileIsVerifiedReplayedAndShown() throws IOException {
    Path file = Files.write(folder.resolve("6.bundle"), BundleCodec.encode(ROUND));
    String digest = ROUND.report().digest(ROUND.genesis().networkId()).toHex();
    Ran verified = run("round", "verify", file.toString());
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.out()).contains("verified  height 6  digest " + digest);
    Ran replayed = run("round", "replay", file.toString(), "--json");
    assertThat(replayed.exitCode()).isZero();
    assertThat(replayed.out()).contains("\"identical\":true").contains(digest);
    assertThat(run("round", "show", file.toString(), "--json").out()).contains("\"height\":6");
  }

  @Test
  void aChangedBundleIsExit3AndNamesThePlace() throws IOException {
    byte[] changed = BundleCodec.encode(ROUND);
    changed[changed.length - 40] ^= 1;
    Path file = Files.write(folder.resolve("bad.bundle"), changed);
    for (String question : new String[] {"verify", "replay", "show"}) {
      Ran ran = run("round", question, file.toString());
      assertThat(ran.exitCode()).as(question).isEqualTo(3);
      assertThat(ran.out()).as(question).contains("First difference: group signature: ");
    }
  }

  @Test
  void roundsOfADataDirectoryAreListedExportedAndVerifiedByHeight() throws IOException {
    byte[] bundle = BundleCodec.encode(ROUND);
    try (Archive archive = RocksArchive.open(folder)) {
      archive.putRound(6, bundle, new byte[] {1});
    }
    String data = folder.toString();
    assertThat(run("round", "list", "--data", data).out()).isEqualTo("6\n");
    assertThat(run("round", "verify", "6", "--data", data).exitCode()).isZero();
    Path exported = folder.resolve("out.bundle");
    assertThat(run("round", "export", "6", "--data", data, "-o", exported.toString()).exitCode())
        .isZero();
    assertThat(Files.readAllBytes(exported)).isEqualTo(bundle);
    assertThat(run("round", "export", "6", "--data", data, "-o", exported.toString()).exitCode())
        .isEqualTo(1);
    assertThat(run("round", "verify", "7", "--data", data).exitCode()).isEqualTo(1);
  }

  @Test
  void aKeyIsMadeAndShownWithoutItsSecret() throws IOException {
    Path password =
        Files.createFile(
            folder.resolve("password"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, "word\n");
    Path key = folder.resolve("peer.json");
    Ran made =
        run("keys", "create", "peer", "-o", key.toString(), "--password-file", password.toString());
    assertThat(made.exitCode()).isZero();
    assertThat(made.out()).matches("peer  peer id 12D3KooW[1-9A-HJ-NP-Za-km-z]+\\R");
    assertThat(run("keys", "show", key.toString()).out()).isEqualTo(made.out());
    assertThat(
            run("keys", "create", "share", "-o", "x", "--password-file", password.toString())
                .exitCode())
        .isEqualTo(2);
  }

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Loadline.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int exitCode = line.execute(arguments);
    return new Ran(exitCode, out.toString(), err.toString());
  }
}
