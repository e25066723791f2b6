package io.loadline.node.margin.input;

import io.loadline.risk.portfolio.InstrumentKind;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What a portfolio file calls the kinds of positions. */
enum Kind {
  CASH("cash", InstrumentKind.CASH),
  SPOT("spot", InstrumentKind.SPOT),
  PERPETUAL("perpetual", InstrumentKind.PERPETUAL),
  FUTURE("future", InstrumentKind.DATED_FUTURE),
  CALL("call", InstrumentKind.CALL),
  PUT("put", InstrumentKind.PUT),
  LENDING_SUPPLY("lending-supply", InstrumentKind.LENDING_SUPPLY),
  LENDING_DEBT("lending-debt", InstrumentKind.LENDING_DEBT),
  INVERSE_PERPETUAL("inverse-perpetual", InstrumentKind.INVERSE_PERPETUAL),
  INVERSE_FUTURE("inverse-future", InstrumentKind.INVERSE_FUTURE);

  private static final SequencedMap<String, Kind> WORDS = new LinkedHashMap<>();

  static {
    for (Kind kind : values()) {
      WORDS.put(kind.word, kind);
    }
  }

  private final String word;
  private final InstrumentKind inCash;

  Kind(String word, InstrumentKind inCash) {
    this.word = word;
    this.inCash = inCash;
  }

  static SequencedMap<String, Kind> words() {
    return WORDS;
  }

  String word() {
    return word;
  }

  boolean isOption() {
    return this == CALL || this == PUT;
  }

  boolean isLending() {
    return this == LENDING_SUPPLY || this == LENDING_DEBT;
  }

  boolean isInverse() {
    return inCash.isInverse();
  }

  boolean hasExpiry() {
    return inCash.hasExpiry();
  }

  /** The model's kind; options are of two kinds, by what they settle in. */
  InstrumentKind of(boolean inCoin) {
    return switch (this) {
      case CALL -> inCoin ? InstrumentKind.COIN_CALL : inCash;
      case PUT -> inCoin ? InstrumentKind.COIN_PUT : inCash;
      case CASH,
          SPOT,
          PERPETUAL,
          FUTURE,
          LENDING_SUPPLY,
          LENDING_DEBT,
          INVERSE_PERPETUAL,
          INVERSE_FUTURE ->
          inCash;
    };
  }
}
