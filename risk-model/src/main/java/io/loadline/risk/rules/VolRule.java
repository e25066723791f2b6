package io.loadline.risk.rules;

/** What a scenario does to an option's volatility, and its code in the bytes of the rules. */
public enum VolRule {
  NONE(0),
  UP(1),
  DOWN(2),
  /** Tilts the smile, one way and the other; the worse counts, expiry by expiry. */
  SKEW_LINEAR(3),
  /** Bends the smile; likewise. */
  SKEW_ABSOLUTE(4),
  /** Moves the forwards of dated instruments against spot, up and down; likewise. */
  BASIS(5);

  private final int code;

  VolRule(int code) {
    this.code = code;
  }

  public static VolRule fromCode(int code) {
    for (var rule : values()) {
      if (rule.code == code) {
        return rule;
      }
    }
    throw new IllegalArgumentException("volRule must be from 0 to 5, was " + code);
  }

  public int code() {
    return code;
  }

  public boolean isSkew() {
    return switch (this) {
      case SKEW_LINEAR, SKEW_ABSOLUTE -> true;
      case NONE, UP, DOWN, BASIS -> false;
    };
  }
}
