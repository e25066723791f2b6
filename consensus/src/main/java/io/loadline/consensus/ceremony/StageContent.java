package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.ReportValidator;
import java.util.Optional;

/** What the holders' agreement carries: views to decide on, and as report the decided digest. */
final class StageContent implements ReportValidator {
  @Override
  public boolean acceptsObservation(long height, int round, Bytes body) {
    return Stage.of(height).isPresent() && View.decode(body).isPresent();
  }

  @Override
  public Optional<Digest> reportDigest(long height, Bytes report) {
    return Stage.of(height).isPresent() && report.size() == Digest.LENGTH
        ? Optional.of(Digest.of(report.toArray()))
        : Optional.empty();
  }
}
