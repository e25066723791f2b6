package io.loadline.risk.pricing;

import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One asset priced: its rows, its expiries, and the values of the instruments of its book. */
final class AssetScan {
  private final UsedPrices prices;
  private final PricedAsset asset;
  private final AssetPricer pricer;

  /** {@code instruments} are those of the asset's book. */
  AssetScan(
      AssetParameters parameters,
      Rules rules,
      long anchorTimeSeconds,
      UsedPrices prices,
      UsedMarket market,
      List<Instrument> instruments) {
    this.prices = prices;
    var price = prices.of(parameters.asset()).filter(UsedPrice::isUsable);
    double spot = price.map(UsedPrice::usd).orElse(0.0);
    var expiries = new Expiries(parameters, anchorTimeSeconds, market, spot, instruments);
    long psrE9 = parameters.shocks().effectivePsrE9();
    var listed = ScenarioRows.of(rules.parameters().scenarios(), parameters);
    var rows = new ArrayList<>(listed);
    rows.addAll(expiries.pinRows(psrE9, rows.getLast().firstColumn() + rows.getLast().columns()));
    var columns = new Columns(rows, parameters.basis().moveE9() / 1e9);
    pricer = new AssetPricer(parameters, spot, columns, expiries.views(columns));
    asset =
        new PricedAsset(
            parameters,
            psrE9,
            price,
            market,
            rows,
            listed.size(),
            columns.count,
            expiries.terms(rules.validitySeconds()));
  }

  PricedAsset asset() {
    return asset;
  }

  /** Of an instrument of the book. */
  Valuation value(Instrument instrument) {
    if (asset.price().isEmpty()) {
      return new Valuation.Unvaluable(CashLike.noPrice(asset.parameters().asset()));
    }
    if (!Books.isSpotLike(instrument.kind())) {
      return pricer.derivative(instrument);
    }
    Optional<UsedPrice> price = prices.of(instrument.asset()).filter(UsedPrice::isUsable);
    return price.isEmpty()
        ? new Valuation.Unvaluable(CashLike.noPrice(instrument.asset()))
        : pricer.spotLike(instrument, price.get().usd());
  }
}
