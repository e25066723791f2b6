package io.loadline.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Digest;
import io.loadline.node.archive.Archive;
import io.loadline.node.archive.RocksArchive;
import io.loadline.node.archive.SigningClaim;
import io.loadline.node.archive.SigningSlot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An identity moves from one machine to another, and what it signed goes with it. */
class SigningRecordCommandTest {
  private static final Digest COMMITTEE = committee();
  private static final int PREPARE = 3;

  @TempDir Path folder;

  private record Ran(int exitCode, String out, String err) {}

  @Test
  void whatOneMachineSignedTheNextOneDoesNotSignOtherwise() {
    claim("old", 7, 0, "a");
    claim("old", 7, 1, "b");
    try (Archive archive = RocksArchive.open(folder.resolve("old"))) {
      archive.signingRecord().forgetBelow(COMMITTEE, 5);
    }
    Path file = folder.resolve("record.json");
    assertThat(run("export", "old", "-o", file.toString()).out()).startsWith("wrote 2 messages");
    assertThat(run("import", "new", file.toString()).exitCode()).isZero();
    assertThat(claim("new", 7, 1, "b")).isInstanceOf(SigningClaim.Repeated.class);
    assertThat(claim("new", 7, 1, "other")).isInstanceOf(SigningClaim.Conflict.class);
    assertThat(claim("new", 7, 0, "other")).isInstanceOf(SigningClaim.Conflict.class);
    assertThat(claim("new", 4, 0, "c")).isEqualTo(new SigningClaim.Dead(5));
    assertThat(run("import", "new", file.toString()).exitCode()).isZero();
    assertThat(run("show", "new").out())
        .contains("2 messages")
        .contains("signs from height 5 on  highest signed 7");
  }

  @Test
  void recordsThatContradictEachOtherAreExit3AndNothingIsTaken() {
    claim("one", 7, 0, "a");
    claim("one", 6, 0, "x");
    claim("other", 7, 0, "b");
    Path file = folder.resolve("record.json");
    run("export", "one", "-o", file.toString());
    Ran ran = run("import", "other", file.toString());
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.out()).contains("height 7 round 0 kind 3");
    assertThat(claim("other", 6, 0, "y")).isInstanceOf(SigningClaim.Granted.class);
  }

  @Test
  void aRunningNodeKeepsEveryOtherProcessOut() {
    try (Archive running = RocksArchive.open(folder.resolve("old"))) {
      Ran ran = run("export", "old", "-o", folder.resolve("record.json").toString());
      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.err()).contains("is in use by");
      assertThat(running.signingContent().messages()).isEmpty();
    }
  }

  @Test
  void afterALossNothingBelowTheChosenHeightIsSigned() {
    String digest = COMMITTEE.toString();
    assertThat(run("repair", "new", "--committee", digest, "--from-height", "100").exitCode())
        .isZero();
    assertThat(claim("new", 99, 0, "a")).isEqualTo(new SigningClaim.Dead(100));
    assertThat(claim("new", 100, 0, "a")).isInstanceOf(SigningClaim.Granted.class);
    assertThat(run("repair", "new", "--committee", digest, "--from-height", "9").exitCode())
        .isEqualTo(2);
    assertThat(run("repair", "new", "--committee", "0x1", "--from-height", "200").exitCode())
        .isEqualTo(2);
  }

  @Test
  void aFileThatIsNoRecordIsExit2() throws IOException {
    for (String text :
        new String[] {
          "no json",
          "{}",
          "{\"format\":\"loadline-signing-record/1\"}",
          "{\"format\":\"loadline-signing-record/1\",\"lowestHeights\":{},\"messages\":[{}]}"
        }) {
      Path file = Files.writeString(folder.resolve("bad.json"), text);
      assertThat(run("import", "new", file.toString()).exitCode()).as(text).isEqualTo(2);
    }
    assertThat(run("import", "new", folder.resolve("none").toString()).exitCode()).isEqualTo(1);
  }

  private SigningClaim claim(String machine, long height, int round, String content) {
    try (Archive archive = RocksArchive.open(folder.resolve(machine))) {
      return archive
          .signingRecord()
          .claim(new SigningSlot(COMMITTEE, height, PREPARE, round), content.getBytes(UTF_8));
    }
  }

  private Ran run(String command, String machine, String... more) {
    List<String> all = new ArrayList<>(List.of("signing-record", command));
    all.addAll(List.of(more));
    all.addAll(List.of("--data", folder.resolve(machine).toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Loadline.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int exitCode = line.execute(all.toArray(String[]::new));
    return new Ran(exitCode, out.toString(), err.toString());
  }

  private static Digest committee() {
    byte[] bytes = new byte[Digest.LENGTH];
    Arrays.fill(bytes, (byte) 9);
    return Digest.of(bytes);
  }
}
