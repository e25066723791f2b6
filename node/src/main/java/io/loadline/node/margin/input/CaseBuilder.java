package io.loadline.node.margin.input;

import io.loadline.node.config.Place;
import io.loadline.node.margin.input.Portfolio.Deposit;
import io.loadline.node.margin.input.Portfolio.Holding;
import io.loadline.node.margin.input.Portfolio.Interest;
import io.loadline.node.margin.input.Portfolio.Pledge;
import io.loadline.node.margin.input.Portfolio.Venue;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.CollateralToken;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.portfolio.SnapshotBuilder;
import io.loadline.risk.pricing.PricedMarket;
import io.loadline.risk.pricing.Valuation;
import io.loadline.risk.rules.OfflineRules;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/** Puts portfolio, market and parameters together; used once. */
final class CaseBuilder {
  private static final long YEAR_SECONDS = 31_536_000L;
  private static final int TOKEN_DECIMALS = 18;

  private final Portfolio portfolio;
  private final Market market;
  private final Rules rules;
  private final Ledger ledger = new Ledger();

  CaseBuilder(Portfolio portfolio, Market market, ParameterSet parameters) {
    this.portfolio = portfolio;
    this.market = market;
    this.rules =
        OfflineRules.of(
            parameters,
            portfolio.venues().stream().map(CaseBuilder::terms).toList(),
            portfolio.collateral().stream().map(this::accepted).toList());
  }

  MarginCase build() {
    for (Venue venue : portfolio.venues()) {
      checkCash(venue.place(), venue.settlement());
      ledger.list(EntryPrices.cash(venue));
    }
    for (Holding holding : portfolio.holdings()) {
      Instrument instrument = holding.instrument();
      if (instrument.kind() == InstrumentKind.CASH) {
        checkCash(holding.place(), instrument.asset());
      }
      ledger.hold(holding.place(), instrument, withInterest(holding));
      ledger.list(EntryPrices.ledgerOf(holding));
    }
    portfolio.pledged().forEach(p -> ledger.hold(p.place(), pledged(p), p.quantityE18()));
    bookEntries();
    SequencedMap<Address, String> names = new LinkedHashMap<>();
    portfolio.venues().forEach(venue -> names.put(venue.address(), venue.name()));
    names.put(SnapshotBuilder.GCM, Portfolio.GCM);
    SequencedMap<Bytes32, List<String>> paths = new LinkedHashMap<>();
    for (Ledger.Entry entry : ledger.entries()) {
      paths.put(entry.instrument().id(), entry.paths());
    }
    return new MarginCase(portfolio, market, rules, snapshot(), names, paths);
  }

  private static Rules.Venue terms(Venue venue) {
    return new Rules.Venue(
        venue.chainId(),
        venue.address(),
        venue.exitSeconds(),
        venue.creditE9(),
        venue.creditCapUsdE6());
  }

  private Rules.Collateral accepted(Deposit deposit) {
    return new Rules.Collateral(
        portfolio.homeChainId(),
        tokenAddress(deposit.asset()),
        deposit.asset(),
        deposit.haircutImE9(),
        deposit.haircutMmE9());
  }

  private void checkCash(Place place, Asset asset) {
    if (!asset.equals(PortfolioReader.USD) && !isStable(asset)) {
      var words = new TreeSet<String>();
      rules.parameters().stables().forEach(stable -> words.add(stable.asset().symbol()));
      words.add(PortfolioReader.USD.symbol());
      throw place.refuse(
          "cash in " + asset + " is not known to the parameter set",
          "Write one of " + String.join(", ", words) + "; coins are positions of kind spot.");
    }
  }

  private boolean isStable(Asset asset) {
    return rules.parameters().stables().stream().anyMatch(stable -> stable.asset().equals(asset));
  }

  /** Simple interest up to the market's time, rounded against the account. */
  private BigInteger withInterest(Holding holding) {
    if (holding.interest().isEmpty()) {
      return holding.quantityE18();
    }
    Interest interest = holding.interest().get();
    long seconds = market.timeSeconds() - interest.sinceSeconds();
    if (seconds < 0) {
      throw holding
          .place()
          .refuse(
              "interest.since is after the market's time",
              "Give the time from which on the quantity bears interest.");
    }
    BigInteger grown =
        holding
            .quantityE18()
            .multiply(BigInteger.valueOf(interest.rateE9()))
            .multiply(BigInteger.valueOf(seconds));
    BigInteger year =
        BigInteger.valueOf(YEAR_SECONDS).multiply(BigInteger.valueOf(PortfolioReader.ONE_E9));
    BigInteger[] parts = grown.divideAndRemainder(year);
    BigInteger floor = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    return holding.quantityE18().add(floor);
  }

  /** A stablecoin is cash also there. */
  private Instrument pledged(Pledge pledge) {
    return Instrument.of(
        portfolio.homeChainId(),
        SnapshotBuilder.GCM,
        isStable(pledge.asset()) ? InstrumentKind.CASH : InstrumentKind.SPOT,
        pledge.asset(),
        0,
        BigInteger.ZERO);
  }

  private void bookEntries() {
    Map<Bytes32, Long> marks = new HashMap<>();
    if (portfolio.holdings().stream().anyMatch(EntryPrices::needsMark)) {
      Snapshot unbooked = snapshot();
      var valuations = PricedMarket.of(unbooked, rules).valuations();
      for (int i = 0; i < valuations.size(); i++) {
        marks.put(unbooked.instruments().get(i).id(), markUsdE6(valuations.get(i)));
      }
    }
    for (Holding holding : portfolio.holdings()) {
      EntryPrices.book(holding, ledger, instrument -> marks.getOrDefault(instrument.id(), 0L));
    }
  }

  private static long markUsdE6(Valuation valuation) {
    return switch (valuation) {
      case Valuation.Cash cash -> cash.markUsdE6();
      case Valuation.RiskArray array -> array.markUsdE6();
      case Valuation.Unvaluable _ -> 0;
    };
  }

  private Snapshot snapshot() {
    var builder = new SnapshotBuilder(market.timeSeconds(), portfolio.homeChainId());
    market.observed().forEach(p -> builder.price(p.asset(), p.priceUsdE8(), p.spreadUsdE8()));
    market.markets().forEach(builder::market);
    var none = Carried.none();
    builder.carried(
        new Carried(
            none.previousReport(),
            none.previousHeight(),
            none.participation(),
            none.pins(),
            none.requirements(),
            market.carried()));
    ledger.into(builder, portfolio.owner());
    for (Deposit deposit : portfolio.collateral()) {
      var token =
          new CollateralToken(
              portfolio.homeChainId(),
              tokenAddress(deposit.asset()),
              TOKEN_DECIMALS,
              BigInteger.ZERO);
      builder.deposits(portfolio.owner(), token, deposit.amountE18());
    }
    return builder.build();
  }

  private static Address tokenAddress(Asset asset) {
    return SnapshotBuilder.address("token " + asset.symbol());
  }
}
