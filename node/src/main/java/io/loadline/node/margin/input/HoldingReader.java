package io.loadline.node.margin.input;

import io.loadline.node.config.Amounts;
import io.loadline.node.config.Section;
import io.loadline.node.margin.input.Portfolio.Holding;
import io.loadline.node.margin.input.Portfolio.Interest;
import io.loadline.node.margin.input.Portfolio.Venue;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads one position of a portfolio file: which keys it has depends on its kind. */
final class HoldingReader {
  private static final long MOST_RATE_E9 = 100 * PortfolioReader.ONE_E9;
  private static final BigInteger MOST_PRICE =
      BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
  private static final SequencedMap<String, Boolean> SETTLEMENTS = new LinkedHashMap<>();

  static {
    SETTLEMENTS.put("cash", false);
    SETTLEMENTS.put("coin", true);
  }

  private HoldingReader() {}

  static Holding read(Section position, Venue venue) {
    Kind kind = position.choice("kind", Kind.words());
    refuseForeignKeys(position, kind);
    Asset asset =
        kind == Kind.CASH && !position.has("asset")
            ? venue.settlement()
            : PortfolioReader.asset(position);
    boolean inCoin =
        kind.isOption() && position.has("settlement") && position.choice("settlement", SETTLEMENTS);
    Instrument instrument =
        Instrument.of(
            venue.chainId(),
            venue.address(),
            kind.of(inCoin),
            asset,
            kind.hasExpiry() ? Amounts.seconds(position, "expiry") : 0,
            kind.isOption()
                ? Amounts.scaled(position, "strike", 8, BigInteger.ONE, MOST_PRICE)
                : BigInteger.ZERO);
    return new Holding(
        position.place(),
        venue,
        instrument,
        quantity(position, kind),
        position.has("entryPrice") ? Optional.of(entryPrice(position, kind)) : Optional.empty(),
        position.optionalSection("interest").map(i -> i.build(HoldingReader::interest)));
  }

  /**
   * The model's unit of an inverse contract is a dollar to receive: a long on the exchange owes it.
   */
  private static BigInteger quantity(Section position, Kind kind) {
    BigInteger quantity =
        Amounts.scaled(
            position, "quantity", 18, PortfolioReader.MOST_128.negate(), PortfolioReader.MOST_128);
    if (kind == Kind.LENDING_DEBT && quantity.signum() > 0) {
      throw position.invalid(
          "quantity", "a debt is a negative quantity", "Put a minus before what is owed.");
    }
    if (kind == Kind.LENDING_SUPPLY && quantity.signum() < 0) {
      throw position.invalid(
          "quantity", "what is supplied is not negative", "Write a debt as kind lending-debt.");
    }
    return kind.isInverse() ? quantity.negate() : quantity;
  }

  /** Coins of an inverse contract are dollars divided by it. */
  private static BigInteger entryPrice(Section position, Kind kind) {
    BigInteger least = kind.isInverse() ? BigInteger.ONE : BigInteger.ZERO;
    return Amounts.scaled(position, "entryPrice", 18, least, PortfolioReader.MOST_128);
  }

  private static Interest interest(Section interest) {
    return new Interest(
        Amounts.e9(interest, "rate", 0, MOST_RATE_E9), Amounts.seconds(interest, "since"));
  }

  private static void refuseForeignKeys(Section position, Kind kind) {
    refuse(position, kind, "expiry", kind.hasExpiry());
    refuse(position, kind, "strike", kind.isOption());
    refuse(position, kind, "settlement", kind.isOption());
    refuse(position, kind, "interest", kind.isLending());
    refuse(position, kind, "entryPrice", kind != Kind.CASH && !kind.isLending());
  }

  private static void refuse(Section position, Kind kind, String key, boolean belongs) {
    if (!belongs && position.has(key)) {
      throw position.invalid(
          key, "a position of kind " + kind.word() + " has no " + key, "Remove it.");
    }
  }
}
