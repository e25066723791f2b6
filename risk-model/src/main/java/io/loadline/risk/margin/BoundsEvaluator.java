package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Instrument;
import java.math.BigInteger;

/**
 * Bounds from the books of one unit more and one unit less alone. They hold beside every book
 * within the position cap: charges are subadditive, so that a change costs at most what it costs
 * alone, but for three: what offsets across expiries and coins moves by at most its highest rate,
 * and concentration by at most its slope at the cap.
 */
final class BoundsEvaluator {
  private final Model model;
  private final BookEvaluator evaluator;
  private final BigInteger[] greatestCalendarE9;

  BoundsEvaluator(Model model) {
    this.model = model;
    this.evaluator = new BookEvaluator(model);
    greatestCalendarE9 =
        model.assets.stream()
            .map(asset -> model.rates.get(asset.index).calendar.rateE9(spanSeconds(asset)))
            .toArray(BigInteger[]::new);
  }

  /** Time to the last expiry of any instrument of the asset. */
  private long spanSeconds(AssetTable asset) {
    return model.table.instruments.stream()
        .filter(i -> i.kind().hasExpiry())
        .filter(i -> i.asset().equals(asset.parameters.asset()))
        .mapToLong(Instrument::expirySeconds)
        .map(expiry -> Math.max(expiry - model.anchorTimeSeconds, 0))
        .max()
        .orElse(0);
  }

  InstrumentBounds of(int instrument) {
    var table = model.table;
    if (!table.isValued[instrument]) {
      var greatest = AccountMargin.GREATEST_USD_E6;
      return new InstrumentBounds(BigInteger.ZERO, greatest, greatest, BigInteger.ONE);
    }
    var mark = BigInteger.valueOf(table.markUsdE6[instrument]);
    if (table.asset[instrument] == InstrumentTable.NONE) {
      return new InstrumentBounds(mark, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ONE);
    }
    var asset = table.assets.get(table.asset[instrument]);
    long unitLots = BigInteger.TEN.pow(asset.parameters.lotDecimals()).longValueExact();
    return new InstrumentBounds(
        mark,
        sideUsdE6(asset, instrument, unitLots),
        sideUsdE6(asset, instrument, -unitLots),
        asset.lot.lotE18());
  }

  private BigInteger sideUsdE6(AssetTable asset, int instrument, long lots) {
    evaluator.book.loadLots(instrument, lots);
    var charges = evaluator.charges(evaluator.scans(), evaluator.venueLines(), Book.ALL_VENUES);
    var rates = model.rates.get(asset.index);
    var delta = product(lots, model.table.delta[instrument]).abs();
    var vega = product(lots, model.table.calendarVega[instrument]).abs();
    var core =
        charges
            .coreUsdE24()
            .add(asset.units.usdE24(delta, greatestCalendarE9[asset.index]))
            .add(asset.units.usdE24(vega, rates.vegaCalendarE9))
            .add(asset.units.usdE24(delta, rates.crossCoinE9));
    var added =
        charges
            .addedUsdE24()
            .add(charges.addedInitialUsdE24())
            .add(model.table.venues.get(model.table.venue[instrument]).depegUsdE24(core))
            .add(asset.units.usdE24(delta, rates.concentration.slopeE9()));
    var factorE9 = BigInteger.valueOf(model.network.imFactorE9()).max(Rounding.ONE_E9);
    return Rounding.divideUp(
            Rounding.shareUp(core, factorE9).add(Rounding.shareUp(added, model.network.imAddE9())),
            Rounding.ONE_E18)
        .add(BigInteger.ONE)
        .add(asset.units.slackUsdE6())
        .min(AccountMargin.GREATEST_USD_E6);
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }
}
