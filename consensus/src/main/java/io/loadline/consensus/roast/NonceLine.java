package io.loadline.consensus.roast;

import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.NoncePair;
import io.loadline.consensus.roast.RoastMessage.NonceOffer;
import io.loadline.consensus.roast.RoastMessage.SignRequest;
import io.loadline.consensus.roast.RoastMessage.SignShare;
import org.jspecify.annotations.Nullable;

/**
 * A signer's nonces for one coordinator's attempt: at most one unused pair, at most one request
 * that took a pair and waits for the decision.
 */
final class NonceLine {
  /** A good request and the pair it took. */
  record Held(SignRequest request, NoncePair pair) {}

  final SigningSubject subject;
  final Identifier coordinator;
  final int attempt;
  @Nullable NoncePair unused;
  @Nullable Held held;
  @Nullable SignShare lastShare;
  int requests;

  NonceLine(SigningSubject subject, Identifier coordinator, int attempt) {
    this.subject = subject;
    this.coordinator = coordinator;
    this.attempt = attempt;
  }

  boolean isFor(RoastMessage message) {
    return subject.equals(message.subject()) && attempt == message.attempt();
  }

  NonceOffer offer(NoncePair pair) {
    return new NonceOffer(subject, coordinator, attempt, pair.commitment());
  }

  void burn() {
    if (unused != null) {
      unused.burn();
    }
    if (held != null) {
      held.pair().burn();
    }
  }
}
