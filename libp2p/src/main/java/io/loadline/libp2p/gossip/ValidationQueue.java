package io.loadline.libp2p.gossip;

import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs validators beside the network thread, a bounded number at once, and brings verdicts back.
 */
final class ValidationQueue {
  private final GossipParameters parameters;
  private final GossipCallbacks callbacks;
  private final ArrayDeque<Job> waiting = new ArrayDeque<>();
  private int running;

  private record Job(
      BooleanSupplier authentic,
      MessageValidator validator,
      GossipMessage message,
      Consumer<Outcome> decided) {}

  /** What became of a message; {@code FORGED} ones never reached the validator. */
  enum Outcome {
    FORGED,
    ACCEPTED,
    REJECTED,
    IGNORED
  }

  ValidationQueue(GossipParameters parameters, GossipCallbacks callbacks) {
    this.parameters = parameters;
    this.callbacks = callbacks;
  }

  /**
   * False if there is no room.
   *
   * @param authentic checks the signature; runs beside the network thread
   * @param decided runs on the network thread
   */
  boolean submit(
      BooleanSupplier authentic,
      MessageValidator validator,
      GossipMessage message,
      Consumer<Outcome> decided) {
    if (waiting.size() >= parameters.validationQueue()) {
      return false;
    }
    waiting.add(new Job(authentic, validator, message, decided));
    next();
    return true;
  }

  private void next() {
    while (running < parameters.maxValidations() && !waiting.isEmpty()) {
      Job job = waiting.remove();
      running++;
      callbacks.onVirtualThread(() -> run(job));
    }
  }

  private void run(Job job) {
    CompletionStage<Verdict> verdict;
    try {
      if (!job.authentic.getAsBoolean()) {
        decided(job, Outcome.FORGED);
        return;
      }
      verdict = job.validator.validate(job.message);
    } catch (RuntimeException _) {
      decided(job, Outcome.IGNORED);
      return;
    }
    var _ =
        verdict
            .toCompletableFuture()
            .copy()
            .completeOnTimeout(
                Verdict.IGNORE, parameters.validationTimeoutMs(), TimeUnit.MILLISECONDS)
            .exceptionally(_ -> Verdict.IGNORE)
            .thenAccept(result -> decided(job, outcome(result)));
  }

  private static Outcome outcome(Verdict verdict) {
    return switch (verdict) {
      case ACCEPT -> Outcome.ACCEPTED;
      case REJECT -> Outcome.REJECTED;
      case IGNORE -> Outcome.IGNORED;
    };
  }

  private void decided(Job job, Outcome outcome) {
    callbacks.onNetworkThread(() -> {
      running--;
      job.decided.accept(outcome);
      next();
    });
  }
}
