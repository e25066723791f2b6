package io.loadline.risk.margin;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Carried.PriorRequirement;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.pricing.Valuation;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The margins of one snapshot. Immutable; any number of threads give equal results. */
public final class MarginEngine {
  private final Snapshot snapshot;
  private final ParameterSet parameters;
  private final int maxPositions;
  private final InstrumentTable table;
  private final Map<Bytes32, PriorRequirement> prior = new HashMap<>();

  public MarginEngine(Snapshot snapshot, Rules rules) {
    this.snapshot = snapshot;
    this.parameters = rules.parameters();
    this.maxPositions = rules.maxPositions();
    this.table = new InstrumentTable(snapshot, parameters);
    snapshot.carried().requirements().forEach(r -> prior.put(r.account(), r));
  }

  /**
   * Margins of all accounts in the snapshot's order; ranges of accounts are shared out to the
   * threads.
   */
  public List<AccountMargin> margins(int threads) {
    var margins = new AccountMargin[snapshot.accounts().size()];
    Ranges.run(margins.length, threads, (from, to) -> evaluate(margins, from, to));
    return Arrays.asList(margins);
  }

  /** Why the account at this index of the snapshot has its margin. */
  public Waterfall explain(int accountIndex) {
    var account = snapshot.accounts().get(accountIndex);
    return evaluator().explain(account, priorOf(account.id()));
  }

  /** One per instrument, in the snapshot's order. */
  public List<InstrumentBounds> bounds() {
    var bounds = new ArrayList<InstrumentBounds>();
    for (int i = 0; i < snapshot.instruments().size(); i++) {
      bounds.add(InstrumentBounds.of(table, i, parameters.network().imFactorE9()));
    }
    return bounds;
  }

  /** The risk array of the instrument at this index, or why there is none. */
  public Valuation valuation(int instrumentIndex) {
    return table.valuations.get(instrumentIndex);
  }

  private void evaluate(AccountMargin[] margins, int from, int to) {
    var evaluator = evaluator();
    for (int i = from; i < to; i++) {
      var account = snapshot.accounts().get(i);
      margins[i] = evaluator.margin(account, priorOf(account.id()));
    }
  }

  private AccountEvaluator evaluator() {
    return new AccountEvaluator(table, parameters, maxPositions);
  }

  private Optional<PriorRequirement> priorOf(Bytes32 account) {
    return Optional.ofNullable(prior.get(account));
  }
}
