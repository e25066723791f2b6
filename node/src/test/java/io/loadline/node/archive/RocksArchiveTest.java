package io.loadline.node.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.consensus.Digest;
import io.loadline.node.OperatorException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksArchiveTest {
  @TempDir Path directory;

  @Test
  void roundsSurviveReopeningAndListFromTheNewest() {
    byte[] large = new byte[200_000];
    Arrays.fill(large, (byte) 7);
    try (Archive archive = RocksArchive.open(directory)) {
      assertThat(archive.latestRound()).isEmpty();
      archive.putRound(3, bytes("three"), bytes("c3"));
      archive.putRound(300, large, bytes("c300"));
      archive.putRound(20, bytes("twenty"), bytes("c20"));
    }
    try (Archive archive = RocksArchive.open(directory)) {
      assertThat(archive.latestRound()).hasValue(300);
      assertThat(archive.roundHeights(Long.MAX_VALUE, 2)).containsExactly(300L, 20L);
      assertThat(archive.roundHeights(299, 10)).containsExactly(20L, 3L);
      assertThat(archive.round(300)).hasValue(large);
      assertThat(archive.round(4)).isEmpty();
      assertThat(archive.certificate(CertificateKind.COMMIT, 20)).hasValue(bytes("c20"));
      assertThat(archive.certificate(CertificateKind.PREPARED, 20)).isEmpty();
    }
  }

  @Test
  void theFirstBundleOfAHeightStays() {
    try (Archive archive = RocksArchive.open(directory)) {
      assertThat(archive.putRound(1, bytes("a"), bytes("x"))).isTrue();
      assertThat(archive.putRound(1, bytes("b"), bytes("y"))).isFalse();
      assertThat(archive.round(1)).hasValue(bytes("a"));
      assertThat(archive.certificate(CertificateKind.COMMIT, 1)).hasValue(bytes("x"));
    }
  }

  @Test
  void pruningDropsOnlyWhatIsBelow() {
    try (Archive archive = RocksArchive.open(directory)) {
      for (long height = 1; height <= 5; height++) {
        archive.putRound(height, bytes("r" + height), bytes("c" + height));
        archive.putCertificate(CertificateKind.PREPARED, height, bytes("p" + height));
      }
      archive.pruneRoundsBelow(4);
      archive.pruneCertificatesBelow(CertificateKind.PREPARED, 3);
      assertThat(archive.roundHeights(10, 10)).containsExactly(5L, 4L);
      assertThat(archive.certificate(CertificateKind.COMMIT, 1)).hasValue(bytes("c1"));
      assertThat(archive.certificate(CertificateKind.PREPARED, 2)).isEmpty();
      assertThat(archive.certificate(CertificateKind.PREPARED, 3)).hasValue(bytes("p3"));
    }
  }

  @Test
  void evidenceIsKeptOnce() {
    try (Archive archive = RocksArchive.open(directory)) {
      assertThat(archive.addEvidence(bytes("two votes"))).isTrue();
      assertThat(archive.addEvidence(bytes("two votes"))).isFalse();
      archive.addEvidence(bytes("amnesia"));
      assertThat(archive.evidence(10))
          .containsExactlyInAnyOrder(bytes("two votes"), bytes("amnesia"));
      assertThat(archive.evidence(1)).hasSize(1);
    }
  }

  @Test
  void transactionsOfOneChainComeByNonce() {
    try (Archive archive = RocksArchive.open(directory)) {
      archive.putTransaction(1, 256, bytes("later"));
      archive.putTransaction(1, 255, bytes("sooner"));
      archive.putTransaction(2, 9, bytes("other chain"));
      assertThat(archive.transactions(1).keySet()).containsExactly(255L, 256L);
      assertThat(archive.highestNonce(1)).hasValue(256);
      assertThat(archive.highestNonce(3)).isEmpty();
      archive.removeTransaction(1, 256);
      assertThat(archive.highestNonce(1)).hasValue(255);
    }
  }

  @Test
  void aSecondProcessIsToldWhoHasTheDirectory() {
    try (Archive _ = RocksArchive.open(directory)) {
      assertThatThrownBy(() -> RocksArchive.open(directory))
          .isInstanceOf(OperatorException.DirectoryInUse.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    RocksArchive.open(directory).close();
  }

  @Test
  void aReaderSeesTheArchiveOfARunningNode() {
    try (Archive archive = RocksArchive.open(directory)) {
      archive.putRound(8, bytes("eight"), bytes("c"));
      archive.putMeta("network", bytes("n"));
      try (ArchiveReader reader = RocksArchive.openForReading(directory)) {
        assertThat(reader.round(8)).hasValue(bytes("eight"));
        assertThat(reader.meta("network")).hasValue(bytes("n"));
      }
    }
  }

  @Test
  void readingWhereNoNodeEverRanSaysSo() {
    assertThatThrownBy(() -> RocksArchive.openForReading(directory))
        .isInstanceOf(OperatorException.Unavailable.class)
        .hasMessageContaining("no archive in");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static Digest committee(int seed) {
    byte[] bytes = new byte[Digest.LENGTH];
    Arrays.fill(bytes, (byte) seed);
    return Digest.of(bytes);
  }
}
