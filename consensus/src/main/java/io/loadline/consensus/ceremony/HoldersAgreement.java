package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.IdentitySigner;
import io.loadline.consensus.agreement.AgreementMachine;
import io.loadline.consensus.agreement.AgreementParameters;
import io.loadline.consensus.agreement.Effect;
import io.loadline.consensus.agreement.Event;
import io.loadline.consensus.agreement.MessageVerifier;
import io.loadline.consensus.agreement.RecordEntry;
import io.loadline.consensus.agreement.TimerKey;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.WireMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The holders' agreement about a session's stages, by the network's own agreement: one height per
 * stage, a holder's view is its observation, and the digest is what the views lead to. Not
 * thread-safe: one writer, the ceremony machine's.
 *
 * <p>A view that names messages which are not here is held back until they are: a leader that
 * listed what nobody signed would propose what nobody can vote for.
 */
public final class HoldersAgreement {
  /** The heights in use, which are the stages'. */
  public static final int HIGHEST = Stage.values().length;

  private final CeremonyMachine ceremony;
  private final AgreementMachine agreement;
  private final LongFunction<List<RecordEntry>> record;
  private final Map<Stage, Opened> stages = new EnumMap<>(Stage.class);
  private final Deque<Effect> pending = new ArrayDeque<>();
  private final List<Effect> effects = new ArrayList<>();
  private final List<CeremonyEvent.Decided> decided = new ArrayList<>();
  private long nowMs;

  /** A stage whose height is open. */
  private static final class Opened {
    @Nullable Bytes view;
    int round = -1;
    final Map<Integer, SignedObservation> heldBack = new TreeMap<>();
    final Map<Digest, Effect.Compute> asked = new LinkedHashMap<>();
    final Map<Digest, List<Bytes>> viewsOf = new HashMap<>();
    @Nullable Digest decision;

    /** What the decision was made on, from whoever signed before this holder could compute. */
    List<Bytes> shown = List.of();

    boolean told;
  }

  /**
   * What is to be done.
   *
   * @param effects of the agreement, to be carried out in order; only those that reach outside
   * @param decided for the ceremony machine
   */
  public record Outcome(List<Effect> effects, List<CeremonyEvent.Decided> decided) {
    public Outcome {
      effects = List.copyOf(effects);
      decided = List.copyOf(decided);
    }
  }

  /**
   * A holder's part in it.
   *
   * @param verifier made by {@link #verifier}, shared with the gate
   * @param record what this holder's signing record holds for a height of the verifier's committee
   */
  public HoldersAgreement(
      CeremonyPlan plan,
      CeremonyMachine ceremony,
      MessageVerifier verifier,
      IdentitySigner signer,
      RandomBytes random,
      AgreementParameters parameters,
      LongFunction<List<RecordEntry>> record) {
    int self = plan.participant(signer.address()).orElseThrow();
    this.ceremony = ceremony;
    this.record = record;
    this.agreement =
        new AgreementMachine(
            verifier, self, signer, new StandInKey(plan).shareOf(self), random, parameters);
  }

  /** Checks the messages of a session's agreement. */
  public static MessageVerifier verifier(CeremonyPlan plan) {
    return new MessageVerifier(new StandInKey(plan).committee(), new StageContent());
  }

  /** Goes on with every stage that the signing record knows of. Comes first. */
  public Outcome start(long atMs) {
    nowMs = atMs;
    for (Stage stage : Stage.values()) {
      List<RecordEntry> entries = record.apply(stage.height());
      if (!entries.isEmpty()) {
        open(stage, entries);
      }
    }
    return finish();
  }

  /** This holder's view of a stage, perhaps newer than one before. */
  public Outcome propose(Stage stage, Bytes view, long atMs) {
    nowMs = atMs;
    Opened opened = opened(stage);
    opened.view = view;
    observe(stage, opened);
    return finish();
  }

  /** A message that a gate with this session's verifier accepted. */
  public Outcome received(WireMessage message, long atMs) {
    nowMs = atMs;
    Stage.of(message.height())
        .ifPresent(stage -> {
          Opened opened = opened(stage);
          if (message instanceof SignedObservation observation
              && opened.decision == null
              && !holds(stage, observation)) {
            opened.heldBack.put(observation.vote().member(), observation);
          } else {
            feed(new Event.Received(message));
          }
        });
    return finish();
  }

  /** A timer of the agreement ran out. */
  public Outcome timerExpired(TimerKey timer, long atMs) {
    nowMs = atMs;
    feed(new Event.TimerExpired(timer));
    return finish();
  }

  /** The ceremony machine took an event: what waited for messages may go on. */
  public Outcome advance(long atMs) {
    nowMs = atMs;
    stages.forEach((stage, opened) -> {
      List<SignedObservation> waiting = List.copyOf(opened.heldBack.values());
      for (SignedObservation observation : waiting) {
        if (holds(stage, observation)) {
          opened.heldBack.remove(observation.vote().member());
          feed(new Event.Received(observation));
        }
      }
      List.copyOf(opened.asked.values()).forEach(wish -> compute(stage, opened, wish));
      look(stage, opened);
    });
    return finish();
  }

  private boolean holds(Stage stage, SignedObservation observation) {
    ObservationVote vote = observation.vote();
    return ceremony.holds(stage, vote.member(), vote.body());
  }

  private Opened opened(Stage stage) {
    Opened known = stages.get(stage);
    return known == null ? open(stage, record.apply(stage.height())) : known;
  }

  private Opened open(Stage stage, List<RecordEntry> entries) {
    Opened opened = new Opened();
    stages.put(stage, opened);
    feed(new Event.HeightOpened(stage.height(), entries));
    return opened;
  }

  private void observe(Stage stage, Opened opened) {
    Bytes view = opened.view;
    if (view != null && opened.round >= 0) {
      feed(new Event.ObservationReady(stage.height(), opened.round, view));
    }
  }

  private void compute(Stage stage, Opened opened, Effect.Compute wish) {
    List<Bytes> views = wish.observations().stream().map(ObservationVote::body).toList();
    switch (ceremony.evaluate(stage, views)) {
      case Evaluation.Unknown _ -> opened.asked.put(wish.observationsHash(), wish);
      case Evaluation.Refused() -> {
        opened.asked.remove(wish.observationsHash());
        feed(
            new Event.ComputeFailed(
                wish.height(), wish.round(), wish.observationsHash(), "too few views"));
      }
      case Evaluation.Leads(var digest) -> {
        opened.asked.remove(wish.observationsHash());
        opened.viewsOf.put(digest, views);
        feed(
            new Event.Computed(
                wish.height(),
                wish.round(),
                wish.observationsHash(),
                digest,
                Bytes.of(digest.bytes())));
        tell(stage, opened);
      }
    }
  }

  /** Whether the views that were shown lead to the decision, as far as messages are here. */
  private void look(Stage stage, Opened opened) {
    if (!opened.told
        && !opened.shown.isEmpty()
        && ceremony.evaluate(stage, opened.shown) instanceof Evaluation.Leads(var digest)) {
      opened.viewsOf.put(digest, opened.shown);
      tell(stage, opened);
    }
  }

  private void decided(Stage stage, Opened opened, Digest digest) {
    opened.decision = digest;
    opened.heldBack.values().forEach(observation -> feed(new Event.Received(observation)));
    opened.heldBack.clear();
    tell(stage, opened);
  }

  /** The others are done with the stage; this holder may still lack what it was decided on. */
  private void signed(Stage stage, Opened opened, Effect.Signed signed) {
    if (opened.told) {
      return;
    }
    if (signed.complete()) {
      opened.shown = signed.observations().stream().map(ObservationVote::body).toList();
      look(stage, opened);
    } else {
      feed(new Event.HeightClosed(signed.height())); // Asks the others again from the beginning.
      feed(new Event.HeightOpened(signed.height(), record.apply(signed.height())));
    }
  }

  private void tell(Stage stage, Opened opened) {
    List<Bytes> views = opened.decision == null ? null : opened.viewsOf.get(opened.decision);
    if (views != null && !opened.told) {
      opened.told = true;
      decided.add(new CeremonyEvent.Decided(stage, views));
    }
  }

  private void feed(Event event) {
    pending.addAll(agreement.on(event, nowMs));
  }

  /** Carries out what stays inside; that may bring about more. */
  private Outcome finish() {
    while (!pending.isEmpty()) {
      apply(pending.remove());
    }
    Outcome outcome = new Outcome(effects, decided);
    effects.clear();
    decided.clear();
    return outcome;
  }

  private void apply(Effect effect) {
    switch (effect) {
      case Effect.RequestObservation(var height, var round) ->
          Stage.of(height)
              .ifPresent(stage -> {
                Opened opened = opened(stage);
                opened.round = round;
                observe(stage, opened);
              });
      case Effect.Compute wish ->
          Stage.of(wish.height()).ifPresent(stage -> compute(stage, opened(stage), wish));
      case Effect.Decided e ->
          Stage.of(e.height()).ifPresent(stage -> decided(stage, opened(stage), e.digest()));
      case Effect.Signed e ->
          Stage.of(e.height()).ifPresent(stage -> signed(stage, opened(stage), e));
      case Effect.Persist _,
          Effect.Broadcast _,
          Effect.SetTimer _,
          Effect.CancelTimer _,
          Effect.RoundEntered _,
          Effect.DigestMismatch _,
          Effect.RecordBehind _,
          Effect.Evidence _,
          Effect.Rejected _ ->
          effects.add(effect);
    }
  }
}
