package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Account;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Turns the charges of the book that is loaded into a {@link Waterfall}. */
final class Explanation {
  private static final BigInteger ZERO = BigInteger.ZERO;

  private final Model model;
  private final Book book;
  private final Waterfall.Factors factors;

  Explanation(Model model, Book book) {
    this.model = model;
    this.book = book;
    factors =
        new Waterfall.Factors(
            model.network.imFactorE9(), model.network.mmFactorE9(), model.network.imAddE9());
  }

  Waterfall of(Account account, AccountMargin margin, AccountCharges charges, ExactScans scans) {
    var requirement = new Requirement(model.network);
    var added = charges.addedUsdE24();
    var addedInitial = charges.addedInitialUsdE24();
    return new Waterfall(
        margin,
        assets(charges.netted(), scans),
        groups(charges.netted(), scans),
        venues(charges, requirement),
        core(charges),
        up(added),
        up(addedInitial),
        factors,
        up(requirement.initialChargesUsdE24(charges.coreUsdE24(), added.add(addedInitial))),
        up(requirement.maintenanceChargesUsdE24(charges.coreUsdE24(), added)),
        down(charges.creditUsdE24()),
        unvalued(account),
        FixedPercentage.requirementUsdE6(model.table, book));
  }

  /** For an account that overflows the model. */
  Waterfall withoutCharges(Account account, AccountMargin margin) {
    return new Waterfall(
        margin,
        List.of(),
        List.of(),
        List.of(),
        new Waterfall.Core(ZERO, ZERO, ZERO, model.network.shortOptionFloor(), ZERO, ZERO, ZERO),
        ZERO,
        ZERO,
        factors,
        ZERO,
        ZERO,
        ZERO,
        unvalued(account),
        AccountMargin.GREATEST_USD_E6);
  }

  private List<AssetCharge> assets(BookCharges charges, ExactScans scans) {
    var assets = new ArrayList<AssetCharge>();
    for (int slot = 0; slot < book.slots; slot++) {
      var asset = model.assets.get(book.slotAsset[slot]);
      var name = asset.parameters.asset();
      var rows = new RowsExplanation(model.table, book, scans, slot);
      assets.add(
          new AssetCharge(
              name,
              model.breakers.state(name),
              asset.priceUsdE8,
              rows.costs(),
              rows.worst(),
              lines(charges.lines().get(slot))));
    }
    return assets;
  }

  private static AssetCharge.Lines lines(AssetLines lines) {
    return new AssetCharge.Lines(
        up(lines.scan()),
        up(lines.calendarDelta()),
        up(lines.calendarVega()),
        up(lines.crossCoin()),
        up(lines.shortOption()),
        up(lines.contingency()),
        up(lines.funding()),
        up(lines.liquidity()),
        up(lines.concentration()),
        up(lines.spotBasis()),
        up(lines.contingencyInitial()),
        up(lines.shortOptionInitial()),
        up(lines.spotBasisInitial()),
        up(lines.oracle()),
        up(lines.spread()),
        up(lines.breaker()),
        up(lines.exposure()));
  }

  private List<Waterfall.GroupCharge> groups(BookCharges charges, ExactScans scans) {
    var scanUsdE24 = charges.lines().stream().map(AssetLines::scan).toArray(BigInteger[]::new);
    var sums = model.tree.sumsUsdE24(book, scanUsdE24, charges.risksUsdE24());
    var groups = new ArrayList<Waterfall.GroupCharge>();
    for (var group : model.tree.groups()) {
      boolean isHeld =
          group.members().stream().anyMatch(a -> book.slotOf(a.index) != InstrumentTable.NONE);
      if (isHeld) {
        groups.add(
            new Waterfall.GroupCharge(
                group.name(),
                up(sums[group.index()]),
                up(scans.groupUsdE24(group.index(), Book.ALL_VENUES)),
                group.creditE9().longValueExact(),
                up(charges.risksUsdE24().get(group.index()))));
      }
    }
    return groups;
  }

  private List<Waterfall.VenueCharge> venues(AccountCharges charges, Requirement requirement) {
    return charges.venues().stream()
        .map(venue ->
            new Waterfall.VenueCharge(
                model.table.venues.get(venue.venue()).id(),
                book.isForeign(venue.venue()),
                down(venue.valueUsdE24()),
                down(venue.creditUsdE24()),
                up(venue.stressUsdE24()),
                up(venue.depegUsdE24()),
                up(venue.charges().coreUsdE24()),
                AccountCharges.isolatedUsdE6(requirement, venue)))
        .toList();
  }

  private Waterfall.Core core(AccountCharges charges) {
    var netted = charges.netted();
    return new Waterfall.Core(
        up(netted.risksUsdE24().getLast()),
        up(netted.lines().stream().map(AssetLines::offsets).reduce(ZERO, BigInteger::add)),
        up(netted.lines().stream().map(AssetLines::shortOption).reduce(ZERO, BigInteger::add)),
        model.network.shortOptionFloor(),
        up(netted.coreUsdE24()),
        up(
            charges.venues().stream()
                .map(venue -> venue.charges().coreUsdE24())
                .reduce(ZERO, BigInteger::add)),
        up(charges.coreUsdE24()));
  }

  private List<Waterfall.Unvalued> unvalued(Account account) {
    var unvalued = new ArrayList<Waterfall.Unvalued>();
    for (var position : account.positions()) {
      var reason = model.table.reason(position.instrument());
      if (reason != null) {
        unvalued.add(new Waterfall.Unvalued(position.instrument(), position.quantityE18(), reason));
      }
    }
    return unvalued;
  }

  static BigInteger up(BigInteger usdE24) {
    return Rounding.divideUp(usdE24, Rounding.ONE_E18);
  }

  static BigInteger down(BigInteger usdE24) {
    return Rounding.divideDown(usdE24, Rounding.ONE_E18);
  }
}
