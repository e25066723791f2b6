package io.loadline.node.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningRecordTest {
  private static final Digest COMMITTEE = RocksArchiveTest.committee(0xff);
  private static final Digest OTHER = RocksArchiveTest.committee(1);
  private static final int PREPARE = 2;
  private static final int COMMIT = 255;

  @TempDir Path directory;
  private Archive archive;
  private SigningRecord record;

  @BeforeEach
  void open() {
    archive = RocksArchive.open(directory);
    record = archive.signingRecord();
  }

  @AfterEach
  void close() {
    archive.close();
  }

  @Test
  void aSlotTakesOneContentForEver() {
    assertThat(claim(5, PREPARE, 0, "a")).isInstanceOf(SigningClaim.Granted.class);
    reopen();
    assertThat(claim(5, PREPARE, 0, "a")).isInstanceOf(SigningClaim.Repeated.class);
    assertThat(claim(5, PREPARE, 0, "b"))
        .isEqualTo(new SigningClaim.Conflict(Bytes.of("a".getBytes(UTF_8))));
  }

  @Test
  void slotsOfOtherKindsHeightsAndCommitteesAreFree() {
    claim(5, PREPARE, 0, "a");
    assertThat(claim(5, COMMIT, 0, "b")).isInstanceOf(SigningClaim.Granted.class);
    assertThat(claim(6, PREPARE, 0, "b")).isInstanceOf(SigningClaim.Granted.class);
    assertThat(claim(4, PREPARE, 0, "b")).isInstanceOf(SigningClaim.Granted.class);
    assertThat(record.claim(new SigningSlot(OTHER, 5, PREPARE, 0), "b".getBytes(UTF_8)))
        .isInstanceOf(SigningClaim.Granted.class);
  }

  @Test
  void roundsOfOneKindNeverGoBack() {
    claim(5, PREPARE, 300, "late");
    assertThat(claim(5, PREPARE, 299, "early")).isEqualTo(new SigningClaim.Overtaken(300));
    assertThat(claim(5, COMMIT, 299, "commit")).isInstanceOf(SigningClaim.Granted.class);
    assertThat(claim(5, PREPARE, 301, "later")).isInstanceOf(SigningClaim.Granted.class);
  }

  @Test
  void highestAndSignedAtFindWhatStands() {
    claim(5, PREPARE, 0, "a");
    claim(5, PREPARE, 1, "b");
    claim(5, COMMIT, 0, "c");
    claim(7, PREPARE, 0, "d");
    assertThat(record.highest(COMMITTEE, 5, PREPARE).orElseThrow())
        .isEqualTo(
            new SignedMessage(
                new SigningSlot(COMMITTEE, 5, PREPARE, 1), Bytes.of("b".getBytes(UTF_8))));
    assertThat(record.highest(COMMITTEE, 6, PREPARE)).isEmpty();
    List<SigningSlot> slots =
        record.signedAt(COMMITTEE, 5).stream().map(SignedMessage::slot).toList();
    assertThat(slots)
        .containsExactly(
            new SigningSlot(COMMITTEE, 5, PREPARE, 0),
            new SigningSlot(COMMITTEE, 5, PREPARE, 1),
            new SigningSlot(COMMITTEE, 5, COMMIT, 0));
    assertThat(record.highestHeight(COMMITTEE)).contains(7L);
    assertThat(record.highestHeight(OTHER)).isEmpty();
  }

  @Test
  void forgottenHeightsStayRefused() {
    claim(5, PREPARE, 0, "a");
    claim(6, PREPARE, 0, "b");
    record.forgetBelow(COMMITTEE, 6);
    reopen();
    assertThat(record.signed(new SigningSlot(COMMITTEE, 5, PREPARE, 0))).isEmpty();
    assertThat(claim(5, PREPARE, 0, "other")).isEqualTo(new SigningClaim.Dead(6));
    assertThat(claim(6, PREPARE, 0, "b")).isInstanceOf(SigningClaim.Repeated.class);
    record.forgetBelow(COMMITTEE, 2);
    assertThat(claim(5, PREPARE, 0, "other")).isEqualTo(new SigningClaim.Dead(6));
  }

  @Test
  void aGrantSurvivesTheDeathOfTheProcess() throws IOException, InterruptedException {
    close();
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ClaimUntilKilled.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    int granted = 0;
    try (InputStream output = victim.getInputStream()) {
      while (granted < 20 && output.read() == '.') {
        granted++;
      }
    } finally {
      victim.destroyForcibly().waitFor();
    }
    open();
    assertThat(granted).isEqualTo(20);
    for (int height = 0; height < granted; height++) {
      assertThat(record.signed(ClaimUntilKilled.slot(height))).as("height %d", height).isPresent();
      assertThat(record.claim(ClaimUntilKilled.slot(height), "else".getBytes(UTF_8)))
          .isInstanceOf(SigningClaim.Conflict.class);
    }
  }

  private void reopen() {
    archive.close();
    open();
  }

  private SigningClaim claim(long height, int kind, int round, String message) {
    return record.claim(new SigningSlot(COMMITTEE, height, kind, round), message.getBytes(UTF_8));
  }
}
