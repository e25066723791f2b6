package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outcomes of the stages decided so far, worked out from the messages at hand and kept. */
final class Outcomes {
  private final CeremonyPlan plan;
  private final CeremonyState state;
  private final Map<Stage, Judged> judged = new EnumMap<>(Stage.class);
  private @Nullable Outcome<Announced> announced;
  private @Nullable Outcome<Dealt> dealt;
  private @Nullable Outcome<Qualified> qualified;

  /** The last evaluation of a stage. */
  private record Judged(Bytes union, Outcome<?> outcome) {}

  Outcomes(CeremonyPlan plan, CeremonyState state) {
    this.plan = plan;
    this.state = state;
  }

  /** Null while undecided, or while messages are missing. */
  @Nullable Outcome<Announced> announced() {
    if (announced == null) {
      announced =
          decided(Stage.ANNOUNCEMENTS)
              .map(complete -> Announced.judge(plan, complete))
              .orElse(null);
    }
    return announced;
  }

  /** Null while undecided, or while messages are missing. */
  @Nullable Outcome<Dealt> dealt() {
    if (dealt == null) {
      dealt = decided(Stage.DEALINGS).flatMap(this::judgeDealings).orElse(null);
    }
    return dealt;
  }

  /** Null while undecided, or while messages are missing. */
  @Nullable Outcome<Qualified> qualified() {
    if (qualified == null) {
      qualified = decided(Stage.COMPLAINTS).flatMap(this::judgeComplaints).orElse(null);
    }
    return qualified;
  }

  /** What views would lead to if they were decided. */
  Evaluation evaluate(Stage stage, List<Bytes> views) {
    Optional<View> union = views.size() < plan.deciders() ? Optional.empty() : union(views);
    if (union.isEmpty()) {
      return new Evaluation.Refused();
    }
    return switch (Resolution.of(state.store, stage.kind(), union.get())) {
      case Resolution.Missing(var contents) -> {
        state.store.want(contents);
        yield new Evaluation.Unknown(contents);
      }
      case Resolution.Complete complete ->
          judgeOnce(stage, union.get(), complete)
              .<Evaluation>map(outcome -> new Evaluation.Leads(outcome.digest()))
              .orElseGet(() -> new Evaluation.Unknown(List.of()));
    };
  }

  /** Everything that views name, each of them well formed. */
  static Optional<View> union(List<Bytes> views) {
    View union = new View();
    for (Bytes encoded : views) {
      Optional<View> view = View.decode(encoded);
      if (view.isEmpty()) {
        return Optional.empty();
      }
      union.addAll(view.get());
    }
    return Optional.of(union);
  }

  /** Proposals repeat themselves, and so would the work of judging them. */
  private Optional<? extends Outcome<?>> judgeOnce(
      Stage stage, View union, Resolution.Complete complete) {
    Judged last = judged.get(stage);
    if (last != null && last.union.equals(union.encode())) {
      return Optional.of(last.outcome);
    }
    Optional<? extends Outcome<?>> outcome = judge(stage, complete);
    outcome.ifPresent(made -> judged.put(stage, new Judged(union.encode(), made)));
    return outcome;
  }

  private Optional<? extends Outcome<?>> judge(Stage stage, Resolution.Complete complete) {
    return switch (stage) {
      case ANNOUNCEMENTS -> Optional.of(Announced.judge(plan, complete));
      case DEALINGS -> judgeDealings(complete);
      case COMPLAINTS -> judgeComplaints(complete);
    };
  }

  private Optional<Outcome<Dealt>> judgeDealings(Resolution.Complete complete) {
    return announced() instanceof Outcome.Reached<Announced> before
        ? Optional.of(Dealt.judge(plan, before.value(), before.culprits(), complete))
        : Optional.empty();
  }

  private Optional<Outcome<Qualified>> judgeComplaints(Resolution.Complete complete) {
    return announced() instanceof Outcome.Reached<Announced> first
            && dealt() instanceof Outcome.Reached<Dealt> before
        ? Optional.of(
            new Complaining(plan, first.value(), before.value()).judge(before.culprits(), complete))
        : Optional.empty();
  }

  private Optional<Resolution.Complete> decided(Stage stage) {
    View union = state.decisions.get(stage);
    if (union == null) {
      return Optional.empty();
    }
    return switch (Resolution.of(state.store, stage.kind(), union)) {
      case Resolution.Complete complete -> Optional.of(complete);
      case Resolution.Missing(var contents) -> {
        state.store.want(contents);
        yield Optional.empty();
      }
    };
  }
}
