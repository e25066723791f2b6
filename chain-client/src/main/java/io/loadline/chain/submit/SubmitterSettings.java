package io.loadline.chain.submit;

import java.time.Duration;

/**
 * How a submitter waits.
 *
 * @param bumpAfter time without a receipt after which the transaction is replaced at higher fees
 */
public record SubmitterSettings(Duration poll, Duration bumpAfter, FeePolicy fees) {
  public static final SubmitterSettings DEFAULT =
      new SubmitterSettings(Duration.ofMillis(250), Duration.ofSeconds(36), FeePolicy.DEFAULT);
}
