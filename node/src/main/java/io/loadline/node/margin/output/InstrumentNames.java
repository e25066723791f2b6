package io.loadline.node.margin.output;

import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instruments in words: {@code ETH call 3200 2026-03-06 08:00}. */
final class InstrumentNames {
  private static final DateTimeFormatter EXPIRY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private InstrumentNames() {}

  static String of(Instrument instrument) {
    var name = new StringBuilder(instrument.asset().symbol()).append(' ');
    name.append(kind(instrument.kind()));
    if (instrument.kind().isOption()) {
      name.append(' ').append(Money.plain(instrument.strikeUsdE8(), 8));
    }
    if (instrument.kind().hasExpiry()) {
      name.append(' ').append(time(instrument.expirySeconds()));
    }
    return name.toString();
  }

  /** To the minute, in UTC. */
  static String time(long seconds) {
    return EXPIRY.format(Instant.ofEpochSecond(seconds));
  }

  private static String kind(InstrumentKind kind) {
    return switch (kind) {
      case CASH -> "cash";
      case SPOT -> "spot";
      case PERPETUAL -> "perpetual";
      case DATED_FUTURE -> "future";
      case CALL -> "call";
      case PUT -> "put";
      case LENDING_SUPPLY -> "supplied";
      case LENDING_DEBT -> "borrowed";
      case INVERSE_PERPETUAL -> "inverse perpetual";
      case INVERSE_FUTURE -> "inverse future";
      case COIN_CALL -> "coin call";
      case COIN_PUT -> "coin put";
    };
  }
}
