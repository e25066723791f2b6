package io.loadline.risk.margin;

import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.pricing.AssetView;
import io.loadline.risk.pricing.Pricer;
import io.loadline.risk.pricing.Valuation;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.scenario.Scenario;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All instruments of a snapshot with their risk arrays, laid out for evaluation: one row of longs
 * each, and small numbers in place of assets, venues, expiries and strikes. Immutable after
 * construction, shared by threads.
 */
final class InstrumentTable {
  static final int CASH_ASSET = -1;
  private static final int NO_GROUP = -1;
  private static final int LANES = 8;

  private static final Comparator<Instrument> BOOK_ORDER =
      Comparator.comparing(Instrument::asset)
          .thenComparing(i -> i.kind().isOption())
          .thenComparingLong(Instrument::expirySeconds)
          .thenComparing(Instrument::strikeUsdE8)
          .thenComparing(Instrument::id);

  final List<Instrument> instruments;
  final int scenarios;
  final int stride;
  final int[] skewRows;
  final List<AssetRules> assets = new ArrayList<>();
  final List<VenueId> venues = new ArrayList<>();
  final List<Valuation> valuations = new ArrayList<>();
  final long[] rows;
  final long[] greatestChange;
  final long[] markUsdE6;
  final boolean[] valued;
  final int[] asset;
  final int[] venue;
  final int[] expiryGroup;
  final int[] strikeGroup;

  /** Position of an instrument in book order: by asset, linear before options, expiry, strike. */
  final int[] rank;

  InstrumentTable(Snapshot snapshot, ParameterSet parameters) {
    instruments = snapshot.instruments();
    int count = instruments.size();
    var assetIndexes = readAssets(snapshot, parameters);
    scenarios = parameters.scenarios().size();
    stride = (scenarios + LANES - 1) / LANES * LANES;
    skewRows = assets.getFirst().skewRows();
    rows = new long[Math.multiplyExact(count, stride)];
    greatestChange = new long[count];
    markUsdE6 = new long[count];
    valued = new boolean[count];
    asset = new int[count];
    venue = new int[count];
    expiryGroup = new int[count];
    strikeGroup = new int[count];
    rank = new int[count];
    var pricer = new Pricer(snapshot.anchorTimeSeconds());
    var venueIndexes = new HashMap<VenueId, Integer>();
    for (int i = 0; i < count; i++) {
      var instrument = instruments.get(i);
      var venueId = new VenueId(instrument.chainId(), instrument.venue());
      venue[i] = venueIndexes.computeIfAbsent(venueId, this::addVenue);
      boolean isCash = instrument.kind() == InstrumentKind.CASH;
      var index = assetIndexes.get(instrument.asset().symbol());
      asset[i] = isCash || index == null ? CASH_ASSET : index;
      var valuation = isCash ? Pricer.cash(scenarios) : value(pricer, instrument, index);
      valuations.add(valuation);
      if (valuation instanceof Valuation.RiskArray array) {
        fill(i, array);
      }
    }
    group();
  }

  private Map<String, Integer> readAssets(Snapshot snapshot, ParameterSet parameters) {
    var prices = new HashMap<String, BigInteger>();
    snapshot.observed().forEach(p -> prices.put(p.asset().symbol(), p.priceUsdE8()));
    var markets = new HashMap<String, AssetMarket>();
    snapshot.market().forEach(m -> markets.put(m.asset().symbol(), m));
    var indexes = new HashMap<String, Integer>();
    for (var asset : parameters.assets()) {
      var symbol = asset.asset().symbol();
      var price = prices.getOrDefault(symbol, BigInteger.ZERO);
      var market = Optional.ofNullable(markets.get(symbol));
      indexes.put(symbol, assets.size());
      assets.add(new AssetRules(new AssetView(asset, parameters, price, market)));
    }
    return indexes;
  }

  private int addVenue(VenueId id) {
    venues.add(id);
    return venues.size() - 1;
  }

  private Valuation value(Pricer pricer, Instrument instrument, @Nullable Integer assetIndex) {
    return assetIndex == null
        ? new Valuation.Unvaluable("the rules have no parameters for " + instrument.asset())
        : pricer.value(instrument, assets.get(assetIndex).view());
  }

  private void fill(int instrument, Valuation.RiskArray array) {
    valued[instrument] = true;
    markUsdE6[instrument] = array.markUsdE6();
    long greatest = 1;
    for (int s = 0; s < scenarios; s++) {
      long change = array.change(s);
      rows[instrument * stride + s] = change;
      greatest = Math.max(greatest, Math.abs(change));
    }
    greatestChange[instrument] = greatest;
  }

  private void group() {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < instruments.size(); i++) {
      order.add(i);
    }
    Collections.sort(order, Comparator.comparing(instruments::get, BOOK_ORDER));
    int expiry = NO_GROUP;
    int strike = NO_GROUP;
    for (int i = 0; i < order.size(); i++) {
      int index = order.get(i);
      rank[index] = i;
      var now = instruments.get(index);
      if (!now.kind().isOption()) {
        expiryGroup[index] = NO_GROUP;
        strikeGroup[index] = NO_GROUP;
        continue;
      }
      var before = i == 0 ? null : instruments.get(order.get(i - 1));
      boolean sameExpiry = sameExpiry(before, now);
      expiry = sameExpiry ? expiry : expiry + 1;
      strike =
          sameExpiry && before != null && before.strikeUsdE8().equals(now.strikeUsdE8())
              ? strike
              : strike + 1;
      expiryGroup[index] = expiry;
      strikeGroup[index] = strike;
    }
  }

  private static boolean sameExpiry(@Nullable Instrument before, Instrument now) {
    return before != null
        && before.kind().isOption()
        && before.asset().equals(now.asset())
        && before.expirySeconds() == now.expirySeconds();
  }

  boolean isOption(int instrument) {
    return strikeGroup[instrument] != NO_GROUP;
  }

  List<Scenario> scenariosOf(int assetIndex) {
    return assets.get(assetIndex).view().scenarios();
  }
}
