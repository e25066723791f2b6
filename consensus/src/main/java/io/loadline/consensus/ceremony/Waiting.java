package io.loadline.consensus.ceremony;

import io.loadline.consensus.Address;
import io.loadline.consensus.Digest;
import io.loadline.consensus.ceremony.CeremonyMessage.Announcement;
import io.loadline.consensus.ceremony.CeremonyMessage.Completion;
import io.loadline.consensus.frost.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a phase waits for: whose words, which messages, how long. Changes nothing. */
final class Waiting {
  private final CeremonyPlan plan;
  private final CeremonyState state;
  private final Outcomes outcomes;

  Waiting(CeremonyPlan plan, CeremonyState state, Outcomes outcomes) {
    this.plan = plan;
    this.state = state;
    this.outcomes = outcomes;
  }

  /** What the current phase is about to have decided; null in the later phases. */
  @Nullable Stage stage() {
    return switch (state.phase) {
      case ANNOUNCING -> Stage.ANNOUNCEMENTS;
      case DEALING -> Stage.DEALINGS;
      case COMPLAINING -> Stage.COMPLAINTS;
      case NEW, OPENING, STORING, CONFIRMING, COMPLETED, ABORTED -> null;
    };
  }

  /** Whether everybody has spoken, so that waiting longer serves nothing. */
  boolean hasAll() {
    Stage stage = stage();
    return stage != null && state.store.of(stage.kind()).keySet().containsAll(expected(stage));
  }

  /** Whether enough have spoken for a decision that does not fail at once. */
  boolean mayPropose() {
    Stage stage = stage();
    if (stage == null) {
      return false;
    }
    Set<Integer> heard = state.store.of(stage.kind()).keySet();
    return switch (stage) {
      case ANNOUNCEMENTS ->
          heard.stream().filter(this::announcesDealing).count() >= plan.leastDealers()
              && heard.stream().filter(who -> plan.receiver(who) != null).count()
                  >= plan.threshold();
      case DEALINGS -> heard.size() >= plan.leastDealers();
      case COMPLAINTS -> true;
    };
  }

  /** Whether giving up can leave nobody counting on this member. */
  boolean mayGiveUp() {
    return switch (state.phase) {
      case ANNOUNCING, DEALING, COMPLAINING, OPENING -> true;
      case CONFIRMING -> plan.repaired() >= 0 && !state.shareStored;
      case NEW, STORING, COMPLETED, ABORTED -> false;
    };
  }

  /** Whose words of this phase are not here. */
  List<Address> missingMembers(@Nullable Confirmations confirmations) {
    Stage stage = stage();
    TreeSet<Integer> missing = new TreeSet<>();
    if (stage != null) {
      missing.addAll(expected(stage));
      missing.removeAll(state.store.of(stage.kind()).keySet());
    } else if (plan.repaired() < 0) {
      missing.addAll(receivers());
      missing.removeAll(confirmations == null ? List.of() : confirmations.authors());
    } else if (state.phase == Phase.OPENING) {
      missing.addAll(receivers());
      missing.remove(state.self);
      missing.removeAll(state.store.of(MessageKind.OPENING).keySet());
    } else {
      missing.add(plan.repaired());
    }
    return missing.stream().map(plan.participants()::get).toList();
  }

  /**
   * Messages to ask for: first what a decision names, then what a proposal names, another part of
   * it each time, for a liar's proposal may name what does not exist.
   */
  List<Digest> missing(int turn) {
    Stage stage = stage();
    View decided = stage == null ? null : state.decisions.get(stage);
    if (stage != null && decided != null) {
      return switch (Resolution.of(state.store, stage.kind(), decided)) {
        case Resolution.Complete _ -> List.of();
        case Resolution.Missing(var contents) -> window(contents, turn);
      };
    }
    return window(state.store.wanted(), turn);
  }

  Announced announced() {
    return reached(outcomes.announced());
  }

  Dealt dealt() {
    return reached(outcomes.dealt());
  }

  Qualified qualified() {
    return reached(outcomes.qualified());
  }

  /** Who failed, as far as anything was decided. */
  List<Culprit> culprits() {
    List<Culprit> culprits = List.of();
    for (Outcome<?> outcome :
        new Outcome<?>[] {outcomes.announced(), outcomes.dealt(), outcomes.qualified()}) {
      culprits = outcome == null ? culprits : outcome.culprits();
    }
    return culprits;
  }

  /** What came out, as this completion proves it. */
  CeremonyResult result(SignedMessage proof) {
    if (!(proof.message() instanceof Completion completion)
        || !(outcomes.qualified() instanceof Outcome.Reached<Qualified> reached)) {
      throw new IllegalStateException("completed without a completion");
    }
    Qualified qualified = reached.value();
    List<Address> confirmed =
        completion.confirmations().stream()
            .map(signed -> plan.participants().get(signed.author()))
            .toList();
    List<Address> without =
        plan.repaired() >= 0
            ? List.of()
            : plan.receivers().stream().filter(who -> !confirmed.contains(who)).toList();
    return new CeremonyResult(
        qualified.committee().committee(),
        qualified.committee().group(),
        qualified.transcript(),
        proof,
        confirmed,
        without,
        reached.culprits());
  }

  private Set<Integer> expected(Stage stage) {
    return switch (stage) {
      case ANNOUNCEMENTS -> {
        TreeSet<Integer> all = new TreeSet<>();
        for (int participant = 0; participant < plan.participants().size(); participant++) {
          all.add(participant);
        }
        yield all;
      }
      case DEALINGS -> announced().commitments().keySet();
      case COMPLAINTS -> {
        TreeSet<Integer> receivers = new TreeSet<>();
        for (Identifier receiver : announced().receivers()) {
          receivers.add(plan.participantOf(receiver));
        }
        yield receivers;
      }
    };
  }

  private List<Integer> receivers() {
    return plan.receivers().stream().map(plan.participants()::indexOf).toList();
  }

  private boolean announcesDealing(int participant) {
    SignedMessage said = state.store.first(MessageKind.ANNOUNCEMENT, participant);
    return said != null
        && said.message() instanceof Announcement announcement
        && announcement.commitments() != null;
  }

  private static List<Digest> window(List<Digest> contents, int turn) {
    if (contents.size() <= CeremonyMessage.Fetch.MAXIMUM) {
      return contents.stream().sorted().toList();
    }
    List<Digest> part = new ArrayList<>();
    for (int k = 0; k < CeremonyMessage.Fetch.MAXIMUM; k++) {
      part.add(
          contents.get(Math.floorMod(turn * CeremonyMessage.Fetch.MAXIMUM + k, contents.size())));
    }
    return part.stream().sorted().toList();
  }

  private static <T> T reached(@Nullable Outcome<T> outcome) {
    if (!(outcome instanceof Outcome.Reached<T> reached)) {
      throw new IllegalStateException("the phase before has no result");
    }
    return reached.value();
  }
}
