package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.pricing.PricedMarket;
import io.loadline.risk.pricing.Valuation;
import io.loadline.risk.rules.ParameterSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All instruments of a snapshot with their integers, laid out for evaluation: small numbers in
 * place of assets, venues, expiries and strikes. Immutable after construction, shared by threads.
 */
final class InstrumentTable {
  /** No asset (cash-like), no expiry, no strike or no token. */
  static final int NONE = -1;

  final List<Instrument> instruments;
  final List<Valuation> valuations;
  final List<AssetTable> assets;
  final List<VenueTerms> venues;

  final boolean[] isValued;
  final long[] markUsdE6;
  final int[] asset;
  final int[] venue;

  /** Index among the asset's expiries. */
  final int[] expiry;

  /** Options of an asset with one expiry and strike have one number. */
  final int[] strike;

  /** Of spot-like kinds: 0 the asset itself, otherwise 1 + index of the related token. */
  final int[] token;

  /** Perpetuals, whatever they settle in. */
  final boolean[] isPerpetual;

  final long[] value;
  final long[] delta;
  final long[] vega;
  final long[] calendarVega;
  final long[] contractNotional;
  final long[] grossNotional;

  /** Where the changes of an instrument begin in {@link #changes}. */
  final int[] firstChange;

  final long[] changes;

  /** Greatest of |value|, |change| and |value + change|. */
  final long[] greatest;

  /** Position of an instrument in book order: by asset, venue, expiry (none first), strike. */
  final int[] rank;

  private final int[] strikeCount;

  InstrumentTable(
      Snapshot snapshot,
      ParameterSet parameters,
      PricedMarket market,
      List<AssetTable> assets,
      List<VenueTerms> venues) {
    this.instruments = snapshot.instruments();
    this.assets = assets;
    this.venues = venues;
    int count = instruments.size();
    valuations = new ArrayList<>(count);
    isValued = new boolean[count];
    markUsdE6 = new long[count];
    asset = new int[count];
    venue = new int[count];
    expiry = new int[count];
    strike = new int[count];
    token = new int[count];
    isPerpetual = new boolean[count];
    value = new long[count];
    delta = new long[count];
    vega = new long[count];
    calendarVega = new long[count];
    contractNotional = new long[count];
    grossNotional = new long[count];
    firstChange = new int[count];
    greatest = new long[count];
    rank = new int[count];
    strikeCount = new int[assets.size()];

    var venueIndex = new HashMap<VenueId, Integer>();
    venues.forEach(v -> venueIndex.put(v.id(), venueIndex.size()));
    var tokens = new HashMap<Asset, Integer>();
    parameters.related().forEach(r -> tokens.put(r.asset(), 1 + tokens.size()));
    int offset = 0;
    for (int i = 0; i < count; i++) {
      var instrument = instruments.get(i);
      var valuation = market.valuations().get(i);
      valuations.add(valuation);
      var id = new VenueId(instrument.chainId(), instrument.venue());
      venue[i] = venueIndex.getOrDefault(id, NONE);
      asset[i] = NONE;
      expiry[i] = NONE;
      strike[i] = NONE;
      token[i] = NONE;
      firstChange[i] = offset;
      offset = Math.addExact(offset, describe(i, valuation, market.assetOf(i), tokens));
    }
    changes = new long[offset];
    for (int i = 0; i < count; i++) {
      if (valuations.get(i) instanceof Valuation.RiskArray array) {
        array.copyChanges(changes, firstChange[i]);
        greatest[i] = greatest(array);
      }
    }
    sort();
  }

  /** Returns the number of changes that the instrument has. */
  private int describe(int i, Valuation valuation, int assetIndex, Map<Asset, Integer> tokens) {
    return switch (valuation) {
      case Valuation.Unvaluable _ -> 0;
      case Valuation.Cash(var mark) -> {
        isValued[i] = true;
        markUsdE6[i] = mark;
        yield 0;
      }
      case Valuation.RiskArray array -> {
        var instrument = instruments.get(i);
        isValued[i] = true;
        markUsdE6[i] = array.markUsdE6();
        asset[i] = assetIndex;
        if (instrument.kind().hasExpiry()) {
          expiry[i] = assets.get(asset[i]).expiryIndex(instrument.expirySeconds());
        }
        if (isSpotLike(instrument.kind())) {
          token[i] = tokens.getOrDefault(instrument.asset(), 0);
        }
        isPerpetual[i] =
            instrument.kind() == InstrumentKind.PERPETUAL
                || instrument.kind() == InstrumentKind.INVERSE_PERPETUAL;
        value[i] = array.value();
        delta[i] = array.delta();
        vega[i] = array.vega();
        calendarVega[i] = array.calendarVega();
        contractNotional[i] = array.contractNotional();
        grossNotional[i] = array.grossNotional();
        yield array.size();
      }
    };
  }

  private static boolean isSpotLike(InstrumentKind kind) {
    return switch (kind) {
      case SPOT, LENDING_SUPPLY, LENDING_DEBT -> true;
      case CASH,
          PERPETUAL,
          DATED_FUTURE,
          CALL,
          PUT,
          INVERSE_PERPETUAL,
          INVERSE_FUTURE,
          COIN_CALL,
          COIN_PUT ->
          false;
    };
  }

  private static long greatest(Valuation.RiskArray array) {
    long greatest = Math.max(1, Math.abs(array.value()));
    for (int c = 0; c < array.size(); c++) {
      long change = array.change(c);
      greatest = Math.max(greatest, Math.max(Math.abs(change), Math.abs(array.value() + change)));
    }
    return greatest;
  }

  private void sort() {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < instruments.size(); i++) {
      order.add(i);
    }
    var byStrike =
        Comparator.<Integer>comparingInt(i -> asset[i])
            .thenComparingInt(i -> expiry[i])
            .thenComparing(i -> instruments.get(i).strikeUsdE8());
    Collections.sort(order, byStrike);
    Integer before = null;
    for (int i : order) {
      if (isValued[i] && instruments.get(i).kind().isOption()) {
        if (before == null || byStrike.compare(before, i) != 0) {
          strikeCount[asset[i]]++;
        }
        strike[i] = strikeCount[asset[i]] - 1;
        before = i;
      }
    }
    var byBook =
        Comparator.<Integer>comparingInt(i -> asset[i])
            .thenComparingInt(i -> venue[i])
            .thenComparingInt(i -> expiry[i])
            .thenComparingInt(i -> strike[i])
            .thenComparingInt(i -> i);
    Collections.sort(order, byBook);
    for (int i = 0; i < order.size(); i++) {
      rank[order.get(i)] = i;
    }
  }

  boolean isOption(int instrument) {
    return strike[instrument] != NONE;
  }

  /** Numbers of {@link #strike} that the asset's options have. */
  int strikes(int assetIndex) {
    return strikeCount[assetIndex];
  }

  int greatestColumns() {
    return assets.stream().mapToInt(a -> a.columns).max().orElse(0);
  }

  int greatestStrikes() {
    int most = 0;
    for (int count : strikeCount) {
      most = Math.max(most, count);
    }
    return most;
  }

  int greatestExpiries() {
    return assets.stream().mapToInt(a -> a.expiries).max().orElse(0);
  }

  /** Why the instrument has no value; null if it has one. */
  @Nullable String reason(int instrument) {
    return switch (valuations.get(instrument)) {
      case Valuation.Unvaluable(var reason) -> reason;
      case Valuation.Cash _, Valuation.RiskArray _ -> null;
    };
  }
}
