package io.loadline.consensus.ceremony;

import io.loadline.consensus.Address;
import io.loadline.consensus.Digest;
import io.loadline.consensus.ceremony.CeremonyMessage.Fetch;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps a ceremony going: phases and their ends, proposals, repetitions, requests. */
final class Pace {
  private final CeremonyPlan plan;
  private final CeremonyTimes times;
  private final CeremonyState state;
  private final Waiting waiting;
  private final Outbox out;

  Pace(CeremonyPlan plan, CeremonyTimes times, CeremonyState state, Waiting waiting, Outbox out) {
    this.plan = plan;
    this.times = times;
    this.state = state;
    this.waiting = waiting;
    this.out = out;
  }

  /** Begins a phase; its state is on disk before anything is said in it. */
  void enter(Phase phase, long nowMs) {
    state.phase = phase;
    state.waits = 0;
    state.proposed = false;
    state.deadlineMs = nowMs + times.phaseMs(plan.participants().size());
    out.persist();
    out.setTimer(CeremonyTimer.PHASE, state.deadlineMs);
  }

  /**
   * A phase lasted long enough: proposes what there is, or says who is missing.
   *
   * @return whom this member waited for in vain, once it may give up; empty while it goes on
   */
  Optional<List<Culprit>> phaseOver(long nowMs, @Nullable Confirmations confirmations) {
    if (nowMs < state.deadlineMs) {
      return Optional.empty(); // Set before a phase that ended early.
    }
    state.waits++;
    state.deadlineMs = nowMs + times.phaseMs(plan.participants().size());
    out.setTimer(CeremonyTimer.PHASE, state.deadlineMs);
    if (!state.proposed && waiting.mayPropose()) {
      propose();
      return Optional.empty();
    }
    List<Address> missing = waiting.missingMembers(confirmations);
    out.add(new CeremonyEffect.Overdue(state.phase, missing));
    if (state.waits >= times.patience() && waiting.mayGiveUp()) {
      return Optional.of(
          missing.stream().map(who -> new Culprit(who, Culprit.Fault.ABSENT)).toList());
    }
    if (state.proposed) {
      propose();
    }
    return Optional.empty();
  }

  /** Everybody has spoken: waiting longer serves nothing. Never moves on by itself. */
  boolean proposeIfComplete() {
    if (!state.proposed && waiting.hasAll()) {
      propose();
    }
    return false;
  }

  /** Shows the holders what this member has seen; only holders have a say. */
  void propose() {
    state.proposed = true;
    Stage stage = waiting.stage();
    if (stage != null && state.self < plan.holders() && !state.decisions.containsKey(stage)) {
      out.add(new CeremonyEffect.Decide(stage, state.store.view(stage.kind()).encode()));
    }
  }

  /** Says this member's words of the phase, the first time or again. */
  void sayAgain() {
    switch (state.phase) {
      case NEW, OPENING, STORING, COMPLETED, ABORTED -> {}
      case ANNOUNCING -> out.broadcastOwn(MessageKind.ANNOUNCEMENT);
      case DEALING -> out.broadcastOwn(MessageKind.DEALING);
      case COMPLAINING -> out.broadcastOwn(MessageKind.COMPLAINTS);
      case CONFIRMING -> {
        out.broadcastOwn(MessageKind.CONFIRMATION);
        SignedMessage opening = state.own(MessageKind.OPENING);
        if (opening != null) {
          out.forward(plan.repaired(), opening);
        }
      }
    }
  }

  /** Asks two peers, others each time, for what is missing; and whether it is over. */
  void fetch() {
    int participants = plan.participants().size();
    List<Digest> missing = waiting.missing(out.resends());
    if (participants == 1 || (missing.isEmpty() && state.phase != Phase.CONFIRMING)) {
      return;
    }
    List<Integer> asked =
        IntStream.range(0, Math.min(2, participants - 1))
            .map(k -> 1 + Math.floorMod(2 * out.resends() + k, participants - 1))
            .mapToObj(step -> (state.self + step) % participants)
            .toList();
    out.send(asked, new Fetch(missing));
  }
}
