package io.loadline.risk.margin;

import java.math.BigInteger;

/** Scans in integers of 128 bits, without allocation per row. Belongs to one thread. */
final class FastScans implements Scans {
  /** Amounts below 2^93 leave room for a rate of 1e-9 and a sum over venues. */
  private static final int GREATEST_AMOUNT_BITS = 93;

  private final InstrumentTable table;
  private final GroupTree tree;
  private final boolean hasForeignGroupCredit;
  private final VenueScan venueScan;
  private final Scan scan = new Scan();
  private final Amounts amounts;
  private final Amounts groupAmounts;
  private final boolean[] hasGroupLine;
  private final Int128 sum = new Int128();
  private final int[] slotBits;
  private final int[] pinBlock;
  private Book book;

  FastScans(
      InstrumentTable table,
      GroupTree tree,
      boolean hasForeignGroupCredit,
      Book book,
      int maxPositions) {
    this.table = table;
    this.tree = tree;
    this.hasForeignGroupCredit = hasForeignGroupCredit;
    this.book = book;
    int stride = table.assets.stream().mapToInt(a -> a.rows).max().orElse(0);
    venueScan = new VenueScan(table);
    amounts = new Amounts(stride, 8);
    groupAmounts = new Amounts(stride, table.venues.size());
    hasGroupLine = new boolean[table.venues.size()];
    slotBits = new int[maxPositions];
    pinBlock = new int[stride];
  }

  /** Reads the book's positions; false if 128 bits may not do for them. */
  boolean prepare(Book loaded) {
    book = loaded;
    if (!fits()) {
      return false;
    }
    amounts.reserve(book.runs);
    for (int run = 0; run < book.runs; run++) {
      var asset = table.assets.get(book.runAsset[run]);
      venueScan.fill(asset, book, book.runFrom[run], book.runFrom[run + 1], amounts, run);
    }
    return true;
  }

  private boolean fits() {
    for (int slot = 0; slot < book.slots; slot++) {
      int from = book.runFrom[book.slotFrom[slot]];
      int to = book.runFrom[book.slotFrom[slot + 1]];
      var asset = table.assets.get(book.slotAsset[slot]);
      slotBits[slot] = bits(from, to) + asset.growthBits;
      if (!asset.isFast || slotBits[slot] > GREATEST_AMOUNT_BITS) {
        return false;
      }
    }
    for (var group : tree.groups()) {
      if (!fits(group)) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(GroupTree.Group group) {
    int sumBits = Integer.SIZE - Integer.numberOfLeadingZeros(group.members().size());
    for (int m = 0; m < group.members().size(); m++) {
      int slot = book.slotOf(group.members().get(m).index);
      int scaleBits = group.scale().get(m).bitLength();
      if (slot != InstrumentTable.NONE
          && (scaleBits >= Long.SIZE
              || slotBits[slot] + scaleBits + sumBits > GREATEST_AMOUNT_BITS)) {
        return false;
      }
    }
    return true;
  }

  /** Bits of the sum of |lots| times the greatest value. */
  private int bits(int from, int to) {
    sum.clear();
    for (int i = from; i < to; i++) {
      // The least long is its own negative; twice the greatest one is more than it.
      long lots = book.lots[i] == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(book.lots[i]);
      sum.addProduct(lots, table.greatest[book.instrument[i]]);
    }
    return sum.high == 0
        ? Long.SIZE - Long.numberOfLeadingZeros(sum.low) + 1
        : 2 * Long.SIZE - Long.numberOfLeadingZeros(sum.high) + 1;
  }

  @Override
  public BigInteger assetUsdE24(int slot, int venue) {
    var asset = table.assets.get(book.slotAsset[slot]);
    scan.begin();
    for (int run = book.slotFrom[slot]; run < book.slotFrom[slot + 1]; run++) {
      int at = book.runVenue[run];
      if (venue == Book.ALL_VENUES || at == venue) {
        scan.addLine(run, asset.phiE9(at, book.isForeign(at)));
      }
    }
    scan.rows(amounts, 0, asset.rows, asset.block);
    return asset.units.costUsdE24(scan.costE9());
  }

  @Override
  public BigInteger groupUsdE24(int groupIndex, int venue) {
    var group = tree.groups().get(groupIndex);
    scan.begin();
    listedRows(group, venue);
    for (int m = 0; m < group.members().size(); m++) {
      pinRows(group, m, venue);
    }
    return group.units().costUsdE24(scan.costE9());
  }

  /** All members together. */
  private void listedRows(GroupTree.Group group, int venue) {
    clearGroupLines();
    int[] block = pinBlock;
    int listed = 0;
    for (int m = 0; m < group.members().size(); m++) {
      var asset = group.members().get(m);
      if (book.slotOf(asset.index) != InstrumentTable.NONE) {
        block = asset.block;
        listed = asset.priced.listedRows();
        addMember(group, m, venue, 0, listed);
      }
    }
    scan.rows(groupAmounts, 0, listed, block);
  }

  /** The pinned strikes of one member, in which the others are worth what they are now. */
  private void pinRows(GroupTree.Group group, int member, int venue) {
    var asset = group.members().get(member);
    int listed = asset.priced.listedRows();
    if (asset.rows > listed && book.slotOf(asset.index) != InstrumentTable.NONE) {
      clearGroupLines();
      addMember(group, member, venue, listed, asset.rows);
      scan.rows(groupAmounts, 0, asset.rows - listed, pinBlock);
    }
  }

  private void clearGroupLines() {
    scan.clearLines();
    for (int i = 0; i < book.venueCount; i++) {
      hasGroupLine[book.venues[i]] = false;
    }
  }

  private void addMember(GroupTree.Group group, int member, int venue, int from, int to) {
    var asset = group.members().get(member);
    long scale = group.scale().get(member).longValueExact();
    int slot = book.slotOf(asset.index);
    for (int run = book.slotFrom[slot]; run < book.slotFrom[slot + 1]; run++) {
      int at = book.runVenue[run];
      if (venue == Book.ALL_VENUES || at == venue) {
        boolean onlyLosses = book.isForeign(at) && !hasForeignGroupCredit;
        open(group, at, to - from);
        for (int row = from; row < to; row++) {
          amounts.get(run, row, sum);
          if (!onlyLosses || sum.isNegative()) {
            sum.multiply(scale);
            groupAmounts.add(at, row - from, sum);
          }
        }
      }
    }
  }

  /** The group's amounts at a venue stand in the line of the venue's number. */
  private void open(GroupTree.Group group, int venue, int rows) {
    if (!hasGroupLine[venue]) {
      hasGroupLine[venue] = true;
      groupAmounts.clear(venue, rows);
      scan.addLine(venue, group.phiE9(venue, book.isForeign(venue)));
    }
  }
}
