package io.loadline.node.round;

import io.loadline.consensus.Digest;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.report.RoundResult;

/**
 * A report this node computed itself, with all it came from.
 *
 * @param readMs how long reading the chains took
 * @param riskMs how long the model took
 */
record Computation(Snapshot snapshot, RoundResult result, long readMs, long riskMs) {
  /** What the network decides and signs. */
  Digest digest() {
    return Digest.of(result.digest().toByteArray());
  }
}
