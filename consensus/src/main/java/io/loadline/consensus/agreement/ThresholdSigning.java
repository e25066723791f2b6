package io.loadline.consensus.agreement;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.message.FetchObservations;
import io.loadline.consensus.message.NonceOffer;
import io.loadline.consensus.message.NonceRequest;
import io.loadline.consensus.message.RecallAnswer;
import io.loadline.consensus.message.RecallRequest;
import io.loadline.consensus.message.SignRequest;
import io.loadline.consensus.message.SignShare;
import io.loadline.consensus.message.SigningMessage;
import io.loadline.consensus.roast.CoordinatorEvent;
import io.loadline.consensus.roast.RoastCoordinator;
import io.loadline.consensus.roast.RoastEffect;
import io.loadline.consensus.roast.RoastMessage;
import io.loadline.consensus.roast.RoastSigner;
import io.loadline.consensus.roast.SignerEvent;
import io.loadline.consensus.roast.SigningSubject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Threshold signing of one height: this member as signer, and as coordinator when it is its turn.
 * The decided round's leader begins, the next f follow one delay after the other.
 */
final class ThresholdSigning {
  private final Setup setup;
  private final long height;
  private final Identifier self;
  private final Consumer<Effect> out;
  private final RoastSigner signer;

  /** Offers that came with COMMITs for this member as coordinator, by round and sender. */
  private final TreeMap<Integer, Map<Integer, NonceOffer>> offers = new TreeMap<>();

  private final Deque<RoastEffect> pending = new ArrayDeque<>();
  private @Nullable RoastCoordinator coordinator;
  private @Nullable SigningSubject decided;
  private @Nullable GroupSignature signature;
  private @Nullable Digest sharesFor;
  private int nextAttempt;
  private int resends;
  private boolean draining;

  /**
   * @param sharesFor the digest that shares were given for before a restart, or null
   * @param nextAttempt above every attempt this member may have begun before a restart
   */
  ThresholdSigning(
      Setup setup, long height, @Nullable Digest sharesFor, int nextAttempt, Consumer<Effect> out) {
    this.setup = setup;
    this.height = height;
    this.self = setup.share().identifier();
    this.out = out;
    this.signer = new RoastSigner(setup.share(), height, setup.random());
    this.sharesFor = sharesFor;
    this.nextAttempt = nextAttempt;
  }

  /** The signature, once this member as coordinator has made it. */
  Optional<GroupSignature> signature() {
    return Optional.ofNullable(signature);
  }

  /** This node computed a digest and may therefore sign it. */
  void computed(Digest digest) {
    run(signer.on(new SignerEvent.Computed(digest)));
  }

  /** The nonces that go with this member's COMMIT. */
  NonceOffer offerWithCommit(int round, Digest digest) {
    RoastMessage offer =
        signer.offerWithCommit(
            new SigningSubject(height, round, digest),
            Identifier.ofMember(setup.committee().leader(height, round)));
    return (NonceOffer) setup.voter().signed(SigningWire.toWire(offer, setup.self(), 0));
  }

  /** Keeps what a COMMIT brought, if this member is the coordinator it is meant for. */
  void keep(NonceOffer offer) {
    if (offer.coordinator() != setup.self()) {
      return;
    }
    offers.computeIfAbsent(offer.round(), _ -> new TreeMap<>()).put(offer.sender(), offer);
    if (offers.size() > 4) {
      offers.pollFirstEntry();
    }
    RoastCoordinator active = coordinator;
    if (active != null) {
      SigningWire.fromWire(offer)
          .filter(nonces -> nonces.subject().equals(active.subject()))
          .filter(nonces -> nonces.attempt() == nextAttempt - 1) // No other attempt's.
          .ifPresent(nonces ->
              run(
                  active.on(
                      new CoordinatorEvent.Offered(Identifier.ofMember(offer.sender()), nonces))));
    }
  }

  /** The height is decided: shares may be given, and the turn at coordinating is set. */
  void decided(int round, Digest digest) {
    if (sharesFor != null && !sharesFor.equals(digest)) {
      throw new IllegalStateException(
          "Height "
              + height
              + " is decided as "
              + digest
              + ", but shares were given for "
              + sharesFor
              + ". More members than the network tolerates break its rules.");
    }
    decided = new SigningSubject(height, round, digest);
    run(signer.on(new SignerEvent.Decided(digest)));
    int n = setup.committee().size();
    for (int turn = 0; turn <= setup.committee().faults(); turn++) {
      if (setup.committee().leader(height, (round + turn) % n) == setup.self()) {
        setTimer(turn * setup.parameters().coordinatorDelayMs());
      }
    }
  }

  /** It is this member's turn, or its last attempt took too long. */
  void coordinate(boolean computedHere) {
    SigningSubject subject = decided;
    if (subject == null || signature != null) {
      return;
    }
    if (!computedHere) {
      setTimer(setup.parameters().resendMs()); // Without the report there is nothing to announce.
      return;
    }
    int attempt = nextAttempt++;
    if (attempt > 0) {
      out.accept(
          new Effect.Persist(
              new RecordEntry(
                  RecordEntry.Kind.COORDINATION, height, attempt, subject.digest(), Bytes.of())));
    }
    RoastCoordinator fresh = new RoastCoordinator(setup.share().group(), self, subject, attempt);
    coordinator = fresh;
    setTimer(setup.parameters().signingRetryMs());
    List.copyOf(offers.getOrDefault(subject.round(), Map.of()).values()).forEach(this::keep);
    if (fresh.sessionCount() == 0) {
      run(fresh.on(new CoordinatorEvent.Tick()));
    }
  }

  /** Says again what may have been lost. */
  void tick() {
    resends++;
    run(signer.on(new SignerEvent.Tick()));
    RoastCoordinator active = coordinator;
    if (active != null) {
      run(active.on(new CoordinatorEvent.Tick()));
    }
  }

  /** Takes a verified message. */
  void on(SigningMessage message) {
    Identifier sender = Identifier.ofMember(message.sender());
    switch (message) {
      case NonceRequest m ->
          run(signer.on(new SignerEvent.NonceRequested(sender, SigningWire.fromWire(m))));
      case SignRequest m ->
          SigningWire.fromWire(m)
              .ifPresent(request -> run(signer.on(new SignerEvent.SignRequested(sender, request))));
      case NonceOffer m -> {
        if (m.coordinator() == setup.self()) {
          SigningWire.fromWire(m)
              .ifPresent(offer -> toCoordinator(new CoordinatorEvent.Offered(sender, offer)));
        }
      }
      case SignShare m -> {
        if (m.coordinator() == setup.self()) {
          SigningWire.fromWire(m)
              .ifPresent(share -> toCoordinator(new CoordinatorEvent.Shared(sender, share)));
        }
      }
      case FetchObservations _, RecallRequest _, RecallAnswer _ -> {}
    }
  }

  /** The height is signed or dead: all nonces are forgotten. */
  void close() {
    coordinator = null;
    run(signer.on(new SignerEvent.Closed()));
    out.accept(new Effect.CancelTimer(new TimerKey(height, TimerKey.Kind.COORDINATE)));
  }

  private void toCoordinator(CoordinatorEvent event) {
    RoastCoordinator active = coordinator;
    if (active != null) {
      run(active.on(event));
    }
  }

  /** Messages to oneself come back while effects run, so they queue. */
  private void run(List<RoastEffect> effects) {
    pending.addAll(effects);
    if (draining) {
      return;
    }
    draining = true;
    while (!pending.isEmpty()) {
      apply(pending.poll());
    }
    draining = false;
  }

  private void apply(RoastEffect effect) {
    switch (effect) {
      case RoastEffect.Send(var recipients, var message) -> {
        if (message instanceof RoastMessage.SignShare) {
          recordShare(message.subject().digest());
        }
        SigningMessage wire =
            setup.voter().signed(SigningWire.toWire(message, setup.self(), resends));
        if (recipients.stream().anyMatch(recipient -> !recipient.equals(self))) {
          out.accept(new Effect.Broadcast(wire));
        }
        if (recipients.contains(self)) {
          on(wire);
        }
      }
      case RoastEffect.Signed(_, var made) -> signature = made;
      case RoastEffect.Accused(var member, _) -> reject(member, Rejection.Fault.INVALID_SHARE);
      case RoastEffect.Refused(var sender, var refusal) -> reject(sender, reason(refusal));
    }
  }

  private void recordShare(Digest digest) {
    if (sharesFor == null) {
      sharesFor = digest;
      SigningSubject subject = decided;
      int round = subject == null ? 0 : subject.round();
      out.accept(
          new Effect.Persist(
              new RecordEntry(RecordEntry.Kind.SHARE, height, round, digest, Bytes.of())));
    }
  }

  private void setTimer(long delayMs) {
    out.accept(new Effect.SetTimer(new TimerKey(height, TimerKey.Kind.COORDINATE), delayMs));
  }

  private void reject(Identifier member, Rejection reason) {
    out.accept(new Effect.Rejected(height, member.member(), reason));
  }

  private static Rejection reason(RoastEffect.Refusal refusal) {
    return switch (refusal) {
      case NOT_A_MEMBER -> Rejection.Fault.UNKNOWN_MEMBER;
      case BAD_SIGNER_LIST -> Rejection.Fault.MALFORMED;
      case NOT_COMPUTED, NOT_DECIDED -> Rejection.Untimely.NOT_DECIDED;
      case LIMIT_REACHED -> Rejection.Untimely.LIMIT_REACHED;
      case OTHER_SUBJECT, NO_UNUSED_NONCE, NOT_ASKED -> Rejection.Untimely.NOT_ASKED_FOR;
    };
  }
}
