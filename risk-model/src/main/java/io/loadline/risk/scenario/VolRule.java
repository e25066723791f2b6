package io.loadline.risk.scenario;

/** What a scenario does to an option's volatility. */
public enum VolRule {
  NONE,
  UP,
  DOWN,
  /** Tilts the smile; counted against the book whichever way it goes, expiry by expiry. */
  SKEW_LINEAR,
  /** Bends the smile; likewise. */
  SKEW_ABSOLUTE;

  public boolean isSkew() {
    return this == SKEW_LINEAR || this == SKEW_ABSOLUTE;
  }
}
