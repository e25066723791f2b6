package io.loadline.consensus.qbft;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.EvidencePair;
import io.loadline.consensus.message.Justification;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.PreparedCertificate;
import org.jspecify.annotations.Nullable;

/** What one height wants done, in this order. */
public sealed interface QbftEffect {
  /** A round began: its timer runs for the duration and replaces the one before. */
  record EnterRound(int round, long durationMs) implements QbftEffect {}

  /** This node leads the round and may choose a fresh value. */
  record NeedValue(int round) implements QbftEffect {}

  /** A vote depends on what these observations lead to. */
  record NeedComputation(ObservationList observations) implements QbftEffect {}

  /** Sign and send a proposal. */
  record CastProposal(
      int round, Digest digest, ObservationList observations, @Nullable Justification justification)
      implements QbftEffect {}

  /** Sign and send a PREPARE. */
  record CastPrepare(int round, Digest digest) implements QbftEffect {}

  /** Remember the lock durably; comes before the COMMIT that rests on it. */
  record Lock(PreparedCertificate certificate) implements QbftEffect {}

  /** Sign and send a COMMIT. */
  record CastCommit(int round, Digest digest) implements QbftEffect {}

  /** Sign and send a ROUND-CHANGE with the lock, if there is one. */
  record CastRoundChange(int round, @Nullable PreparedCertificate lock) implements QbftEffect {}

  /** The height is decided. */
  record Decide(Certificate certificate) implements QbftEffect {}

  /** A peer changes rounds although this node knows the decision. */
  record PeerIsLate(int member) implements QbftEffect {}

  /** Equal observations led the leader and this node to different digests. */
  record Mismatch(int round, int leader, Digest proposed, Digest computed) implements QbftEffect {}

  /** Two votes that contradict each other. */
  record Evidence(EvidencePair pair) implements QbftEffect {}

  /** An event was not followed. */
  record Reject(int member, Rejection reason) implements QbftEffect {}
}
