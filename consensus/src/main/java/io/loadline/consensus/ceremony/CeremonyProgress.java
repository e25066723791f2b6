package io.loadline.consensus.ceremony;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.roast.RoastMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Moves a member from phase to phase: what is done when one begins, and when one ends. */
final class CeremonyProgress {
  private final CeremonyPlan plan;
  private final CeremonyTimes times;
  private final CeremonyState state;
  private final Outcomes outcomes;
  private final Outbox out;
  private final OwnShares shares;
  private final Waiting waiting;
  private final Finishing finishing;
  private final Pace pace;
  private final @Nullable KeyShare held;

  CeremonyProgress(
      CeremonyPlan plan,
      CeremonyTimes times,
      CeremonyState state,
      Outcomes outcomes,
      Outbox out,
      @Nullable KeyShare held,
      RandomBytes random) {
    this.plan = plan;
    this.times = times;
    this.state = state;
    this.outcomes = outcomes;
    this.out = out;
    this.shares = new OwnShares(plan, state, random);
    this.waiting = new Waiting(plan, state, outcomes);
    this.pace = new Pace(plan, times, state, waiting, out);
    this.finishing = new Finishing(plan, times, state, outcomes, out, random);
    this.held = held;
  }

  /** Begins, or goes on where the stored state ended. */
  void start(long nowMs) {
    if (state.phase.isOver()) {
      tellEnd();
      return;
    }
    out.setTimer(CeremonyTimer.RESEND, nowMs + times.resendMs());
    if (state.phase == Phase.NEW) {
      out.keep(shares.announce(held));
      pace.enter(Phase.ANNOUNCING, nowMs);
    } else {
      out.setTimer(CeremonyTimer.PHASE, state.deadlineMs);
      if (state.phase == Phase.STORING) {
        storeShare();
      }
    }
    pace.sayAgain();
    if (state.proposed) {
      pace.propose();
    }
  }

  /** Goes as far as what is known allows. */
  void advance(long nowMs) {
    boolean moved = true;
    while (moved) {
      moved =
          switch (state.phase) {
            case NEW, STORING, COMPLETED, ABORTED -> false;
            case ANNOUNCING -> announced(nowMs);
            case DEALING -> dealt(nowMs);
            case COMPLAINING -> complained(nowMs);
            case OPENING -> opened(nowMs);
            case CONFIRMING -> confirmed(nowMs);
          };
    }
  }

  /** A timer's time has come. */
  void timerExpired(CeremonyTimer timer, long nowMs) {
    if (state.phase.isOver()) {
      return;
    }
    switch (timer) {
      case PHASE ->
          pace.phaseOver(nowMs, finishing.confirmations())
              .ifPresent(missing -> abort(AbortReason.TIMED_OUT, missing));
      case RESEND -> {
        out.tick();
        pace.sayAgain();
        pace.fetch();
        finishing.tick();
        out.setTimer(CeremonyTimer.RESEND, nowMs + times.resendMs());
      }
      case COORDINATE -> finishing.coordinate(nowMs);
    }
  }

  /** The new share is on disk: only now may others count on it. */
  void shareStored(long nowMs) {
    Optional<Scalar> share = state.secrets.share();
    if (state.phase != Phase.STORING || share.isEmpty()) {
      return;
    }
    state.shareStored = true;
    finishing.confirm(share.get());
    pace.enter(Phase.CONFIRMING, nowMs);
    out.broadcastOwn(MessageKind.CONFIRMATION);
  }

  /** The chain switched over: a former share has no more use, and is a danger. */
  void activated(Digest committee) {
    InstalledCommittee installed = plan.installed();
    boolean replaces = plan.kind() == CeremonyKind.RESHARE || plan.kind() == CeremonyKind.REFRESH;
    if (state.phase == Phase.COMPLETED
        && installed != null
        && replaces
        && state.self < plan.holders()
        && outcomes.qualified() instanceof Outcome.Reached<Qualified> reached
        && reached.value().committee().committee().digest().equals(committee)) {
      out.add(new CeremonyEffect.DeleteOldShare(installed.committee().digest()));
    }
  }

  /** The operator ends it here, whatever the others do. */
  void giveUp() {
    if (state.phase.isOver()) {
      return;
    }
    if (state.shareStored || state.phase == Phase.STORING) {
      out.add(new CeremonyEffect.DiscardShare());
    }
    abort(AbortReason.GIVEN_UP, List.of());
  }

  /** Another process speaks with this member's key. What is confirmed stays confirmed. */
  void ownKeyUsedElsewhere() {
    switch (state.phase) {
      case NEW, ANNOUNCING, DEALING, COMPLAINING, OPENING ->
          abort(AbortReason.OWN_KEY_USED_ELSEWHERE, List.of());
      case STORING, CONFIRMING, COMPLETED, ABORTED ->
          out.reject(state.self, Rejection.Fault.EQUIVOCATION);
    }
  }

  /** A step of the test signature from a receiver. */
  void testSigning(Identifier sender, RoastMessage message) {
    finishing.testSigning(sender, message);
  }

  /** What shows that the ceremony is over, once it is. */
  Optional<SignedMessage> completion() {
    return state.phase == Phase.COMPLETED ? finishing.completion() : Optional.empty();
  }

  /** Asks for what a decision names and is not here. */
  void fetch() {
    pace.fetch();
  }

  private boolean announced(long nowMs) {
    return switch (outcomes.announced()) {
      case null -> pace.proposeIfComplete();
      case Outcome.Failed<Announced> failed -> abort(failed);
      case Outcome.Reached<Announced> reached -> {
        if (isMisquoted(Stage.ANNOUNCEMENTS)) {
          yield abort(AbortReason.OWN_KEY_USED_ELSEWHERE, reached.culprits());
        }
        shares.deal(reached.value()).ifPresent(out::keep);
        pace.enter(Phase.DEALING, nowMs);
        out.broadcastOwn(MessageKind.DEALING);
        yield true;
      }
    };
  }

  private boolean dealt(long nowMs) {
    return switch (outcomes.dealt()) {
      case null -> pace.proposeIfComplete();
      case Outcome.Failed<Dealt> failed -> abort(failed);
      case Outcome.Reached<Dealt> reached -> {
        if (isMisquoted(Stage.DEALINGS)) {
          yield abort(AbortReason.OWN_KEY_USED_ELSEWHERE, reached.culprits());
        }
        shares.complain(waiting.announced(), reached.value()).ifPresent(out::keep);
        pace.enter(Phase.COMPLAINING, nowMs);
        out.broadcastOwn(MessageKind.COMPLAINTS);
        yield true;
      }
    };
  }

  private boolean complained(long nowMs) {
    return switch (outcomes.qualified()) {
      case null -> pace.proposeIfComplete();
      case Outcome.Failed<Qualified> failed -> abort(failed);
      case Outcome.Reached<Qualified> reached -> {
        if (isMisquoted(Stage.COMPLAINTS)) {
          yield abort(AbortReason.OWN_KEY_USED_ELSEWHERE, reached.culprits());
        }
        Qualified qualified = reached.value();
        Optional<Scalar> sum = shares.sum(waiting.announced(), waiting.dealt(), qualified);
        if (plan.repaired() < 0) {
          takeShare(sum, nowMs);
        } else if (plan.repaired() == state.self) {
          pace.enter(Phase.OPENING, nowMs);
        } else {
          sum.ifPresent(part -> out.keep(shares.open(waiting.announced(), qualified, part)));
          takeShare(Optional.empty(), nowMs);
          pace.sayAgain();
        }
        yield true;
      }
    };
  }

  private boolean opened(long nowMs) {
    Optional<Scalar> share =
        shares.repaired(waiting.announced(), waiting.dealt(), waiting.qualified());
    if (share.isEmpty()) {
      return false;
    }
    takeShare(share, nowMs);
    return true;
  }

  /** What served to make the share is forgotten before the share is stored. */
  private void takeShare(Optional<Scalar> share, long nowMs) {
    share.ifPresent(state.secrets::keep);
    state.secrets.wipeDealing();
    pace.enter(share.isPresent() ? Phase.STORING : Phase.CONFIRMING, nowMs);
    if (share.isPresent()) {
      storeShare();
    }
  }

  private void storeShare() {
    newShare()
        .ifPresent(share ->
            out.add(
                new CeremonyEffect.PersistShare(
                    share, waiting.qualified().committee().committee())));
  }

  private Optional<KeyShare> newShare() {
    Identifier place = plan.receiver(state.self);
    return place == null
        ? Optional.empty()
        : state
            .secrets
            .share()
            .map(share -> new KeyShare(place, share, waiting.qualified().committee().group()));
  }

  private boolean confirmed(long nowMs) {
    if (finishing.advance(nowMs).isPresent()) {
      close(Phase.COMPLETED);
      tellEnd();
    }
    return false;
  }

  private void tellEnd() {
    AbortReason reason = state.aborted;
    if (reason != null) {
      out.add(new CeremonyEffect.Aborted(reason, waiting.culprits()));
    } else {
      completion().ifPresent(proof -> out.add(new CeremonyEffect.Completed(waiting.result(proof))));
    }
  }

  /** Whether the decision holds words of this member that it did not say. */
  private boolean isMisquoted(Stage stage) {
    View decided = state.decisions.get(stage);
    SignedMessage own = state.own(stage.kind());
    if (decided == null || !decided.contents().containsKey(state.self)) {
      return false;
    }
    return own == null
        || !decided.contents().get(state.self).equals(new TreeSet<>(Set.of(own.content())));
  }

  private boolean abort(Outcome.Failed<?> failed) {
    return abort(failed.reason(), failed.culprits());
  }

  private boolean abort(AbortReason reason, List<Culprit> culprits) {
    state.aborted = reason;
    close(Phase.ABORTED);
    out.add(new CeremonyEffect.Aborted(reason, culprits));
    return false;
  }

  /** Forgets every secret, on disk too. */
  private void close(Phase phase) {
    state.secrets.wipe();
    state.phase = phase;
    finishing.close();
    out.persist();
    for (CeremonyTimer timer : CeremonyTimer.values()) {
      out.add(new CeremonyEffect.CancelTimer(timer));
    }
  }
}
