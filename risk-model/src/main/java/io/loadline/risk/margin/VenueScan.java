package io.loadline.risk.margin;

/**
 * What one asset's positions at one venue gain or lose in each row: A_v(s) of docs/crypto-span-1.md
 * section 7, in lot-quanta. Integers of 128 bits; {@link ExactAmounts} is the same without bounds.
 */
final class VenueScan {
  private static final long FULL_E9 = 1_000_000_000L;

  private final InstrumentTable table;
  private final Sums128 linear;
  private final Sums128 futures;
  private final Sums128 options;
  private final Int128 now = new Int128();
  private final Int128 gain = new Int128();
  private final Int128 other = new Int128();

  VenueScan(InstrumentTable table) {
    this.table = table;
    this.linear = new Sums128(table.greatestColumns());
    this.futures = new Sums128(table.greatestColumns());
    this.options = new Sums128(table.greatestColumns());
  }

  /** Fills a line of {@code target} from the book's positions {@code from} to {@code to}. */
  void fill(AssetTable asset, Book book, int from, int to, Amounts target, int line) {
    target.clear(line, asset.rows);
    int i = addWithoutExpiry(asset, book, from, to, target, line);
    while (i < to) {
      i = addExpiry(asset, book, i, to, target, line);
    }
    for (int row = 0; row < asset.rows; row++) {
      if (asset.weightE9[row] != FULL_E9) {
        target.get(line, row, gain);
        gain.scaleDown(asset.weightE9[row]);
        target.set(line, row, gain);
      }
    }
  }

  private int addWithoutExpiry(
      AssetTable asset, Book book, int from, int to, Amounts target, int line) {
    int i = from;
    linear.clear(asset.columns);
    while (i < to && table.expiry[book.instrument[i]] == InstrumentTable.NONE) {
      linear.addProducts(
          book.lots[i], table.changes, table.firstChange[book.instrument[i]], asset.columns);
      i++;
    }
    if (i > from) {
      for (int row = 0; row < asset.rows; row++) {
        if (!asset.isBasis[row]) {
          int column = asset.column[row];
          target.add(line, row, linear.high[column], linear.low[column]);
        }
      }
    }
    return i;
  }

  private int addExpiry(AssetTable asset, Book book, int from, int to, Amounts target, int line) {
    int expiry = table.expiry[book.instrument[from]];
    futures.clear(asset.columns);
    options.clear(asset.columns);
    now.clear();
    int i = from;
    while (i < to && table.expiry[book.instrument[i]] == expiry) {
      int index = book.instrument[i];
      if (table.isOption(index)) {
        options.addProducts(book.lots[i], table.changes, table.firstChange[index], asset.columns);
        now.addProduct(book.lots[i], table.value[index]);
      } else {
        futures.addProducts(book.lots[i], table.changes, table.firstChange[index], asset.columns);
      }
      i++;
    }
    for (int row = 0; row < asset.rows; row++) {
      gain(asset, expiry, row);
      if (asset.isNear[expiry] && !gain.isNegative()) {
        continue;
      }
      target.add(line, row, gain);
    }
    return i;
  }

  /** C_e of the row. */
  private void gain(AssetTable asset, int expiry, int row) {
    int column = asset.column[row];
    if (asset.isBasis[row]) {
      undiscounted(column, gain);
      undiscounted(column + 1, other);
      keepLess();
      if (gain.isNegative()) {
        gain.scaleDown(asset.basisE9[expiry]);
      } else {
        gain.clear();
      }
      return;
    }
    discounted(asset, expiry, column, gain);
    if (asset.hasTwoColumns[row]) {
      discounted(asset, expiry, column + 1, other);
      keepLess();
    }
  }

  private void keepLess() {
    if (other.compareTo(gain) < 0) {
      gain.set(other);
    }
  }

  private void undiscounted(int column, Int128 into) {
    into.set(options.high[column], options.low[column]);
    into.add(futures.high[column], futures.low[column]);
  }

  private void discounted(AssetTable asset, int expiry, int column, Int128 into) {
    into.set(options.high[column], options.low[column]);
    into.add(now);
    into.scaleDown(into.isNegative() ? asset.shortE9[expiry] : asset.longE9[expiry]);
    into.subtract(now);
    into.add(futures.high[column], futures.low[column]);
  }
}
