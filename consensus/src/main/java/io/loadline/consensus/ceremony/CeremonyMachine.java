package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.IdentitySigner;
import io.loadline.consensus.Rejection.Untimely;
import io.loadline.consensus.ceremony.CeremonyMessage.Announcement;
import io.loadline.consensus.ceremony.CeremonyMessage.Complaints;
import io.loadline.consensus.ceremony.CeremonyMessage.Completion;
import io.loadline.consensus.ceremony.CeremonyMessage.Confirmation;
import io.loadline.consensus.ceremony.CeremonyMessage.Dealing;
import io.loadline.consensus.ceremony.CeremonyMessage.Fetch;
import io.loadline.consensus.ceremony.CeremonyMessage.Opening;
import io.loadline.consensus.ceremony.CeremonyMessage.TestSigning;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.RandomBytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One member's part in one key ceremony. Not thread-safe: one writer. The caller carries out the
 * effects in order.
 *
 * <p>The secrets of a session are drawn once and stored before the first message leaves. A session
 * whose state was lost is never begun again: the plan's next attempt is another session.
 */
public final class CeremonyMachine {
  private final CeremonyPlan plan;
  private final CeremonyTimes times;
  private final CeremonyState state;
  private final Outcomes outcomes;
  private final Outbox out;
  private final CeremonyProgress progress;
  private final Map<Integer, Long> nextAnswerMs = new HashMap<>();

  private CeremonyMachine(
      CeremonyPlan plan,
      CeremonyTimes times,
      IdentitySigner signer,
      @Nullable KeyShare held,
      RandomBytes random,
      CeremonyState state) {
    this.plan = plan;
    this.times = times;
    this.state = state;
    this.outcomes = new Outcomes(plan, state);
    this.out = new Outbox(plan, signer, state);
    this.progress = new CeremonyProgress(plan, times, state, outcomes, out, held, random);
  }

  /**
   * A member that has not begun.
   *
   * @param held this member's share in the installed committee; null if it has none, or if a key is
   *     made
   */
  public static CeremonyMachine begin(
      CeremonyPlan plan,
      CeremonyTimes times,
      IdentitySigner signer,
      @Nullable KeyShare held,
      RandomBytes random) {
    int self = self(plan, signer);
    InstalledCommittee installed = plan.installed();
    if (held != null
        && (installed == null
            || self >= plan.holders()
            || !held.identifier().equals(Identifier.ofMember(self))
            || !held.group().equals(installed.group()))) {
      throw new IllegalArgumentException(
          "The key share is not this member's share in the installed committee.");
    }
    return new CeremonyMachine(
        plan, times, signer, held, random, new CeremonyState(plan.session(), self));
  }

  /**
   * A member that goes on from its last stored state; empty if the bytes are not a state of this
   * plan's session and this member.
   */
  public static Optional<CeremonyMachine> resume(
      CeremonyPlan plan,
      CeremonyTimes times,
      IdentitySigner signer,
      RandomBytes random,
      SecretBytes stored) {
    return CeremonyState.decode(plan.session(), self(plan, signer), stored)
        .map(state -> new CeremonyMachine(plan, times, signer, null, random, state));
  }

  /** Takes one event and says what to do, in order. */
  public List<CeremonyEffect> on(CeremonyEvent event, long nowMs) {
    switch (event) {
      case CeremonyEvent.Started() -> progress.start(nowMs);
      case CeremonyEvent.Received(var message) -> received(message, nowMs);
      case CeremonyEvent.Decided(var stage, var views) -> decided(stage, views);
      case CeremonyEvent.TimerExpired(var timer) -> progress.timerExpired(timer, nowMs);
      case CeremonyEvent.ShareStored() -> progress.shareStored(nowMs);
      case CeremonyEvent.Activated(var committee) -> progress.activated(committee);
      case CeremonyEvent.GivenUp() -> progress.giveUp();
    }
    progress.advance(nowMs);
    return out.drain();
  }

  /**
   * Where a list of views leads, for the holders' agreement: a leader proposes and a member votes
   * only for the digest that this gives. The views are of distinct holders.
   */
  public Evaluation evaluate(Stage stage, List<Bytes> views) {
    return outcomes.evaluate(stage, views);
  }

  /**
   * Whether everything a holder's view names is here; what is not is asked for. A leader proposes
   * only such views: one that names what nobody signed can never be evaluated.
   */
  public boolean holds(Stage stage, int holder, Bytes view) {
    Optional<View> seen = View.decode(view);
    if (seen.isEmpty()) {
      return false;
    }
    List<Digest> missing =
        switch (Resolution.of(state.store, stage.kind(), seen.get())) {
          case Resolution.Complete _ -> List.of();
          case Resolution.Missing(var contents) -> contents;
        };
    state.store.wantFor(holder, missing);
    return missing.isEmpty();
  }

  /** How far this member is. */
  public Phase phase() {
    return state.phase;
  }

  /** The state as it would be stored now. */
  public SecretBytes state() {
    return state.encode();
  }

  private void received(SignedMessage message, long nowMs) {
    int author = message.author();
    if (author == state.self) {
      ownWords(message);
      return;
    }
    switch (message.message()) {
      case Announcement _, Dealing _, Complaints _, Opening _, Completion _ -> keep(message);
      case Confirmation _ -> {
        keep(message);
        showCompletion(author, nowMs);
      }
      case TestSigning(var step) -> {
        Identifier sender = plan.receiver(author);
        if (sender != null) {
          progress.testSigning(sender, step);
        }
      }
      case Fetch(var contents) -> answer(author, contents, nowMs);
    }
  }

  private void keep(SignedMessage message) {
    if (state.phase.isOver() || !state.store.add(message)) {
      out.reject(message.author(), Untimely.DUPLICATE);
    }
  }

  /** Gossip brings own words back. Words that this process never said are another process's. */
  private void ownWords(SignedMessage message) {
    switch (message.message()) {
      case Announcement _, Dealing _, Complaints _, Opening _ -> {
        SignedMessage own = state.own(message.message().kind());
        if (own == null || !own.content().equals(message.content())) {
          progress.ownKeyUsedElsewhere();
        }
      }
      case Completion _ -> keep(message); // Proves itself, also if made just before a crash.
      case Confirmation _, TestSigning _, Fetch _ -> {}
    }
  }

  private void decided(Stage stage, List<Bytes> views) {
    if (state.phase.isOver() || state.decisions.containsKey(stage)) {
      return;
    }
    Optional<View> union =
        views.size() < plan.deciders() ? Optional.empty() : Outcomes.union(views);
    if (union.isEmpty()) {
      throw new IllegalArgumentException("decided on views that nobody votes for");
    }
    state.decisions.put(stage, union.get());
    progress.fetch();
  }

  private void answer(int author, List<Digest> contents, long nowMs) {
    if (!mayAnswer(author, nowMs)) {
      out.reject(author, Untimely.LIMIT_REACHED);
      return;
    }
    for (Digest content : contents) {
      SignedMessage found = state.store.find(content);
      if (found != null) {
        out.forward(author, found);
      }
    }
    progress.completion().ifPresent(completion -> out.forward(author, completion));
  }

  private void showCompletion(int author, long nowMs) {
    Optional<SignedMessage> completion = progress.completion();
    if (completion.isPresent() && mayAnswer(author, nowMs)) {
      out.forward(author, completion.get());
    }
  }

  private boolean mayAnswer(int author, long nowMs) {
    if (nowMs < nextAnswerMs.getOrDefault(author, Long.MIN_VALUE)) {
      return false;
    }
    nextAnswerMs.put(author, nowMs + times.resendMs() / 2);
    return true;
  }

  private static int self(CeremonyPlan plan, IdentitySigner signer) {
    return plan.participant(signer.address())
        .orElseThrow(() ->
            new IllegalArgumentException(signer.address() + " takes no part in this ceremony"));
  }
}
