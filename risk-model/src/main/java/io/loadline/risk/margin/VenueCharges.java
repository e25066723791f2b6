package io.loadline.risk.margin;

import java.math.BigInteger;

/** Computes {@link VenueLines}. Belongs to one thread. */
final class VenueCharges {
  private final InstrumentTable table;
  private final Sums128 vega;
  private final Sums128 tokens;
  private final Int128 delta = new Int128();
  private final Int128 notional = new Int128();
  private final Int128 perpetual = new Int128();

  VenueCharges(InstrumentTable table, int tokenCount) {
    this.table = table;
    this.vega = new Sums128(table.greatestExpiries());
    this.tokens = new Sums128(tokenCount);
  }

  VenueLines of(Book book, int run, ChargeRates rates) {
    var asset = table.assets.get(book.runAsset[run]);
    sum(asset, book, run, rates.tokens());
    var units = asset.units;
    var netDelta = delta.value();
    var netNotional = notional.value().abs();
    return new VenueLines(
        netDelta,
        units.usdE24(netDelta.abs()),
        units.usdE24(netNotional, rates.contingencyE9),
        units.usdE24(netNotional, rates.contingencyInitialE9),
        funding(units, perpetual.value(), rates.fundingE9),
        units.usdE24(netDelta.abs(), rates.halfSpreadE9).add(vegaSpread(asset, rates.volSpreadE9)),
        spotBasis(units, rates, false),
        spotBasis(units, rates, true));
  }

  private void sum(AssetTable asset, Book book, int run, int tokenCount) {
    delta.clear();
    notional.clear();
    perpetual.clear();
    vega.clear(asset.expiries);
    tokens.clear(tokenCount);
    for (int i = book.runFrom[run]; i < book.runFrom[run + 1]; i++) {
      int index = book.instrument[i];
      long lots = book.lots[i];
      delta.addProduct(lots, table.delta[index]);
      notional.addProduct(lots, table.contractNotional[index]);
      if (table.isPerpetual[index]) {
        perpetual.addProduct(lots, table.contractNotional[index]);
      }
      if (table.isOption(index)) {
        vega.addProduct(table.expiry[index], lots, table.vega[index]);
      }
      if (table.token[index] != InstrumentTable.NONE) {
        tokens.addProduct(table.token[index], lots, table.value[index]);
      }
    }
  }

  /** What the side that pays funding pays until the next report could ask for it. */
  private static BigInteger funding(Units units, BigInteger notional, BigInteger fundingE9) {
    return notional.signum() * fundingE9.signum() > 0
        ? units.usdE24(notional.abs(), fundingE9.abs())
        : BigInteger.ZERO;
  }

  private BigInteger vegaSpread(AssetTable asset, BigInteger rateE9) {
    var sum = BigInteger.ZERO;
    if (rateE9.signum() == 0) {
      return sum;
    }
    for (int e = 0; e < asset.expiries; e++) {
      if (!vega.isZero(e)) {
        sum = sum.add(asset.units.usdE24(vega.value(e).abs(), rateE9));
      }
    }
    return sum;
  }

  private BigInteger spotBasis(Units units, ChargeRates rates, boolean isInitial) {
    var sum = BigInteger.ZERO;
    for (int t = 0; t < rates.tokens(); t++) {
      if (!tokens.isZero(t)) {
        var rateE9 = isInitial ? rates.haircutInitialE9(t) : rates.haircutE9(t);
        sum = sum.add(units.usdE24(tokens.value(t).abs(), rateE9));
      }
    }
    return sum;
  }
}
