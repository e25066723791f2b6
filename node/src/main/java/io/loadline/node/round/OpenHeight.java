package io.loadline.node.round;

import io.loadline.chain.head.BlockHeader;
import io.loadline.consensus.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the loop holds of a height between its anchor block and its end. Loop thread only. */
final class OpenHeight {
  private static final int REMEMBERED_COMPUTATIONS = 8;

  private final BlockHeader anchor;
  private final long validityEndSeconds;
  private final PhaseClock phases;
  private final Map<Digest, Computation> computations = new LinkedHashMap<>();
  private boolean signed;

  OpenHeight(BlockHeader anchor, long validitySeconds, PhaseClock phases) {
    this.anchor = anchor;
    this.validityEndSeconds = Math.addExact(anchor.timestamp(), validitySeconds);
    this.phases = phases;
  }

  BlockHeader anchor() {
    return anchor;
  }

  PhaseClock phases() {
    return phases;
  }

  /** Whether its validity has ended: nothing is signed for it any more. */
  boolean isDead(long anchorTimeSeconds) {
    return anchorTimeSeconds > validityEndSeconds;
  }

  boolean signed() {
    return signed;
  }

  void markSigned() {
    signed = true;
  }

  /** Keeps a computation by the digest it led to; the oldest gives way. */
  void keep(Computation computation) {
    if (computations.size() == REMEMBERED_COMPUTATIONS) {
      computations.remove(computations.keySet().iterator().next());
    }
    computations.put(computation.digest(), computation);
  }

  /** The computation that led to this digest, if this node made it. */
  Optional<Computation> computation(Digest digest) {
    return Optional.ofNullable(computations.get(digest));
  }
}
