package io.loadline.consensus.agreement;

import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.Decided;
import io.loadline.consensus.message.FetchObservations;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RecallAnswer;
import io.loadline.consensus.message.RecallRequest;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.WireMessage;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What this member repeats for those that missed it; no more than each may ask for. */
final class Answers {
  private final Setup setup;
  private final ObservationPool pool;
  private final Completion completion;
  private final Consumer<Effect> out;
  private final AnswerLimit limit;
  private final LastWords lastWords = new LastWords();

  Answers(Setup setup, ObservationPool pool, Completion completion, Consumer<Effect> out) {
    this.setup = setup;
    this.pool = pool;
    this.completion = completion;
    this.out = out;
    this.limit = new AnswerLimit(setup.parameters().resendMs() / 2);
  }

  /** Takes note of who said what. */
  void hear(WireMessage message) {
    lastWords.hear(message);
  }

  void observations(FetchObservations fetch, long nowMs) {
    if (!limit.allows(fetch.sender(), nowMs)) {
      return;
    }
    for (var ref : fetch.refs()) {
      Optional<ObservationVote> found = pool.find(fetch.round(), ref);
      found.ifPresent(vote ->
          out.accept(new Effect.Broadcast(new SignedObservation(vote, fetch.resend() + 1))));
    }
  }

  /** Tells a member that has just started what it said last. */
  void lastWords(RecallRequest request, long nowMs) {
    int member = request.sender();
    lastWords
        .of(member)
        .filter(_ -> limit.allows(member, nowMs))
        .map(vote ->
            new RecallAnswer(
                vote.height(),
                vote.round(),
                request.digest(),
                setup.self(),
                member,
                vote.structHash(setup.committee().digest()),
                vote.signature(),
                Voter.UNSIGNED,
                request.resend()))
        .ifPresent(answer -> out.accept(new Effect.Broadcast(setup.voter().signed(answer))));
  }

  /** Tells a late member how this height ended, as far as this node knows. */
  void decision(
      int member,
      int asked,
      @Nullable Certificate decision,
      @Nullable ProposalVote proposal,
      long nowMs) {
    if (decision == null || !limit.allows(member, nowMs)) {
      return;
    }
    // The f + 1 members after the late one answer at once, the others only if it asks again.
    int turn = Math.floorMod(setup.self() - member - 1, setup.committee().size());
    if (turn > setup.committee().faults() && limit.given(member) == 1) {
      return;
    }
    out.accept(new Effect.Broadcast(new Decided(decision, proposal, asked + 1)));
    completion.report().ifPresent(m -> out.accept(new Effect.Broadcast(m.withResend(asked + 1))));
  }
}
