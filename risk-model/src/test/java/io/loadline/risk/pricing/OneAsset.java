package io.loadline.risk.pricing;

import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.HOME;
import static io.loadline.risk.TestBooks.NOW;
import static io.loadline.risk.TestBooks.PERPETUALS;

import io.loadline.risk.TestBooks;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.PriorAsset;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.NetworkParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.RelatedAsset;
import io.loadline.risk.rules.RulesCodec;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.StableAsset;
import io.loadline.risk.rules.VolRule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A market of ETH alone, made small for one rule at a time: spot 2000, no rate, no slices, quanta
 * of 2^-24 USD, one row that moves nothing, books closed at once, and every refinement off. WSTETH
 * is related to it and USDC a stablecoin.
 */
final class OneAsset {
  static final int BITS = 24;
  static final long YEAR = 31_536_000;
  static final Asset WSTETH = new Asset("WSTETH");
  static final Asset USDC = new Asset("USDC");

  final List<ScenarioRow> rows = new ArrayList<>();
  final List<Slice> slices = new ArrayList<>();
  final TreeMap<Asset, ObservedPrice> observed = new TreeMap<>(Comparator.naturalOrder());
  final TreeMap<Asset, AssetMarket> otherMarkets = new TreeMap<>(Comparator.naturalOrder());
  final List<PriorAsset> carried = new ArrayList<>();
  private final TreeSet<Instrument> instruments =
      new TreeSet<>(Comparator.comparing(Instrument::id));
  BigInteger feedSpotE8 = usdE8("2000");
  boolean hasMarket = true;
  long rateE9;
  int quantumBits = BITS;
  AssetTopics.Shocks shocks = new AssetTopics.Shocks(200_000_000, 770_000_000, 0);
  AssetTopics.Volatility volatility =
      new AssetTopics.Volatility(
          500_000_000, 250_000_000, 300_000_000, 130_000_000, 1, 0, 2_000_000);
  AssetTopics.Skew skew =
      new AssetTopics.Skew(150_000_000, -50_000_000, 10_000_000, 2_400_000_000L, 0);
  AssetTopics.Discounts discounts = AssetTopics.Discounts.OFF;
  AssetTopics.Basis basis = AssetTopics.Basis.OFF;
  AssetTopics.NearExpiry nearExpiry = AssetTopics.NearExpiry.OFF;

  OneAsset() {
    observe(ETH, "2000");
    observe(USDC, "1");
  }

  static BigInteger usdE8(String usd) {
    return new BigDecimal(usd).movePointRight(8).toBigIntegerExact();
  }

  /** Observed at that price, give or take a cent. */
  OneAsset observe(Asset asset, String usd) {
    observed.put(asset, new ObservedPrice(asset, usdE8(usd), BigInteger.valueOf(1_000_000)));
    return this;
  }

  OneAsset row(ScenarioRow row) {
    rows.add(row);
    return this;
  }

  /** A slice that many seconds ahead with one volatility at all strikes, in 1e-9. */
  OneAsset flat(long seconds, String forward, long volE9) {
    return slice(seconds, forward, flatSmile(forward, volE9));
  }

  OneAsset slice(long seconds, String forward, Smile smile) {
    slices.add(new Slice(NOW + seconds, usdE8(forward), smile));
    slices.sort(Comparator.comparingLong(Slice::expirySeconds));
    return this;
  }

  static Smile flatSmile(String strike, long volE9) {
    return new Smile.Quotes(List.of(quote(strike, volE9)));
  }

  static Smile.Quote quote(String strike, long volE9) {
    return new Smile.Quote(usdE8(strike), volE9);
  }

  Instrument option(InstrumentKind kind, long seconds, String strike) {
    return add(kind, ETH, seconds, usdE8(strike));
  }

  /** Without a strike; an expiry where the kind has one. */
  Instrument linear(InstrumentKind kind, long seconds) {
    return add(kind, ETH, seconds, BigInteger.ZERO);
  }

  Instrument add(InstrumentKind kind, Asset asset, long seconds, BigInteger strikeE8) {
    long expiry = kind.hasExpiry() ? NOW + seconds : 0;
    var instrument = Instrument.of(HOME, PERPETUALS, kind, asset, expiry, strikeE8);
    instruments.add(instrument);
    return instrument;
  }

  AssetMarket market() {
    return market(ETH, feedSpotE8, 0, slices);
  }

  AssetMarket market(Asset asset, BigInteger spotE8, long redemptionE9, List<Slice> of) {
    return new AssetMarket(
        asset,
        spotE8,
        999_500_000,
        NOW - 12,
        rateE9,
        100_000,
        BigInteger.valueOf(5_000_000_000L),
        redemptionE9,
        of);
  }

  void carry(Asset asset, String usd, Optional<AssetMarket> market) {
    carried.add(new PriorAsset(asset, 0, 0, NOW - 600, usdE8(usd), List.of(), market));
    carried.sort(Comparator.comparing(PriorAsset::asset));
  }

  AssetParameters parameters() {
    return new AssetParameters(
        ETH,
        OptionalInt.empty(),
        quantumBits,
        4,
        shocks,
        volatility,
        skew,
        discounts,
        basis,
        nearExpiry,
        new AssetTopics.ShortOption(5_000_000, 0),
        AssetTopics.Contingency.OFF,
        AssetTopics.Calendar.OFF,
        AssetTopics.Liquidity.OFF,
        AssetTopics.Transfer.OFF,
        AssetTopics.Breaker.OFF,
        100_000_000);
  }

  PricedMarket price() {
    var set =
        new ParameterSet(
            "one asset",
            Optional.empty(),
            nested(),
            NetworkParameters.factors(1_000_000_000, 800_000_000),
            List.of(),
            List.of(parameters()),
            List.of(new RelatedAsset(WSTETH, ETH, 0, 0)),
            List.of(new StableAsset(USDC, 0)));
    var rules = TestBooks.rules(set);
    var markets = new TreeMap<>(otherMarkets);
    if (hasMarket) {
      markets.put(ETH, market());
    }
    return PricedMarket.of(
        new Snapshot(
            Keccak.hash("network"),
            RulesCodec.hash(rules),
            1,
            7,
            NOW,
            List.of(),
            List.copyOf(observed.values()),
            List.copyOf(markets.values()),
            List.copyOf(instruments),
            List.of(),
            List.of(),
            new Carried(Keccak.hash("before"), 6, BigInteger.ZERO, List.of(), List.of(), carried)),
        rules);
  }

  /** The rows, then what a set must hold beside them. */
  private List<ScenarioRow> nested() {
    var all = new ArrayList<>(rows);
    for (var row : rows) {
      if (row.relative() && row.volRule() != VolRule.BASIS) {
        all.add(ScenarioRow.move(-row.numerator(), row.denominator(), row.volRule()));
        all.add(ScenarioRow.move(0, row.denominator(), row.volRule()));
      }
    }
    return all.isEmpty() ? List.of(ScenarioRow.move(0, 1, VolRule.NONE)) : all;
  }

  PricedAsset eth() {
    return price().assets().getFirst();
  }

  Valuation valuation(Instrument instrument) {
    return price().valuations().get(List.copyOf(instruments).indexOf(instrument));
  }

  Valuation.RiskArray array(Instrument instrument) {
    return switch (valuation(instrument)) {
      case Valuation.RiskArray array -> array;
      case Valuation.Cash cash -> throw new AssertionError("cash " + cash.markUsdE6());
      case Valuation.Unvaluable(var reason) -> throw new AssertionError(reason);
    };
  }

  String reason(Instrument instrument) {
    return ((Valuation.Unvaluable) valuation(instrument)).reason();
  }

  /** Value now in USD. */
  double now(Instrument instrument) {
    return usd(array(instrument).value());
  }

  /** Value in a column in USD. */
  double in(int column, Instrument instrument) {
    var array = array(instrument);
    return usd(array.value() + array.change(column));
  }

  double usd(long quanta) {
    return quanta / Math.scalb(1.0, quantumBits);
  }
}
