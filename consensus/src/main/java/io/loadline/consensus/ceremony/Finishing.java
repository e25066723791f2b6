package io.loadline.consensus.ceremony;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.ceremony.CeremonyMessage.Completion;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.roast.RoastMessage;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last phase: confirmations, the test signature, and what proves that it is over. */
final class Finishing {
  private final CeremonyPlan plan;
  private final CeremonyTimes times;
  private final CeremonyState state;
  private final Outcomes outcomes;
  private final Outbox out;
  private final RandomBytes random;

  /** Confirmations and completions that were looked at and are wrong. */
  private final Set<Digest> refused = new HashSet<>();

  private @Nullable Confirmations confirmations;
  private @Nullable TestSignature test;
  private @Nullable SignedMessage completion;
  private boolean coordinating;

  Finishing(
      CeremonyPlan plan,
      CeremonyTimes times,
      CeremonyState state,
      Outcomes outcomes,
      Outbox out,
      RandomBytes random) {
    this.plan = plan;
    this.times = times;
    this.state = state;
    this.outcomes = outcomes;
    this.out = out;
    this.random = random;
  }

  /** Confirmations, once it is decided what there is to confirm. */
  @Nullable Confirmations confirmations() {
    if (confirmations == null && outcomes.qualified() instanceof Outcome.Reached<Qualified> r) {
      confirmations = new Confirmations(plan, r.value());
    }
    return confirmations;
  }

  /** Says that the new share is on disk. */
  void confirm(Scalar share) {
    Confirmations open = confirmations();
    if (open != null) {
      out.keep(open.confirm(state.self, share, random));
    }
  }

  /** Goes as far as what is known allows; what proves the end, once it does. */
  Optional<SignedMessage> advance(long nowMs) {
    Confirmations open = confirmations();
    if (open == null) {
      return Optional.empty();
    }
    for (var contents : state.store.of(MessageKind.CONFIRMATION).values()) {
      for (SignedMessage confirmation : contents.values()) {
        if (!refused.contains(confirmation.content()) && !open.add(confirmation)) {
          refuse(confirmation);
        }
      }
    }
    findCompletion(open);
    if (completion == null && open.enough()) {
      if (plan.repaired() >= 0) {
        completion = out.keep(new Completion(open.all(), null));
      } else {
        sign(open, nowMs);
      }
    }
    return Optional.ofNullable(completion);
  }

  /** What proves the end, looked up again after a restart. */
  Optional<SignedMessage> completion() {
    Confirmations open = confirmations();
    if (open != null) {
      findCompletion(open);
    }
    return Optional.ofNullable(completion);
  }

  /** A step of the test signature from a receiver. */
  void testSigning(Identifier sender, RoastMessage message) {
    TestSignature signing = test;
    if (signing != null) {
      signing.on(sender, message);
    }
  }

  /** Says again what may have been lost. */
  void tick() {
    TestSignature signing = test;
    if (signing != null) {
      signing.tick();
    }
  }

  /** In the order of the confirmed members; after all had a turn, again. */
  void coordinate(long nowMs) {
    TestSignature signing = test;
    Confirmations open = confirmations();
    if (signing == null || open == null || !open.enough()) {
      return;
    }
    int attempt = state.nextAttempt++;
    out.persist();
    signing.coordinate(attempt);
    out.setTimer(CeremonyTimer.COORDINATE, nowMs + open.authors().size() * times.coordinateMs());
  }

  /** Forgets all nonces. */
  void close() {
    TestSignature signing = test;
    if (signing != null) {
      signing.close();
      test = null;
    }
  }

  private void sign(Confirmations open, long nowMs) {
    TestSignature signing = testSignature(open);
    if (signing == null) {
      return;
    }
    signing.allow();
    if (signing.signature().isPresent()) {
      completion = out.keep(new Completion(open.all(), signing.signature().orElseThrow()));
      out.broadcastOwn(MessageKind.COMPLETION);
    } else if (!coordinating) {
      coordinating = true;
      out.setTimer(
          CeremonyTimer.COORDINATE,
          nowMs + open.authors().indexOf(state.self) * times.coordinateMs());
    }
  }

  private void findCompletion(Confirmations open) {
    for (var contents : state.store.of(MessageKind.COMPLETION).values()) {
      for (SignedMessage shown : contents.values()) {
        if (completion == null
            && shown.message() instanceof Completion proof
            && !refused.contains(shown.content())) {
          if (open.proves(proof)) {
            completion = shown;
          } else {
            refuse(shown);
          }
        }
      }
    }
  }

  private @Nullable TestSignature testSignature(Confirmations open) {
    Identifier place = plan.receiver(state.self);
    if (test == null
        && place != null
        && outcomes.qualified() instanceof Outcome.Reached<Qualified> reached) {
      test =
          state
              .secrets
              .share()
              .map(share -> new KeyShare(place, share, reached.value().committee().group()))
              .map(share -> new TestSignature(plan, share, open.test(), random, out))
              .orElse(null);
    }
    return test;
  }

  private void refuse(SignedMessage message) {
    refused.add(message.content());
    out.reject(message.author(), Rejection.Fault.MALFORMED);
  }
}
