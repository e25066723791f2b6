package io.loadline.libp2p.gossip;

import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
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
      MessageValidator validator, GossipMessage message, Consumer<Verdict> decided) {}

  ValidationQueue(GossipParameters parameters, GossipCallbacks callbacks) {
    this.parameters = parameters;
    this.callbacks = callbacks;
  }

  /** False if there is no room; {@code decided} runs on the network thread. */
  boolean submit(MessageValidator validator, GossipMessage message, Consumer<Verdict> decided) {
    if (waiting.size() >= parameters.validationQueue()) {
      return false;
    }
    waiting.add(new Job(validator, message, decided));
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
      verdict = job.validator.validate(job.message);
    } catch (RuntimeException _) {
      decided(job, Verdict.IGNORE);
      return;
    }
    var _ =
        verdict
            .toCompletableFuture()
            .copy()
            .completeOnTimeout(
                Verdict.IGNORE, parameters.validationTimeoutMs(), TimeUnit.MILLISECONDS)
            .exceptionally(_ -> Verdict.IGNORE)
            .thenAccept(result -> decided(job, result));
  }

  private void decided(Job job, Verdict verdict) {
    callbacks.onNetworkThread(() -> {
      running--;
      job.decided.accept(verdict);
      next();
    });
  }
}
