package io.loadline.consensus.qbft;

/**
 * How long a round lasts: {@code base * 1.5^round}, never more than the cap.
 *
 * @param baseMs length of round 0
 * @param capMs greatest length
 */
public record RoundTimes(long baseMs, long capMs) {
  public RoundTimes {
    if (baseMs <= 0 || capMs < baseMs || capMs > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("round times need 0 < base <= cap, within 24 days");
    }
  }

  /** The length of a round; integers only, so that every platform gives the same. */
  public long durationMs(int round) {
    long duration = baseMs;
    for (int i = 0; i < round && duration < capMs; i++) {
      duration = Math.min(capMs, duration + (duration + 1) / 2);
    }
    return duration;
  }
}
