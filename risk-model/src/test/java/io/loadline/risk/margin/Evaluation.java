package io.loadline.risk.margin;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One account's numbers, exact, for properties.
 *
 * @param riskUsdE24 of the root
 * @param sumOfVenueRisksUsdE24 the same of each venue alone, added
 * @param shortOptionUsdE24 short option minima of all assets
 */
record Evaluation(
    AccountMargin margin,
    BigInteger riskUsdE24,
    BigInteger sumOfVenueRisksUsdE24,
    BigInteger shortOptionUsdE24,
    BigInteger coreUsdE24,
    BigInteger valueUsdE24,
    Map<Asset, BigInteger> exposureUsdE24,
    BoundsEvaluator bounds,
    Map<Instrument, Integer> indexes) {

  boolean isWithinCaps(ParameterSet parameters) {
    return parameters.assets().stream()
        .allMatch(asset ->
            exposureUsdE24
                    .getOrDefault(asset.asset(), BigInteger.ZERO)
                    .compareTo(
                        BigInteger.valueOf(asset.liquidity().positionCapUsd())
                            .multiply(BigInteger.TEN.pow(24)))
                <= 0);
  }

  /** Bounds of an instrument of the same snapshot. */
  InstrumentBounds bounds(Instrument instrument) {
    return bounds.of(
        Optional.ofNullable(indexes.get(instrument))
            .orElseThrow(() -> new IllegalArgumentException("not in the snapshot: " + instrument)));
  }

  /** Evaluates accounts of one snapshot. */
  static final class Maker {
    private final Model model;
    private final BookEvaluator evaluator;
    private final Map<Bytes32, Integer> accounts = new HashMap<>();
    private final Map<Instrument, Integer> instruments = new HashMap<>();
    private final List<AccountMargin> margins;
    private final BoundsEvaluator bounds;
    private final List<Account> list;

    Maker(Snapshot snapshot, Rules rules) {
      var engine = new MarginEngine(snapshot, rules);
      model = engine.model();
      evaluator = new BookEvaluator(model);
      list = snapshot.accounts();
      list.forEach(account -> accounts.put(account.id(), accounts.size()));
      snapshot.instruments().forEach(i -> instruments.put(i, instruments.size()));
      margins = engine.margins(1);
      bounds = new BoundsEvaluator(model);
    }

    Evaluation of(Bytes32 account) {
      int index =
          Optional.ofNullable(accounts.get(account))
              .orElseThrow(() -> new IllegalArgumentException("no account " + account));
      evaluator.book.load(list.get(index));
      var charges = evaluator.charges(evaluator.scans(), evaluator.venueLines(), Book.ALL_VENUES);
      return new Evaluation(
          margins.get(index),
          charges.risksUsdE24().getLast(),
          sumOfVenueRisksUsdE24(),
          charges.lines().stream()
              .map(AssetLines::shortOption)
              .reduce(BigInteger.ZERO, BigInteger::add),
          charges.coreUsdE24(),
          evaluator.book.netLiquidationUsdE24(),
          exposures(charges),
          bounds,
          instruments);
    }

    private BigInteger sumOfVenueRisksUsdE24() {
      var sum = BigInteger.ZERO;
      for (int i = 0; i < evaluator.book.venueCount; i++) {
        var alone =
            evaluator.charges(evaluator.scans(), evaluator.venueLines(), evaluator.book.venues[i]);
        sum = sum.add(alone.risksUsdE24().getLast());
      }
      return sum;
    }

    private Map<Asset, BigInteger> exposures(BookCharges charges) {
      var exposures = new HashMap<Asset, BigInteger>();
      for (int slot = 0; slot < evaluator.book.slots; slot++) {
        exposures.put(
            model.assets.get(evaluator.book.slotAsset[slot]).parameters.asset(),
            charges.lines().get(slot).exposure());
      }
      return exposures;
    }
  }
}
