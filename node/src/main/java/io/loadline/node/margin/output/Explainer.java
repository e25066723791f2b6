package io.loadline.node.margin.output;

import io.loadline.node.margin.input.MarginCase;
import io.loadline.node.margin.output.Explanation.AssetScan;
import io.loadline.node.margin.output.Explanation.PositionLine;
import io.loadline.node.margin.output.Explanation.ScanRow;
import io.loadline.node.margin.output.Explanation.VenueLine;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.margin.AccountMargin;
import io.loadline.risk.margin.AssetCharge;
import io.loadline.risk.margin.AssetCharge.WorstRow;
import io.loadline.risk.margin.MarginEngine;
import io.loadline.risk.margin.Waterfall;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Account.Position;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.pricing.UsedPrice;
import io.loadline.risk.pricing.Valuation;
import io.loadline.risk.rules.ParameterCodec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs the model for a case and turns what it says into words. */
final class Explainer {
  private static final BigInteger ONE_E18 = BigInteger.TEN.pow(18);

  private final MarginCase account;
  private final Names names;
  private final MarginEngine engine;
  private final Waterfall waterfall;

  Explainer(MarginCase account) {
    this.account = account;
    this.names = new Names(account);
    this.engine = new MarginEngine(account.snapshot(), account.rules());
    this.waterfall = engine.explain(0);
  }

  Explanation explain() {
    AccountMargin margin = waterfall.margin();
    var parameters = account.rules().parameters();
    var positions = positions();
    return new Explanation(
        account.portfolio().owner(),
        account.market().timeSeconds(),
        parameters.name(),
        ParameterCodec.hash(parameters).toHex(),
        margin.initialUsdE6(),
        margin.maintenanceUsdE6(),
        margin.isolatedUsdE6(),
        margin.reliefE9(),
        waterfall.fixedPercentageUsdE6(),
        flags(margin),
        venues(),
        Covers.of(
            account.portfolio().collateral(),
            deposit ->
                engine
                    .market()
                    .price(deposit.asset())
                    .map(UsedPrice::priceUsdE8)
                    .orElse(BigInteger.ZERO)),
        Causes.of(waterfall, names),
        WaterfallLines.all(waterfall, names),
        waterfall.assets().stream().map(Explainer::scan).toList(),
        positions,
        new Warnings(account, engine, margin).all(positions));
  }

  private static List<String> flags(AccountMargin margin) {
    var flags = new ArrayList<String>();
    if (margin.dataMissing()) {
      flags.add("data missing");
    }
    if (margin.overflow()) {
      flags.add("overflow");
    }
    if ((margin.flags() & AccountMargin.FLAG_CAUTION) != 0) {
      flags.add("caution");
    }
    if ((margin.flags() & AccountMargin.FLAG_HALT) != 0) {
      flags.add("halt");
    }
    if (margin.unvalued()) {
      flags.add("position without value");
    }
    return flags;
  }

  /** In the order of the file. */
  private List<VenueLine> venues() {
    var order = List.copyOf(account.venueNames().sequencedKeySet());
    return waterfall.venues().stream()
        .sorted(Comparator.comparingInt(venue -> order.indexOf(venue.venue().venue())))
        .map(venue ->
            new VenueLine(
                names.venue(venue.venue()),
                venue.venue().chainId(),
                venue.valueUsdE6(),
                venue.creditUsdE6(),
                venue.isolatedUsdE6()))
        .toList();
  }

  private static AssetScan scan(AssetCharge charge) {
    return new AssetScan(
        charge.asset().symbol(),
        charge.priceUsdE8(),
        charge.state().name(),
        charge.rows().stream()
            .map(row ->
                new ScanRow(
                    row.row(),
                    Move.words(row),
                    row.costUsdE6().signum() > 0 ? row.costUsdE6().negate() : row.gainUsdE6()))
            .toList(),
        charge.worst().stream().map(WorstRow::index).toList());
  }

  /** In the order of the file, what only entry prices moved where it first does. */
  private List<PositionLine> positions() {
    Account only = account.snapshot().accounts().getFirst();
    var order = List.copyOf(account.paths().sequencedKeySet());
    return only.positions().stream()
        .sorted(Comparator.comparingInt(position -> order.indexOf(id(position))))
        .map(this::position)
        .toList();
  }

  private Bytes32 id(Position position) {
    return account.snapshot().instruments().get(position.instrument()).id();
  }

  private PositionLine position(Position position) {
    Instrument instrument = account.snapshot().instruments().get(position.instrument());
    Valuation valuation = engine.valuation(position.instrument());
    BigInteger mark =
        switch (valuation) {
          case Valuation.Cash cash -> BigInteger.valueOf(cash.markUsdE6());
          case Valuation.RiskArray array -> BigInteger.valueOf(array.markUsdE6());
          case Valuation.Unvaluable _ -> BigInteger.ZERO;
        };
    return new PositionLine(
        names.venue(instrument.venue()),
        InstrumentNames.of(instrument),
        Money.plain(position.quantityE18(), 18),
        mark,
        mark.multiply(position.quantityE18()).divide(ONE_E18),
        valuation instanceof Valuation.Unvaluable none
            ? Optional.of(none.reason())
            : Optional.empty(),
        account.paths().getOrDefault(instrument.id(), List.of()));
  }
}
