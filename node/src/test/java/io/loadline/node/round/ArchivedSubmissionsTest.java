package io.loadline.node.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.chain.submit.Fees;
import io.loadline.chain.submit.SubmissionJournal.Attempt;
import io.loadline.chain.submit.SubmissionJournal.Pending;
import io.loadline.node.archive.Archive;
import io.loadline.node.archive.RocksArchive;
import io.loadline.risk.bytes.Address;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchivedSubmissionsTest {
  private static final Address SENDER =
      Address.fromHex("0x00000000000000000000000000000000000000aa");
  private static final Address OTHER =
      Address.fromHex("0x00000000000000000000000000000000000000bb");

  @TempDir private Path directory;

  @Test
  void aPendingTransactionIsKnownAfterARestartUntilItSettles() {
    Attempt first = new Attempt("0x01", 7, fees(10), "0xf801");
    Attempt second = new Attempt("0x02", 8, fees(12), "0xf802");
    Pending pending = new Pending(31337, SENDER, 4, List.of(first, second));
    try (Archive archive = RocksArchive.open(directory)) {
      new ArchivedSubmissions(archive).record(pending);
    }
    try (Archive archive = RocksArchive.open(directory)) {
      ArchivedSubmissions submissions = new ArchivedSubmissions(archive);
      assertThat(submissions.pending(31337, SENDER)).contains(pending);
      assertThat(submissions.pending(31338, SENDER)).isEmpty();
      assertThat(submissions.pending(31337, OTHER)).isEmpty();
      submissions.settled(31337, OTHER);
      assertThat(submissions.pending(31337, SENDER)).contains(pending);
      submissions.settled(31337, SENDER);
      assertThat(submissions.pending(31337, SENDER)).isEmpty();
    }
  }

  private static Fees fees(long gwei) {
    BigInteger wei = BigInteger.valueOf(gwei).multiply(BigInteger.valueOf(1_000_000_000));
    return new Fees(wei, BigInteger.ONE);
  }
}
