package io.loadline.libp2p.gossip;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Decides about each message of a topic before it is delivered or forwarded. */
public interface MessageValidator {
  /**
   * Called on a virtual thread of its own, so it may block; at most {@link
   * GossipParameters#maxValidations} run at once. The stage may complete on any thread; an
   * exceptional end, or none within {@link GossipParameters#validationTimeoutMs}, counts as {@link
   * Verdict#IGNORE}.
   */
  CompletionStage<Verdict> validate(GossipMessage message);

  static MessageValidator of(Function<GossipMessage, Verdict> rule) {
    return message -> CompletableFuture.completedFuture(rule.apply(message));
  }
}
