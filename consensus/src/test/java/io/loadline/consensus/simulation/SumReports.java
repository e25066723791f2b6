package io.loadline.consensus.simulation;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.ReportValidator;
import io.loadline.consensus.message.ObservationVote;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The smallest report that needs every observation: a body is height, round and a number; a report
 * is the height and the sum; its digest is its hash.
 */
public final class SumReports implements ReportValidator {
  static final int LENGTH = 16;

  /** An observation body. */
  public static Bytes body(long height, int round, int number) {
    return Bytes.of(
        ByteBuffer.allocate(LENGTH).putLong(height).putInt(round).putInt(number).array());
  }

  /** The report of some observations. */
  public static Bytes report(long height, List<ObservationVote> observations) {
    long sum =
        observations.stream()
            .mapToLong(vote -> ByteBuffer.wrap(vote.body().toArray()).getInt(12))
            .sum();
    return Bytes.of(ByteBuffer.allocate(LENGTH).putLong(height).putLong(sum).array());
  }

  /** The digest of a report. */
  public static Digest digest(Bytes report) {
    return Keccak.hash(report.toArray());
  }

  @Override
  public boolean acceptsObservation(long height, int round, Bytes body) {
    ByteBuffer in = ByteBuffer.wrap(body.toArray());
    return body.size() == LENGTH && in.getLong() == height && in.getInt() == round;
  }

  @Override
  public Optional<Digest> reportDigest(long height, Bytes report) {
    return report.size() == LENGTH && ByteBuffer.wrap(report.toArray()).getLong() == height
        ? Optional.of(digest(report))
        : Optional.empty();
  }
}
