package io.loadline.consensus.agreement;

import io.loadline.consensus.Committee;
import io.loadline.consensus.IdentitySigner;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.Rejection.Untimely;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.consensus.message.MessageCodec;
import io.loadline.consensus.message.RecallAnswer;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.WireMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One member's part in agreeing on and signing reports: many heights side by side, none waiting for
 * another. Not thread-safe: one writer. The same events at the same times give the same effects,
 * but for the nonces that the randomness makes.
 *
 * <p>The caller carries out the effects in order, and a {@link Effect.Persist} durably before what
 * follows it. It opens each height once per life of the process, with what the signing record holds
 * for it.
 */
public final class AgreementMachine {
  private final Setup setup;
  private final MessageVerifier verifier;
  private final TreeMap<Long, HeightAgreement> heights = new TreeMap<>();
  private final StartGuard guard;
  private final EarlyMessages early = new EarlyMessages();
  private final List<Effect> effects = new ArrayList<>();
  private long highestOpened = -1;

  /**
   * A member with no open height.
   *
   * @param self own member index; the signer's address and the key share must be that member's
   */
  public AgreementMachine(
      MessageVerifier verifier,
      int self,
      IdentitySigner signer,
      KeyShare share,
      RandomBytes random,
      AgreementParameters parameters) {
    Committee committee = verifier.committee();
    if (share.identifier().member() != self) {
      throw new IllegalArgumentException(
          "the key share belongs to member " + share.identifier().member() + ", not " + self);
    }
    this.verifier = verifier;
    this.setup =
        new Setup(
            committee,
            self,
            new Voter(committee, self, signer),
            new MessageCodec(committee.digest()),
            share,
            random,
            parameters);
    this.guard = new StartGuard(setup, effects::add);
  }

  /** Takes one event and says what to do, in order. */
  public List<Effect> on(Event event, long nowMs) {
    switch (event) {
      case Event.Started(var highestRecorded) -> guard.arm(highestRecorded);
      case Event.HeightOpened(var height, var restored) -> open(height, restored, nowMs);
      case Event.HeightClosed(var height) -> close(height);
      case Event.Received(var message) -> received(message, nowMs);
      case Event.ObservationReady e ->
          at(e.height()).ifPresent(open -> open.observationReady(e.round(), e.body()));
      case Event.Computed e ->
          at(e.height())
              .ifPresent(open -> open.computed(e.observationsHash(), e.digest(), e.report()));
      case Event.ComputeFailed e ->
          at(e.height()).ifPresent(open -> open.computeFailed(e.observationsHash()));
      case Event.TimerExpired(var timer) -> {
        at(timer.height()).ifPresent(open -> open.timerExpired(timer.kind(), nowMs));
        if (timer.kind() == TimerKey.Kind.RESEND) {
          guard.ask(timer.height());
        }
      }
    }
    List<Effect> done = List.copyOf(effects);
    effects.clear();
    return done;
  }

  /** The heights being worked on, rising. */
  public List<Long> openHeights() {
    return List.copyOf(heights.keySet());
  }

  /** Messages held in memory; bounded whatever peers send. */
  public int bufferedMessages() {
    return early.size()
        + heights.values().stream().mapToInt(HeightAgreement::bufferedMessages).sum();
  }

  private void open(long height, List<RecordEntry> restored, long nowMs) {
    if (heights.containsKey(height) || heights.size() >= setup.parameters().maxOpenHeights()) {
      reject(height, setup.self(), Untimely.LIMIT_REACHED);
      return;
    }
    HeightAgreement opened = new HeightAgreement(setup, height, restored, effects::add);
    heights.put(height, opened);
    highestOpened = Math.max(highestOpened, height);
    if (guard.holds(height, restored)) {
      opened.listen(nowMs);
    } else {
      opened.open(nowMs);
    }
    early.take(height).forEach(message -> opened.received(message, nowMs));
  }

  private void close(long height) {
    HeightAgreement closed = heights.remove(height);
    if (closed != null) {
      closed.close();
      guard.forget(height);
    }
  }

  private void received(WireMessage message, long nowMs) {
    int author = message.author().orElse(-1);
    if (author == setup.self() && !(message instanceof SignedObservation)) {
      // Gossip brought our own words back. Of these only an old observation may be news: one that
      // a proposal names, and that this life never made or no longer keeps.
      reject(message.height(), author, Untimely.DUPLICATE);
      return;
    }
    HeightAgreement open = heights.get(message.height());
    if (open == null && !isEarly(message.height())) {
      reject(message.height(), author, Untimely.HEIGHT_NOT_OPEN);
      return;
    }
    Optional<Rejection> objection = verifier.objection(message);
    if (objection.isPresent()) {
      reject(message.height(), author, objection.get());
    } else if (open != null) {
      open.received(message, nowMs);
      if (message instanceof RecallAnswer answer && guard.isReleasedBy(answer)) {
        open.open(nowMs);
      }
    } else if (!early.keep(message)) {
      reject(message.height(), author, Untimely.LIMIT_REACHED);
    }
  }

  private boolean isEarly(long height) {
    return height > highestOpened && height - highestOpened <= EarlyMessages.HEIGHTS_AHEAD;
  }

  private Optional<HeightAgreement> at(long height) {
    return Optional.ofNullable(heights.get(height));
  }

  private void reject(long height, int member, Rejection reason) {
    effects.add(new Effect.Rejected(height, member, reason));
  }
}
