package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Limits;

/** What an instrument pays, with its code of docs/formats.md. */
public enum InstrumentKind {
  CASH(0),
  SPOT(1),
  PERPETUAL(2),
  DATED_FUTURE(3),
  CALL(4),
  PUT(5),
  LENDING_SUPPLY(6),
  LENDING_DEBT(7);

  private static final InstrumentKind[] VALUES = values();

  private final int code;

  InstrumentKind(int code) {
    this.code = code;
  }

  public static InstrumentKind fromCode(int code) {
    return VALUES[Limits.index(code, VALUES.length, "instrument kind")];
  }

  public int code() {
    return code;
  }

  public boolean isOption() {
    return this == CALL || this == PUT;
  }

  public boolean hasExpiry() {
    return this == DATED_FUTURE || isOption();
  }
}
