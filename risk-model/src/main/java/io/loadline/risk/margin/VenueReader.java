package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.pricing.PricedMarket;
import io.loadline.risk.pricing.UsedPrice;
import io.loadline.risk.rules.NetworkParameters;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.StableAsset;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects the venues of a snapshot's instruments with their terms, rising. */
final class VenueReader {
  private static final Asset DOLLAR = new Asset("USD");
  private static final long FULL_E9 = 1_000_000_000L;

  private final PricedMarket market;
  private final NetworkParameters.Peg peg;
  private final Map<Asset, Long> stressE9 = new HashMap<>();
  private final Map<VenueId, Rules.Venue> listed = new HashMap<>();

  VenueReader(PricedMarket market, Rules rules) {
    this.market = market;
    this.peg = rules.parameters().network().peg();
    for (StableAsset stable : rules.parameters().stables()) {
      stressE9.put(stable.asset(), stable.stressE9());
    }
    rules.venues().forEach(v -> listed.put(new VenueId(v.chainId(), v.venue()), v));
  }

  List<VenueTerms> read(Snapshot snapshot) {
    // Instruments rise by id, and so do each venue's.
    var instruments = new TreeMap<VenueId, List<Instrument>>();
    for (var instrument : snapshot.instruments()) {
      instruments
          .computeIfAbsent(
              new VenueId(instrument.chainId(), instrument.venue()), _ -> new ArrayList<>())
          .add(instrument);
    }
    return instruments.entrySet().stream().map(e -> terms(e.getKey(), e.getValue())).toList();
  }

  private VenueTerms terms(VenueId id, List<Instrument> instruments) {
    var rules = Optional.ofNullable(listed.get(id));
    var coin =
        instruments.stream()
            .filter(i -> i.kind() == InstrumentKind.CASH)
            .map(Instrument::asset)
            .findFirst()
            .orElse(DOLLAR);
    return new VenueTerms(
        id,
        rules.map(Rules.Venue::exitSeconds).orElse(0L),
        rules.map(Rules.Venue::creditE9).orElse(FULL_E9),
        rules.map(v -> BigInteger.valueOf(v.creditCapUsdE6()).multiply(Rounding.ONE_E18)),
        coin,
        instruments.stream().mapToLong(this::stressE9).max().orElse(0),
        depegE9(coin));
  }

  /** Of a cash-like instrument of a stablecoin; others have none. */
  private long stressE9(Instrument instrument) {
    return switch (instrument.kind()) {
      case CASH, SPOT, LENDING_SUPPLY, LENDING_DEBT ->
          stressE9.getOrDefault(instrument.asset(), 0L);
      case PERPETUAL,
          DATED_FUTURE,
          CALL,
          PUT,
          INVERSE_PERPETUAL,
          INVERSE_FUTURE,
          COIN_CALL,
          COIN_PUT ->
          0;
    };
  }

  private BigInteger depegE9(Asset coin) {
    if (!stressE9.containsKey(coin)) {
      return BigInteger.ZERO;
    }
    var priceE9 =
        market.price(coin).map(UsedPrice::priceUsdE8).map(p -> p.multiply(BigInteger.TEN));
    var below =
        priceE9.map(p -> BigInteger.valueOf(peg.thresholdE9()).subtract(p)).orElse(BigInteger.ZERO);
    return Rounding.shareUp(below.max(BigInteger.ZERO), peg.factorE9());
  }
}
