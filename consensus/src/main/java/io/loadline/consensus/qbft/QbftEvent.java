package io.loadline.consensus.qbft;

import io.loadline.consensus.Digest;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.CommitVote;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.PrepareVote;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RoundChange;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can move one height. All signatures inside were checked before; a node's own
 * votes come back in as soon as they are signed.
 */
public sealed interface QbftEvent {
  /** The height begins, or goes on after a restart. */
  record Started() implements QbftEvent {}

  /** A proposal, with its justification. */
  record Proposed(Proposal proposal) implements QbftEvent {}

  /** A PREPARE. */
  record Prepared(PrepareVote vote) implements QbftEvent {}

  /** A COMMIT. */
  record Committed(CommitVote vote) implements QbftEvent {}

  /** A ROUND-CHANGE, with its certificate. */
  record RoundChanged(RoundChange message) implements QbftEvent {}

  /** A quorum of COMMITs from a peer. */
  record DecisionShown(Certificate certificate, @Nullable ProposalVote proposal)
      implements QbftEvent {}

  /**
   * This node, as leader, chose and computed a fresh value; answers {@link QbftEffect.NeedValue}.
   */
  record ValueReady(ObservationList observations, Digest digest) implements QbftEvent {}

  /** This node computed what these observations lead to. */
  record Computed(Digest observationsHash, Digest digest) implements QbftEvent {}

  /** A round lasted long enough. */
  record TimerExpired(int round) implements QbftEvent {}
}
