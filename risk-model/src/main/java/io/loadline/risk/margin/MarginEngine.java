package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.pricing.PricedMarket;
import io.loadline.risk.pricing.Valuation;
import io.loadline.risk.rules.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The margins of one snapshot. Immutable; any number of threads give equal results. */
public final class MarginEngine {
  private final Snapshot snapshot;
  private final Model model;

  public MarginEngine(Snapshot snapshot, Rules rules) {
    this.snapshot = snapshot;
    this.model = new Model(snapshot, rules);
  }

  /**
   * Margins of all accounts in the snapshot's order; ranges of accounts are shared out to the
   * threads.
   */
  public List<AccountMargin> margins(int threads) {
    var margins = new AccountMargin[snapshot.accounts().size()];
    Ranges.run(
        margins.length,
        threads,
        (from, to) -> {
          var evaluator = new AccountEvaluator(model);
          for (int i = from; i < to; i++) {
            margins[i] = evaluator.margin(snapshot.accounts().get(i));
          }
        });
    return Arrays.asList(margins);
  }

  /** Why the account at this index of the snapshot has its margin. */
  public Waterfall explain(int accountIndex) {
    return new AccountEvaluator(model).explain(snapshot.accounts().get(accountIndex));
  }

  /** One per instrument, in the snapshot's order. */
  public List<InstrumentBounds> bounds() {
    var evaluator = new BoundsEvaluator(model);
    var bounds = new ArrayList<InstrumentBounds>();
    for (int i = 0; i < snapshot.instruments().size(); i++) {
      bounds.add(evaluator.of(i));
    }
    return bounds;
  }

  /** Breakers after this round, and what the next round starts from. */
  public Breakers states() {
    return model.breakers;
  }

  /** The snapshot's instruments and assets, priced. */
  public PricedMarket market() {
    return model.market;
  }

  Model model() {
    return model;
  }

  /** The risk array of the instrument at this index, or why there is none. */
  public Valuation valuation(int instrumentIndex) {
    return model.table.valuations.get(instrumentIndex);
  }
}
