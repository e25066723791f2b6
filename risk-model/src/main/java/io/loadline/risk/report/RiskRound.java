package io.loadline.risk.report;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.margin.AccountMargin;
import io.loadline.risk.margin.BreakerState;
import io.loadline.risk.margin.Breakers;
import io.loadline.risk.margin.MarginEngine;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.portfolio.SnapshotCodec;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import io.loadline.risk.rules.StableAsset;
import java.math.BigInteger;
import java.util.List;

/**
 * From a snapshot and the rules to the report: the signed model. Same input, same bytes, for any
 * thread count.
 */
public final class RiskRound {
  private final int threads;

  public RiskRound() {
    this(1);
  }

  public RiskRound(int threads) {
    this.threads = Math.max(1, threads);
  }

  /** Fails if the snapshot was not taken under these rules. */
  public RoundResult evaluate(Snapshot snapshot, Rules rules) {
    return evaluate(snapshot, SnapshotCodec.hash(snapshot), rules);
  }

  /** For callers that have the snapshot's hash already. */
  public RoundResult evaluate(Snapshot snapshot, Bytes32 snapshotHash, Rules rules) {
    var rulesHash = RulesCodec.hash(rules);
    if (!snapshot.rulesHash().equals(rulesHash)) {
      throw new IllegalArgumentException(
          "the snapshot names rules " + snapshot.rulesHash() + ", these are " + rulesHash);
    }
    var engine = new MarginEngine(snapshot, rules);
    var margins = engine.margins(threads);
    var next = next(snapshot, margins, engine.states());
    var sections = new SectionBuilder(snapshot, rules, engine, threads).build(margins, next);
    var pinsTree =
        MerkleTree.of(snapshot.pins().stream().map(p -> new Leaf.PinLeaf(p).hash()).toList());
    var report =
        new Report(
            snapshot.keyEpoch(),
            snapshot.height(),
            rulesHash,
            pinsTree.root(),
            snapshotHash,
            sections.tree().root(),
            breakerState(rules, engine.states()),
            snapshot.carried().previousReport(),
            snapshot.anchorTimeSeconds(),
            Math.addExact(snapshot.anchorTimeSeconds(), rules.validitySeconds()));
    var digest = report.digest(snapshot.networkId());
    return new RoundResult(report, digest, sections, pinsTree, next, margins, engine);
  }

  /** The worst state of a stablecoin that is taken as collateral and has a feed. */
  private static int breakerState(Rules rules, Breakers breakers) {
    return rules.parameters().stables().stream()
        .map(StableAsset::asset)
        .filter(coin -> rules.feeds().stream().anyMatch(f -> f.asset().equals(coin)))
        .filter(coin -> rules.collateral().stream().anyMatch(c -> c.asset().equals(coin)))
        .mapToInt(coin -> breakers.state(coin).code())
        .max()
        .orElse(BreakerState.NORMAL.code());
  }

  private static Carried next(Snapshot snapshot, List<AccountMargin> margins, Breakers breakers) {
    return new Carried(
        Bytes32.ZERO,
        0,
        BigInteger.ZERO,
        snapshot.pins().stream().map(p -> new Carried.PriorPin(p.chainId(), p.number())).toList(),
        margins.stream()
            .map(m ->
                new Carried.PriorRequirement(m.account(), m.initialUsdE6(), m.maintenanceUsdE6()))
            .toList(),
        breakers.next());
  }
}
