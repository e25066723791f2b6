package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Account;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Margins of accounts, one after the other. Belongs to one thread; allocates nothing per row of a
 * scan.
 */
final class AccountEvaluator {
  private final Model model;
  private final Requirement requirement;
  private final BookEvaluator evaluator;
  private final Book book;

  AccountEvaluator(Model model) {
    this.model = model;
    this.requirement = new Requirement(model.network);
    this.evaluator = new BookEvaluator(model);
    this.book = evaluator.book;
  }

  AccountMargin margin(Account account) {
    book.load(account);
    return book.overflow ? overflow(account) : margin(account, charges(evaluator.scans()));
  }

  Waterfall explain(Account account) {
    book.load(account);
    if (book.overflow) {
      return new Explanation(model, book).withoutCharges(account, overflow(account));
    }
    var scans = evaluator.exactScans();
    var charges = charges(scans);
    return new Explanation(model, book).of(account, margin(account, charges), charges, scans);
  }

  private AccountMargin margin(Account account, AccountCharges charges) {
    var initial = charges.initialUsdE6(requirement);
    var maintenance = charges.maintenanceUsdE6(requirement);
    var isolated = charges.isolatedUsdE6(requirement);
    var greatest = AccountMargin.GREATEST_USD_E6;
    if (initial.max(maintenance).max(isolated).compareTo(greatest) > 0) {
      return overflow(account);
    }
    // Nobody knows what a short position without a value may cost.
    return book.hasUnvaluedShort
        ? new AccountMargin(account.id(), greatest, maintenance, greatest, book.flags)
        : new AccountMargin(account.id(), initial, maintenance, isolated, book.flags);
  }

  private AccountMargin overflow(Account account) {
    var greatest = AccountMargin.GREATEST_USD_E6;
    return new AccountMargin(
        account.id(), greatest, greatest, greatest, book.flags | AccountMargin.FLAG_OVERFLOW);
  }

  private AccountCharges charges(Scans scans) {
    var venueLines = evaluator.venueLines();
    var apart = evaluator.charges(scans, venueLines, Book.ALL_VENUES);
    var lines = new ArrayList<AssetLines>(book.slots);
    var shares = new ArrayList<BigInteger>(book.slots);
    for (int slot = 0; slot < book.slots; slot++) {
      var line = apart.lines().get(slot);
      var concentration = model.rates.get(book.slotAsset[slot]).concentration;
      var charge = concentration.usdE24(line.exposure());
      lines.add(charge.signum() == 0 ? line : line.withConcentration(charge));
      shares.add(Concentration.shareE9(charge, line.exposure()));
    }
    var netted = apart.withLines(lines);
    var venues = new ArrayList<AccountCharges.AtVenue>(book.venueCount);
    for (int i = 0; i < book.venueCount; i++) {
      var alone =
          book.venueCount == 1 ? apart : evaluator.charges(scans, venueLines, book.venues[i]);
      venues.add(atVenue(book.venues[i], withShares(alone, shares)));
    }
    return sum(netted, venues);
  }

  /** A venue alone bears its share of what all venues' size costs. */
  private static BookCharges withShares(BookCharges charges, List<BigInteger> sharesE9) {
    if (sharesE9.stream().allMatch(share -> share.signum() == 0)) {
      return charges;
    }
    var lines = new ArrayList<AssetLines>();
    for (int slot = 0; slot < sharesE9.size(); slot++) {
      var line = charges.lines().get(slot);
      lines.add(line.withConcentration(Rounding.shareUp(line.exposure(), sharesE9.get(slot))));
    }
    return charges.withLines(lines);
  }

  private AccountCharges.AtVenue atVenue(int venue, BookCharges charges) {
    var terms = model.table.venues.get(venue);
    var value = book.netLiquidationUsdE24(venue);
    var credit = terms.creditUsdE24(value);
    return new AccountCharges.AtVenue(
        venue,
        charges,
        value,
        credit,
        terms.stressUsdE24(credit),
        terms.depegUsdE24(charges.coreUsdE24()));
  }

  /** Netting must never cost more than not netting. */
  private static AccountCharges sum(BookCharges netted, List<AccountCharges.AtVenue> venues) {
    var cores = BigInteger.ZERO;
    var added = netted.addedUsdE24();
    var addedInitial = netted.addedInitialUsdE24();
    for (var venue : venues) {
      cores = cores.add(venue.charges().coreUsdE24());
      added = added.add(venue.stressUsdE24());
      addedInitial = addedInitial.add(venue.depegUsdE24());
    }
    return new AccountCharges(netted, venues, netted.coreUsdE24().min(cores), added, addedInitial);
  }
}
