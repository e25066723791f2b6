package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Carried.PriorRequirement;
import io.loadline.risk.rules.ParameterSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Margins of accounts, one after the other. Belongs to one thread; allocates little per account.
 */
final class AccountEvaluator {
  private static final int ALL_VENUES = -1;

  private final InstrumentTable table;
  private final BigInteger imFactorE9;
  private final BigInteger mmFactorE9;
  private final Book book;
  private final LongSums longSums;
  private final WideSums wideSums;

  AccountEvaluator(InstrumentTable table, ParameterSet parameters, int maxPositions) {
    this.table = table;
    this.imFactorE9 = BigInteger.valueOf(parameters.network().imFactorE9());
    this.mmFactorE9 = BigInteger.valueOf(parameters.network().mmFactorE9());
    this.book = new Book(table, maxPositions);
    this.longSums = new LongSums(table);
    this.wideSums = new WideSums(table);
  }

  AccountMargin margin(Account account, Optional<PriorRequirement> prior) {
    book.load(account);
    if (book.overflow) {
      return overflow(account);
    }
    var core = coreUsdE24(ALL_VENUES, null);
    var value = book.netLiquidationUsdE24();
    var initial = requirementUsdE6(core, imFactorE9, value);
    var maintenance = requirementUsdE6(core, mmFactorE9, value);
    var isolated = book.venuesHeld() == 1 ? initial : isolatedUsdE6();
    if (isolated.max(initial).compareTo(AccountMargin.GREATEST_USD_E6) > 0) {
      return overflow(account);
    }
    return book.dataMissing
        ? withMissingData(account, initial, maintenance, isolated, prior)
        : new AccountMargin(account.id(), initial, maintenance, isolated, false, false);
  }

  Waterfall explain(Account account, Optional<PriorRequirement> prior) {
    var margin = margin(account, prior);
    var assets = new ArrayList<AssetCharge>();
    var venues = new ArrayList<Waterfall.VenueValue>();
    var core = coreUsdE24(ALL_VENUES, assets);
    for (int venue = 0; venue < table.venues.size(); venue++) {
      if (book.holds(venue)) {
        var value = Rounding.divideDown(book.netLiquidationUsdE24(venue), Rounding.ONE_E18);
        var id = table.venues.get(venue);
        venues.add(new Waterfall.VenueValue(id, value, isolatedUsdE6(venue)));
      }
    }
    return new Waterfall(
        assets,
        Rounding.divideUp(chargesUsdE24(core, imFactorE9), Rounding.ONE_E18),
        Rounding.divideUp(chargesUsdE24(core, mmFactorE9), Rounding.ONE_E18),
        venues,
        margin,
        FixedPercentage.requirementUsdE6(table, book));
  }

  private static AccountMargin overflow(Account account) {
    var greatest = AccountMargin.GREATEST_USD_E6;
    return new AccountMargin(account.id(), greatest, greatest, greatest, false, true);
  }

  /**
   * What cannot be valued counts nothing, so the number may be wrong either way: nothing is
   * released below the previous requirement, and nobody is liquidated by the gap.
   */
  private static AccountMargin withMissingData(
      Account account,
      BigInteger initial,
      BigInteger maintenance,
      BigInteger isolated,
      Optional<PriorRequirement> prior) {
    var safeInitial =
        prior.map(p -> p.initialUsdE6().max(initial)).orElse(AccountMargin.GREATEST_USD_E6);
    var safeMaintenance = prior.map(PriorRequirement::maintenanceUsdE6).orElse(maintenance);
    return new AccountMargin(
        account.id(), safeInitial, safeMaintenance, isolated.max(safeInitial), true, false);
  }

  private BigInteger isolatedUsdE6() {
    var sum = BigInteger.ZERO;
    for (int venue = 0; venue < table.venues.size(); venue++) {
      if (book.holds(venue)) {
        sum = sum.add(isolatedUsdE6(venue));
      }
    }
    return sum;
  }

  private BigInteger isolatedUsdE6(int venue) {
    return requirementUsdE6(coreUsdE24(venue, null), imFactorE9, book.netLiquidationUsdE24(venue));
  }

  private static BigInteger requirementUsdE6(
      BigInteger coreUsdE24, BigInteger factorE9, BigInteger valueUsdE24) {
    var requirement = chargesUsdE24(coreUsdE24, factorE9).subtract(valueUsdE24);
    return requirement.signum() <= 0
        ? BigInteger.ZERO
        : Rounding.divideUp(requirement, Rounding.ONE_E18);
  }

  private static BigInteger chargesUsdE24(BigInteger coreUsdE24, BigInteger factorE9) {
    return factorE9.equals(Rounding.ONE_E9)
        ? coreUsdE24
        : Rounding.divideUp(coreUsdE24.multiply(factorE9), Rounding.ONE_E9);
  }

  /** Scan and short option minimum of all assets, of one venue or of all. */
  private BigInteger coreUsdE24(int venue, @Nullable List<AssetCharge> details) {
    var core = BigInteger.ZERO;
    int from = 0;
    while (from < book.count) {
      int asset = table.asset[book.instrument[from]];
      int to = from + 1;
      while (to < book.count && table.asset[book.instrument[to]] == asset) {
        to++;
      }
      core = core.add(assetUsdE24(asset, from, to, venue, details));
      from = to;
    }
    return core;
  }

  private BigInteger assetUsdE24(
      int asset, int from, int to, int venue, @Nullable List<AssetCharge> details) {
    var sums = fitsLong(from, to) ? longSums : wideSums;
    sums.clear(asset);
    addPositions(sums, from, to, venue);
    var rules = table.assets.get(asset);
    int worst = sums.worst();
    var loss = sums.loss(worst).max(BigInteger.ZERO);
    var scan = rules.scanUsdE24(loss);
    var naked = sums.nakedLots();
    var minimum = naked.signum() == 0 ? naked : rules.shortOptionUsdE24(naked);
    if (details != null) {
      details.add(charge(rules, sums, worst, scan, minimum));
    }
    return scan.add(minimum);
  }

  private void addPositions(ScenarioSums sums, int from, int to, int venue) {
    int strike = -1;
    int expiry = -1;
    for (int i = from; i < to; i++) {
      int index = book.instrument[i];
      if (venue != ALL_VENUES && table.venue[index] != venue) {
        continue;
      }
      if (table.strikeGroup[index] != strike) {
        sums.closeStrike();
        strike = table.strikeGroup[index];
      }
      if (table.expiryGroup[index] != expiry) {
        sums.closeExpiry();
        expiry = table.expiryGroup[index];
      }
      sums.add(index, book.lots[i]);
    }
    sums.closeStrike();
    sums.closeExpiry();
  }

  /** Whether the sum of |lots| times the greatest change stays below 2^63. */
  private boolean fitsLong(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      long lots = Math.abs(book.lots[i]);
      long change = table.greatestChange[book.instrument[i]];
      long product = lots * change;
      if (lots < 0 || product < 0 || Math.multiplyHigh(lots, change) != 0) {
        return false;
      }
      sum += product;
      if (sum < 0) {
        return false;
      }
    }
    return true;
  }

  private AssetCharge charge(
      AssetRules rules, ScenarioSums sums, int worst, BigInteger scan, BigInteger minimum) {
    var losses = new ArrayList<BigInteger>();
    for (int s = 0; s < table.scenarios; s++) {
      losses.add(Rounding.divideUp(rules.scanUsdE24(sums.loss(s)), Rounding.ONE_E18));
    }
    return new AssetCharge(
        rules.view().parameters().asset(),
        losses,
        worst,
        Rounding.divideUp(scan, Rounding.ONE_E18),
        Rounding.divideUp(minimum, Rounding.ONE_E18));
  }
}
