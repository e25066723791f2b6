package io.loadline.risk.report;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.margin.AccountMargin;
import io.loadline.risk.margin.MarginEngine;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.CarriedCodec;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the sections of docs/formats.md section 3 from a round's margins. */
final class SectionBuilder {
  private static final BigInteger ONE_E9 = BigInteger.valueOf(1_000_000_000L);

  private final Snapshot snapshot;
  private final MarginEngine engine;
  private final CollateralTable collateral;
  private final int threads;

  SectionBuilder(Snapshot snapshot, Rules rules, MarginEngine engine, int threads) {
    this.snapshot = snapshot;
    this.engine = engine;
    this.collateral = new CollateralTable(snapshot, rules, engine.market());
    this.threads = threads;
  }

  Sections build(List<AccountMargin> margins, Carried next) {
    var requirements = requirements(margins);
    var requirementSection = Section.of(requirements, threads);
    var changed = changed(requirements);
    var changedSection =
        changed.size() == requirements.size() ? requirementSection : Section.of(changed, threads);
    return new Sections(
        requirementSection,
        Section.of(collateral.leaves(), threads),
        Section.of(bounds(), threads),
        Section.of(creditLines(margins), threads),
        changedSection,
        Section.of(List.of(summary(requirements, changed.size())), threads),
        CarriedCodec.stateRoot(next));
  }

  private List<Leaf.Requirement> requirements(List<AccountMargin> margins) {
    var leaves = new ArrayList<Leaf.Requirement>(margins.size());
    for (int i = 0; i < margins.size(); i++) {
      var margin = margins.get(i);
      var account = snapshot.accounts().get(i);
      leaves.add(
          new Leaf.Requirement(
              margin.account(),
              account.gcm(),
              margin.initialUsdE6(),
              margin.maintenanceUsdE6(),
              margin.isolatedUsdE6(),
              margin.flags()
                  | (collateral.lacksPrice(account) ? Leaf.Requirement.FLAG_DATA_MISSING : 0)));
    }
    return leaves;
  }

  private List<Leaf.Requirement> changed(List<Leaf.Requirement> requirements) {
    if (!snapshot.carried().hasPrevious()) {
      return requirements;
    }
    var before = new HashMap<Bytes32, Carried.PriorRequirement>();
    snapshot.carried().requirements().forEach(r -> before.put(r.account(), r));
    return requirements.stream().filter(r -> differs(before.get(r.account()), r)).toList();
  }

  private static boolean differs(Carried.@Nullable PriorRequirement before, Leaf.Requirement now) {
    return before == null
        || !before.initialUsdE6().equals(now.initialUsdE6())
        || !before.maintenanceUsdE6().equals(now.maintenanceUsdE6());
  }

  private List<Leaf.Bounds> bounds() {
    var bounds = engine.bounds();
    var leaves = new ArrayList<Leaf.Bounds>(bounds.size());
    for (int i = 0; i < bounds.size(); i++) {
      var b = bounds.get(i);
      var id = snapshot.instruments().get(i).id();
      leaves.add(new Leaf.Bounds(id, b.markUsdE6(), b.buyUsdE6(), b.sellUsdE6(), b.lotE18()));
    }
    return leaves;
  }

  private List<Leaf.CreditLine> creditLines(List<AccountMargin> margins) {
    var leaves = new ArrayList<Leaf.CreditLine>();
    for (int i = 0; i < margins.size(); i++) {
      var account = snapshot.accounts().get(i);
      for (var line : account.lines()) {
        leaves.add(
            new Leaf.CreditLine(
                account.id(),
                line.chainId(),
                line.guard(),
                collateral.lineUsdE6(account, line, margins.get(i).maintenanceUsdE6()),
                account.provenHeight()));
      }
    }
    return leaves;
  }

  private Leaf.Summary summary(List<Leaf.Requirement> requirements, int changed) {
    var initial = BigInteger.ZERO;
    var maintenance = BigInteger.ZERO;
    var isolated = BigInteger.ZERO;
    for (var leaf : requirements) {
      initial = initial.add(leaf.initialUsdE6());
      maintenance = maintenance.add(leaf.maintenanceUsdE6());
      isolated = isolated.add(leaf.isolatedUsdE6());
    }
    return new Leaf.Summary(
        requirements.size(),
        changed,
        initial,
        maintenance,
        isolated,
        snapshot.carried().participation(),
        maxSpreadE9());
  }

  /** Up; a price of zero has no relative spread. */
  private BigInteger maxSpreadE9() {
    return snapshot.observed().stream()
        .filter(p -> p.priceUsdE8().signum() > 0)
        .map(SectionBuilder::spreadE9)
        .reduce(BigInteger.ZERO, BigInteger::max)
        .min(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE));
  }

  private static BigInteger spreadE9(ObservedPrice price) {
    return price
        .spreadUsdE8()
        .multiply(ONE_E9)
        .add(price.priceUsdE8())
        .subtract(BigInteger.ONE)
        .divide(price.priceUsdE8());
  }
}
