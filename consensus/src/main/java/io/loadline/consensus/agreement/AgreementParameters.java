package io.loadline.consensus.agreement;

import io.loadline.consensus.qbft.RoundTimes;

/**
 * Times and bounds of the agreement.
 *
 * @param roundTimes how long rounds last
 * @param resendMs how often the latest own message is said again while nothing moves
 * @param coordinatorDelayMs how much later each further coordinator starts to collect shares
 * @param signingRetryMs after how long a coordinator without a signature begins anew
 * @param maxOpenHeights heights worked on side by side; one more is refused
 */
public record AgreementParameters(
    RoundTimes roundTimes,
    long resendMs,
    long coordinatorDelayMs,
    long signingRetryMs,
    int maxOpenHeights) {
  public AgreementParameters {
    if (resendMs <= 0 || coordinatorDelayMs <= 0 || signingRetryMs <= 0 || maxOpenHeights <= 0) {
      throw new IllegalArgumentException("times and bounds of the agreement are above zero");
    }
  }

  /** Rounds from 2 s up to 30 s, everything else to match; 8 heights. */
  public static AgreementParameters defaults() {
    return new AgreementParameters(new RoundTimes(2_000, 30_000), 1_000, 1_000, 10_000, 8);
  }
}
