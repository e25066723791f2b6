package io.loadline.risk.margin;

/** How much an asset's price and market are trusted, with its code of docs/crypto-span-1.md. */
public enum BreakerState {
  NORMAL(0),
  CAUTION(1),
  HALT(2);

  private static final BreakerState[] BY_CODE = values();

  private final int code;

  BreakerState(int code) {
    this.code = code;
  }

  public static BreakerState fromCode(int code) {
    return BY_CODE[code];
  }

  public int code() {
    return code;
  }

  BreakerState worse(BreakerState other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
