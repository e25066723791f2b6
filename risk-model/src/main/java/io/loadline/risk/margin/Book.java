package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Account;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One account's positions as the margin sees them: whole lots in book order, and net liquidation
 * value per venue. One thread reuses one book for all its accounts.
 */
final class Book {
  /** Value of one position beyond 2^116 times 1e-24 USD counts as overflow. */
  private static final int GREATEST_VALUE_BITS = 116;

  private final InstrumentTable table;
  private final int maxPositions;
  private final BigInteger[] venueValues;
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
    this.venueValues = new BigInteger[table.venues.size()];
    this.venueHeld = new boolean[table.venues.size()];
  }

  void load(Account account) {
    count = 0;
    dataMissing = false;
    overflow = account.positions().size() > maxPositions;
    Arrays.fill(venueValues, BigInteger.ZERO);
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
    return venueValues[venue];
  }

  BigInteger netLiquidationUsdE24() {
    var total = BigInteger.ZERO;
    for (var value : venueValues) {
      total = total.add(value);
    }
    return total;
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
    venueValues[venue] = venueValues[venue].add(quantityE18.multiply(BigInteger.valueOf(mark)));
    int asset = table.asset[index];
    if (asset == InstrumentTable.CASH_ASSET) {
      return;
    }
    var whole = wholeLots(quantityE18, table.assets.get(asset));
    if (whole == null) {
      overflow = true;
    } else if (whole != 0) {
      insert(index, whole);
    }
  }

  /** Lots by floor, which is against the account; null beyond 64 bits. */
  private static @Nullable Long wholeLots(BigInteger quantityE18, AssetRules rules) {
    if (quantityE18.bitLength() < Long.SIZE) {
      return Math.floorDiv(quantityE18.longValue(), rules.lotE18().longValue());
    }
    var whole = Rounding.divideDown(quantityE18, rules.lotE18());
    return whole.bitLength() < Long.SIZE ? whole.longValue() : null;
  }

  /** Books are small: insertion keeps them in book order without allocation. */
  private void insert(int index, long whole) {
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
