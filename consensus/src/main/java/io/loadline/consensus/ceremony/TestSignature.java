package io.loadline.consensus.ceremony;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.ceremony.CeremonyMessage.TestSigning;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.RandomBytes;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one signature that shows that the new shares sign: this member as signer, and as coordinator
 * when it is its turn. Nonces live here only.
 */
final class TestSignature {
  private final CeremonyPlan plan;
  private final KeyShare share;
  private final SigningSubject subject;
  private final RoastSigner signer;
  private final Outbox out;
  private final Deque<RoastEffect> pending = new ArrayDeque<>();
  private @Nullable RoastCoordinator coordinator;
  private @Nullable GroupSignature signature;
  private boolean allowed;
  private boolean draining;

  TestSignature(CeremonyPlan plan, KeyShare share, Digest test, RandomBytes random, Outbox out) {
    this.plan = plan;
    this.share = share;
    this.subject = new SigningSubject(0, 0, test);
    this.signer = new RoastSigner(share, 0, random);
    this.out = out;
    run(signer.on(new SignerEvent.Computed(test)));
  }

  /** A threshold confirmed: from now on shares of the signature are given. */
  void allow() {
    if (!allowed) {
      allowed = true;
      run(signer.on(new SignerEvent.Decided(subject.digest())));
    }
  }

  /** The signature, once this member as coordinator has made it. */
  Optional<GroupSignature> signature() {
    return Optional.ofNullable(signature);
  }

  /** Begins an attempt of one's own. */
  void coordinate(int attempt) {
    RoastCoordinator fresh =
        new RoastCoordinator(share.group(), share.identifier(), subject, attempt);
    coordinator = fresh;
    run(fresh.on(new CoordinatorEvent.Tick()));
  }

  /** Says again what may have been lost. */
  void tick() {
    run(signer.on(new SignerEvent.Tick()));
    RoastCoordinator active = coordinator;
    if (active != null) {
      run(active.on(new CoordinatorEvent.Tick()));
    }
  }

  /** Takes a step from a receiver; the sender is who signed the message around it. */
  void on(Identifier sender, RoastMessage message) {
    switch (message) {
      case RoastMessage.NonceRequest m -> run(signer.on(new SignerEvent.NonceRequested(sender, m)));
      case RoastMessage.SignRequest m -> run(signer.on(new SignerEvent.SignRequested(sender, m)));
      case RoastMessage.NonceOffer m -> toCoordinator(new CoordinatorEvent.Offered(sender, m));
      case RoastMessage.SignShare m -> toCoordinator(new CoordinatorEvent.Shared(sender, m));
    }
  }

  /** Forgets all nonces. */
  void close() {
    coordinator = null;
    run(signer.on(new SignerEvent.Closed()));
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
        out.send(
            recipients.stream()
                .filter(recipient -> !recipient.equals(share.identifier()))
                .map(plan::participantOf)
                .toList(),
            new TestSigning(message));
        if (recipients.contains(share.identifier())) {
          on(share.identifier(), message);
        }
      }
      case RoastEffect.Signed(_, var made) -> signature = made;
      case RoastEffect.Accused(var member, _) ->
          out.reject(plan.participantOf(member), Rejection.Fault.INVALID_SHARE);
      case RoastEffect.Refused(var sender, _) ->
          out.reject(plan.participantOf(sender), Rejection.Untimely.NOT_ASKED_FOR);
    }
  }
}
