package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Asset;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * The lines of docs/crypto-span-1.md section 8 for one asset of a book, over all venues or at one
 * of them. Belongs to one thread.
 */
final class AssetCharges {
  private final InstrumentTable table;
  private final List<ChargeRates> rates;
  private final int[] coinOfVenue;
  private final Sums128 deltaByBucket;
  private final Sums128 vegaByExpiry;
  private final Sums128 lotsByStrike;
  private final boolean[] isLiveStrike;
  private final Int128 gross = new Int128();
  private final BigInteger[] coins;

  AssetCharges(InstrumentTable table, List<ChargeRates> rates) {
    this.table = table;
    this.rates = rates;
    deltaByBucket = new Sums128(table.greatestExpiries() + 1);
    vegaByExpiry = new Sums128(table.greatestExpiries());
    lotsByStrike = new Sums128(table.greatestStrikes());
    isLiveStrike = new boolean[table.greatestStrikes()];
    var index = new HashMap<Asset, Integer>();
    coinOfVenue =
        table.venues.stream()
            .mapToInt(v -> index.computeIfAbsent(v.coin(), _ -> index.size()))
            .toArray();
    coins = new BigInteger[index.size()];
  }

  /** Without concentration, which is not a matter of one venue. */
  AssetLines of(Book book, int slot, VenueLines[] venueLines, BigInteger scanUsdE24, int venue) {
    var asset = table.assets.get(book.slotAsset[slot]);
    var rate = rates.get(asset.index);
    sum(asset, book, slot, venue);
    var units = asset.units;
    var naked = nakedLots(asset);
    var shortOption =
        ShortOptions.usdE24(naked, rate.shortOptionE9, asset.priceUsdE8, units.lotDecimals());
    var contingency = BigInteger.ZERO;
    var contingencyInitial = BigInteger.ZERO;
    var funding = BigInteger.ZERO;
    var liquidity = BigInteger.ZERO;
    var spotBasis = BigInteger.ZERO;
    var spotBasisInitial = BigInteger.ZERO;
    var exposure = BigInteger.ZERO;
    Arrays.fill(coins, BigInteger.ZERO);
    for (int run = book.slotFrom[slot]; run < book.slotFrom[slot + 1]; run++) {
      if (venue != Book.ALL_VENUES && book.runVenue[run] != venue) {
        continue;
      }
      var lines = venueLines[run];
      contingency = contingency.add(lines.contingencyUsdE24());
      contingencyInitial = contingencyInitial.add(lines.contingencyInitialUsdE24());
      funding = funding.add(lines.fundingUsdE24());
      liquidity = liquidity.add(lines.liquidityUsdE24());
      spotBasis = spotBasis.add(lines.spotBasisUsdE24());
      spotBasisInitial = spotBasisInitial.add(lines.spotBasisInitialUsdE24());
      exposure = exposure.add(lines.exposureUsdE24());
      int coin = coinOfVenue[book.runVenue[run]];
      coins[coin] = coins[coin].add(lines.delta());
    }
    return new AssetLines(
        scanUsdE24,
        calendarDelta(asset, rate),
        calendarVega(asset, rate),
        units.usdE24(Offsets.matched(coins), rate.crossCoinE9),
        shortOption,
        contingency,
        funding,
        liquidity,
        BigInteger.ZERO,
        spotBasis,
        contingencyInitial,
        ShortOptions.usdE24(
            naked, rate.shortOptionInitialE9, asset.priceUsdE8, units.lotDecimals()),
        spotBasisInitial,
        units.usdE24(gross.value(), rate.oracleE9),
        spread(exposure, rate.spreadUsdE8, asset.priceUsdE8),
        rate.breakerE9.signum() == 0
            ? BigInteger.ZERO
            : Rounding.shareUp(scanUsdE24.add(shortOption), rate.breakerE9),
        exposure);
  }

  private void sum(AssetTable asset, Book book, int slot, int venue) {
    deltaByBucket.clear(asset.expiries + 1);
    vegaByExpiry.clear(asset.expiries);
    lotsByStrike.clear(table.strikes(asset.index));
    gross.clear();
    for (int run = book.slotFrom[slot]; run < book.slotFrom[slot + 1]; run++) {
      if (venue == Book.ALL_VENUES || book.runVenue[run] == venue) {
        for (int i = book.runFrom[run]; i < book.runFrom[run + 1]; i++) {
          add(asset, book.instrument[i], book.lots[i]);
        }
      }
    }
  }

  private void add(AssetTable asset, int index, long lots) {
    int expiry = table.expiry[index];
    deltaByBucket.addProduct(expiry + 1, lots, table.delta[index]);
    long grossNotional = table.grossNotional[index];
    // Its own negative is not a long for the least one: the sign goes to the other factor.
    gross.addProduct(lots, lots < 0 ? -grossNotional : grossNotional);
    if (table.isOption(index)) {
      vegaByExpiry.addProduct(expiry, lots, table.calendarVega[index]);
      lotsByStrike.addProduct(table.strike[index], lots, 1);
      isLiveStrike[table.strike[index]] = asset.secondsLeft(expiry) > 0;
    }
  }

  /** Options that are past have no risk left: they are worth their payoff. */
  private BigInteger nakedLots(AssetTable asset) {
    var naked = BigInteger.ZERO;
    for (int s = 0; s < table.strikes(asset.index); s++) {
      if (lotsByStrike.high[s] < 0 && isLiveStrike[s]) {
        naked = naked.subtract(lotsByStrike.value(s));
      }
    }
    return naked;
  }

  private BigInteger calendarDelta(AssetTable asset, ChargeRates rate) {
    if (rate.calendar.isOff()) {
      return BigInteger.ZERO;
    }
    return rate.calendar.usdE24(values(deltaByBucket, asset.expiries + 1));
  }

  private BigInteger calendarVega(AssetTable asset, ChargeRates rate) {
    if (rate.vegaCalendarE9.signum() == 0) {
      return BigInteger.ZERO;
    }
    var matched = Offsets.matched(values(vegaByExpiry, asset.expiries));
    return asset.units.usdE24(matched, rate.vegaCalendarE9);
  }

  private static BigInteger[] values(Sums128 sums, int count) {
    var values = new BigInteger[count];
    for (int i = 0; i < count; i++) {
      values[i] = sums.value(i);
    }
    return values;
  }

  private static BigInteger spread(
      BigInteger exposureUsdE24, BigInteger spreadUsdE8, BigInteger priceUsdE8) {
    return spreadUsdE8.signum() == 0
        ? BigInteger.ZERO
        : Rounding.divideUp(exposureUsdE24.multiply(spreadUsdE8), priceUsdE8);
  }
}
