package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Limits;

/**
 * What an instrument pays, with its code of docs/formats.md. One unit of an inverse contract is one
 * dollar receivable in coin: its quantity is the negative of the exchange's contracts.
 */
public enum InstrumentKind {
  CASH(0),
  SPOT(1),
  PERPETUAL(2),
  DATED_FUTURE(3),
  CALL(4),
  PUT(5),
  LENDING_SUPPLY(6),
  LENDING_DEBT(7),
  INVERSE_PERPETUAL(8),
  INVERSE_FUTURE(9),
  COIN_CALL(10),
  COIN_PUT(11);

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
    return isCall() || this == PUT || this == COIN_PUT;
  }

  public boolean isCall() {
    return this == CALL || this == COIN_CALL;
  }

  /** Perpetuals and dated futures, whatever they settle in. */
  public boolean isContract() {
    return this == PERPETUAL || this == DATED_FUTURE || isInverse();
  }

  public boolean isInverse() {
    return this == INVERSE_PERPETUAL || this == INVERSE_FUTURE;
  }

  /** Whether what it pays is the asset itself; the others pay dollars, or are held or owed. */
  public boolean isCoinSettled() {
    return isInverse() || this == COIN_CALL || this == COIN_PUT;
  }

  public boolean hasExpiry() {
    return this == DATED_FUTURE || this == INVERSE_FUTURE || isOption();
  }
}
