package io.loadline.node.round;

import io.loadline.chain.head.BlockHeader;
import io.loadline.consensus.Digest;
import io.loadline.consensus.agreement.Event;

/** Everything that enters the round loop. */
sealed interface LoopEvent {
  /** A height's anchor block became final. */
  record Opened(long height, BlockHeader anchor) implements LoopEvent {}

  /** Block time of the anchor chain's newest head, unix seconds. */
  record AnchorTime(long seconds) implements LoopEvent {}

  /** Straight to the agreement machine: a message, an observation, a timer. */
  record Agreement(Event event) implements LoopEvent {}

  /** A report was computed here. */
  record Computed(long height, int round, Digest observationsHash, Computation computation)
      implements LoopEvent {}
}
