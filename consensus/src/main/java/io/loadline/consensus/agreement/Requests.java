package io.loadline.consensus.agreement;

import io.loadline.consensus.Digest;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.FetchObservations;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.ObservationRef;
import io.loadline.consensus.message.ProposalVote;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What this member asks the others to say again. */
final class Requests {
  private final Setup setup;
  private final long height;
  private final ObservationPool pool;
  private final Computations computations;
  private final Consumer<Effect> out;

  Requests(
      Setup setup,
      long height,
      ObservationPool pool,
      Computations computations,
      Consumer<Effect> out) {
    this.setup = setup;
    this.height = height;
    this.pool = pool;
    this.computations = computations;
    this.out = out;
  }

  /** Observations that computing waits for. */
  void missingObservations(int times) {
    for (ObservationList list : computations.waiting()) {
      fetch(list.round(), list.hash(), pool.missing(list), times);
    }
  }

  /** How the height ended: the decided proposal, and the signed report once there is one. */
  void decided(Certificate decision, int times) {
    fetch(decision.round(), decision.digest(), List.of(), times);
  }

  /** What an auditor will want of a signed height and this node still lacks. */
  void rest(Certificate decision, @Nullable ProposalVote proposal, int times) {
    if (proposal == null) {
      decided(decision, times);
    } else {
      ObservationList list = proposal.observations();
      fetch(list.round(), decision.digest(), pool.missing(list), times);
    }
  }

  private void fetch(int round, Digest digest, List<ObservationRef> refs, int times) {
    var message =
        new FetchObservations(height, round, digest, setup.self(), refs, Voter.UNSIGNED, times);
    out.accept(new Effect.Broadcast(setup.voter().signed(message)));
  }
}
