package io.loadline.node.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Address;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.Member;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.message.Evidence;
import io.loadline.consensus.message.EvidencePair;
import io.loadline.consensus.message.EvidencePair.Offence;
import io.loadline.consensus.message.PrepareVote;
import io.loadline.node.archive.Archive;
import io.loadline.node.archive.RocksArchive;
import io.loadline.node.cli.Loadline;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From the loop's hands to the disk, and from there to an operator's. */
final class EvidenceKeeperTest {
  private static final Committee COMMITTEE = committee();

  @TempDir private Path directory;
  private Archive archive;
  private EvidenceKeeper keeper;

  @BeforeEach
  void open() {
    archive = RocksArchive.open(directory);
    keeper = new EvidenceKeeper(COMMITTEE, archive);
  }

  @AfterEach
  void close() {
    archive.close();
  }

  @Test
  void evidenceOutlivesTheProcessAndIsKeptOnce() {
    EvidencePair pair = pair(1, 7);
    assertThat(keeper.keep(pair)).isTrue();
    assertThat(keeper.keep(pair)).isFalse();
    archive.close();
    open();
    assertThat(archive.evidence(9)).hasSize(1);
    assertThat(Evidence.parse(archive.evidence(9).getFirst()))
        .contains(Evidence.of(COMMITTEE, pair));
    assertThat(keeper.keep(pair)).isFalse();
  }

  @Test
  void oneMemberFillsOnlyItsOwnShareOfTheDiskAlsoOverRestarts() {
    for (int height = 1; height <= EvidenceKeeper.PER_MEMBER; height++) {
      assertThat(keeper.keep(pair(1, height))).isTrue();
    }
    assertThat(keeper.keep(pair(1, 1_000))).isFalse();
    archive.close();
    open();
    assertThat(keeper.keep(pair(1, 1_001))).isFalse();
    assertThat(keeper.keep(pair(2, 1_001))).isTrue();
  }

  @Test
  void anOperatorListsShowsAndExportsTheRegistryCall() throws Exception {
    assertThat(run("list").out()).isEqualTo("no evidence\n");
    keeper.keep(pair(1, 7));
    keeper.keep(pair(2, 5));
    List<String> lines = run("list").out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .contains("height 5  round 0  DOUBLE_VOTE  PREPARE  by " + identity(2));
    String id = lines.getLast().substring(0, 16);
    String call = Evidence.of(COMMITTEE, pair(1, 7)).calldata().toString();
    assertThat(run("show", id).out()).contains("calldata   " + call);
    Path file = directory.resolve("call.hex");
    assertThat(run("export", id, "-o", file.toString()).exitCode()).isZero();
    assertThat(Files.readString(file)).isEqualTo(call + "\n");
    assertThat(run("export", id, "-o", file.toString()).exitCode()).isEqualTo(1);
    assertThat(run("show", "0123456789abcdef").exitCode()).isEqualTo(1);
    assertThat(run("list", "--json").out()).contains("\"offence\":\"DOUBLE_VOTE\"");
  }

  private record Ran(int exitCode, String out) {}

  private Ran run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("evidence"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", directory.toString()));
    StringWriter out = new StringWriter();
    CommandLine line = Loadline.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(new StringWriter()));
    int exitCode = line.execute(all.toArray(String[]::new));
    return new Ran(exitCode, out.toString());
  }

  private static EvidencePair pair(int member, long height) {
    RecoverableSignature signature = RecoverableSignature.of(new byte[RecoverableSignature.LENGTH]);
    return new EvidencePair(
        Offence.DOUBLE_VOTE,
        new PrepareVote(height, 0, member, digest(1), signature),
        new PrepareVote(height, 0, member, digest(2), signature));
  }

  private static Committee committee() {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      members.add(new Member(i, identity(i), point(i + 2)));
    }
    return Committee.of(Keccak.hash(new byte[] {9}), 1, point(1), members);
  }

  private static Address identity(int member) {
    byte[] bytes = new byte[Address.LENGTH];
    Arrays.fill(bytes, (byte) (member + 1));
    return Address.of(bytes);
  }

  /** The committee looks at no point; they only make its digest. */
  private static Bytes point(int value) {
    byte[] bytes = new byte[33];
    bytes[0] = 2;
    bytes[32] = (byte) value;
    return Bytes.of(bytes);
  }

  private static Digest digest(int filled) {
    byte[] bytes = new byte[Digest.LENGTH];
    Arrays.fill(bytes, (byte) filled);
    return Digest.of(bytes);
  }
}
