package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scans in integers of any size, one row at a time: for books that are too large for {@link
 * FastScans}, and for explanations.
 */
final class ExactScans implements Scans {
  private final InstrumentTable table;
  private final GroupTree tree;
  private final boolean hasForeignGroupCredit;
  private final Book book;
  private final List<BigInteger[]> amounts = new ArrayList<>();

  ExactScans(InstrumentTable table, GroupTree tree, boolean hasForeignGroupCredit, Book book) {
    this.table = table;
    this.tree = tree;
    this.hasForeignGroupCredit = hasForeignGroupCredit;
    this.book = book;
    for (int run = 0; run < book.runs; run++) {
      amounts.add(new ExactAmounts(table, book, run).rows());
    }
  }

  @Override
  public BigInteger assetUsdE24(int slot, int venue) {
    var asset = table.assets.get(book.slotAsset[slot]);
    var greatest = new Greatest();
    for (int row = 0; row < asset.rows; row++) {
      greatest.meet(asset.block[row], Transfer.costE9(parts(slot, row, venue)));
    }
    return asset.units.costUsdE24(greatest.sumE9());
  }

  /** What each venue of this asset gains or loses in a row, in lot-quanta. */
  List<Transfer.Part> parts(int slot, int row, int venue) {
    var asset = table.assets.get(book.slotAsset[slot]);
    return runs(slot, venue)
        .mapToObj(run ->
            new Transfer.Part(
                amounts.get(run)[row],
                asset.phiE9(book.runVenue[run], book.isForeign(book.runVenue[run]))))
        .toList();
  }

  /** The runs of an asset at one venue or all of them. */
  IntStream runs(int slot, int venue) {
    return IntStream.range(book.slotFrom[slot], book.slotFrom[slot + 1])
        .filter(run -> venue == Book.ALL_VENUES || book.runVenue[run] == venue);
  }

  @Override
  public BigInteger groupUsdE24(int groupIndex, int venue) {
    var group = tree.groups().get(groupIndex);
    var held =
        group.members().stream().filter(a -> book.slotOf(a.index) != InstrumentTable.NONE).toList();
    if (held.isEmpty()) {
      return BigInteger.ZERO;
    }
    var greatest = new Greatest();
    var first = held.getFirst();
    for (int row = 0; row < first.priced.listedRows(); row++) {
      greatest.meet(first.block[row], Transfer.costE9(parts(group, held, row, venue)));
    }
    for (var asset : held) {
      for (int row = asset.priced.listedRows(); row < asset.rows; row++) {
        var alone = Collections.singletonList(asset);
        greatest.meet(asset.block[row], Transfer.costE9(parts(group, alone, row, venue)));
      }
    }
    return group.units().costUsdE24(greatest.sumE9());
  }

  /** What each venue gains or loses in a row with these members together. */
  private List<Transfer.Part> parts(
      GroupTree.Group group, List<AssetTable> members, int row, int venue) {
    var parts = new ArrayList<Transfer.Part>();
    for (int i = 0; i < book.venueCount; i++) {
      int at = book.venues[i];
      if (venue == Book.ALL_VENUES || at == venue) {
        var sum = BigInteger.ZERO;
        for (var asset : members) {
          sum = sum.add(amount(group, asset, row, at));
        }
        parts.add(new Transfer.Part(sum, group.phiE9(at, book.isForeign(at))));
      }
    }
    return parts;
  }

  private BigInteger amount(GroupTree.Group group, AssetTable asset, int row, int venue) {
    boolean onlyLosses = book.isForeign(venue) && !hasForeignGroupCredit;
    var amount =
        runs(book.slotOf(asset.index), venue)
            .mapToObj(run -> amounts.get(run)[row])
            .reduce(BigInteger.ZERO, BigInteger::add);
    return (onlyLosses ? amount.min(BigInteger.ZERO) : amount)
        .multiply(group.scale().get(group.members().indexOf(asset)));
  }

  /** The greatest cost of each block, never below zero. */
  private static final class Greatest {
    private final BigInteger[] blocks = new BigInteger[AssetTable.BLOCKS];

    Greatest() {
      Arrays.fill(blocks, BigInteger.ZERO);
    }

    void meet(int block, BigInteger cost) {
      blocks[block] = blocks[block].max(cost);
    }

    BigInteger sumE9() {
      return List.of(blocks).stream().reduce(BigInteger.ZERO, BigInteger::add);
    }
  }
}
