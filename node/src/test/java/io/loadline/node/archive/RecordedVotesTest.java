package io.loadline.node.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.agreement.RecordEntry;
import io.loadline.consensus.agreement.RecordEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordedVotesTest {
  private static final Digest COMMITTEE = digest(9);

  @TempDir private Path directory;
  private Archive archive;
  private RecordedVotes votes;

  @BeforeEach
  void open() {
    archive = RocksArchive.open(directory);
    votes = new RecordedVotes(archive.signingRecord(), COMMITTEE);
  }

  @AfterEach
  void close() {
    archive.close();
  }

  @Test
  void everyKindComesBackAfterARestart() {
    for (Kind kind : Kind.values()) {
      votes.persist(entry(kind, 3, 1, "content of " + kind));
    }
    archive.close();
    open();
    assertThat(votes.at(3)).extracting(RecordEntry::kind).containsExactlyInAnyOrder(Kind.values());
    assertThat(votes.at(3))
        .allSatisfy(line -> {
          assertThat(line.digest()).isEqualTo(digest(3));
          assertThat(line.bytes()).isEqualTo(bytes("content of " + line.kind()));
        });
  }

  @Test
  void aSecondVoteInOneSlotStopsTheNode() {
    votes.persist(entry(Kind.COMMIT, 3, 0, "one"));
    votes.persist(entry(Kind.COMMIT, 3, 0, "one"));
    assertThatThrownBy(() -> votes.persist(entry(Kind.COMMIT, 3, 0, "two")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("COMMIT");
  }

  @Test
  void aLockMayComeWithOtherSignaturesButNotForAnotherDigest() {
    votes.persist(entry(Kind.LOCK, 3, 0, "signatures of 0 1 2"));
    votes.persist(entry(Kind.LOCK, 3, 0, "signatures of 0 1 3"));
    RecordEntry other = new RecordEntry(Kind.LOCK, 3, 0, digest(4), bytes("other"));
    assertThatThrownBy(() -> votes.persist(other)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void deadHeightsTakeNoMoreVotes() {
    votes.persist(entry(Kind.PREPARE, 3, 0, "one"));
    votes.forgetBelow(4);
    assertThat(votes.at(3)).isEmpty();
    assertThatThrownBy(() -> votes.persist(entry(Kind.PREPARE, 3, 1, "two")))
        .isInstanceOf(IllegalStateException.class);
  }

  private static RecordEntry entry(Kind kind, long height, int round, String content) {
    return new RecordEntry(kind, height, round, digest((int) height), bytes(content));
  }

  private static Digest digest(int filled) {
    byte[] bytes = new byte[Digest.LENGTH];
    Arrays.fill(bytes, (byte) filled);
    return Digest.of(bytes);
  }

  private static Bytes bytes(String ascii) {
    return Bytes.of(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
