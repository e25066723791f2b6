package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Account;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * One account's positions as the margin sees them: whole lots in book order, and net liquidation
 * value per venue. One thread reuses one book for all its accounts.
 */
final class Book {
  /** Value of one position beyond 2^116 times 1e-24 USD counts as overflow. */
  private static final int GREATEST_VALUE_BITS = 116;

  private final InstrumentTable table;
  private final int maxPositions;
  private final long[] venueHigh;
  private final long[] venueLow;
  private final boolean[] venueHeld;

  final int[] instrument;
  final long[] lots;
  int count;

  /** An instrument held has no value for want of data. */
  boolean dataMissing;

  /** The account holds more than the model's integers can carry. */
  boolean overflow;

  Book(InstrumentTable table, int maxPositions) {
    this.table = table;
    this.maxPositions = maxPositions;
    this.instrument = new int[maxPositions];
    this.lots = new long[maxPositions];
    this.venueHigh = new long[table.venues.size()];
    this.venueLow = new long[table.venues.size()];
    this.venueHeld = new boolean[table.venues.size()];
  }

  void load(Account account) {
    count = 0;
    dataMissing = false;
    overflow = account.positions().size() > maxPositions;
    Arrays.fill(venueHigh, 0);
    Arrays.fill(venueLow, 0);
    Arrays.fill(venueHeld, false);
    if (!overflow) {
      for (var position : account.positions()) {
        add(position.instrument(), position.quantityE18());
      }
    }
  }

  boolean holds(int venue) {
    return venueHeld[venue];
  }

  int venuesHeld() {
    int held = 0;
    for (var flag : venueHeld) {
      held += flag ? 1 : 0;
    }
    return held;
  }

  /** Cash and positions of one venue at their marks, in 1e-24 USD, exact. */
  BigInteger netLiquidationUsdE24(int venue) {
    return Wide.value(venueHigh[venue], venueLow[venue]);
  }

  BigInteger netLiquidationUsdE24() {
    long high = 0;
    long low = 0;
    for (int venue = 0; venue < venueLow.length; venue++) {
      low += venueLow[venue];
      high += venueHigh[venue] + Wide.carry(low, venueLow[venue]);
    }
    return Wide.value(high, low);
  }

  private void add(int index, BigInteger quantityE18) {
    int venue = table.venue[index];
    venueHeld[venue] = true;
    if (!table.valued[index]) {
      dataMissing = true;
      return;
    }
    long mark = table.markUsdE6[index];
    int markBits = Long.SIZE - Long.numberOfLeadingZeros(mark);
    if (quantityE18.bitLength() + markBits > GREATEST_VALUE_BITS) {
      overflow = true;
      return;
    }
    long high = Wide.high(quantityE18);
    long low = quantityE18.longValue();
    long product = low * mark;
    venueLow[venue] += product;
    venueHigh[venue] += Wide.productHigh(high, low, mark) + Wide.carry(venueLow[venue], product);
    int asset = table.asset[index];
    if (asset == InstrumentTable.CASH_ASSET) {
      return;
    }
    var rules = table.assets.get(asset);
    if (Wide.fitsAfterShift(high, rules.lotBits())) {
      // 10^n is 2^n 5^n, and the floor of a floor is the floor.
      insert(index, Math.floorDiv(Wide.shift(high, low, rules.lotBits()), rules.lotFives()));
      return;
    }
    var whole = Rounding.divideDown(quantityE18, rules.lotE18());
    if (whole.bitLength() < Long.SIZE) {
      insert(index, whole.longValue());
    } else {
      overflow = true;
    }
  }

  /**
   * Books are small: insertion keeps them in book order without allocation. Lots are by floor,
   * against the account.
   */
  private void insert(int index, long whole) {
    if (whole == 0) {
      return;
    }
    int at = count++;
    while (at > 0 && table.rank[instrument[at - 1]] > table.rank[index]) {
      instrument[at] = instrument[at - 1];
      lots[at] = lots[at - 1];
      at--;
    }
    instrument[at] = index;
    lots[at] = whole;
  }
}
