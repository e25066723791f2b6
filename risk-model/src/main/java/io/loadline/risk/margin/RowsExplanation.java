package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the rows of one asset's scan cost, and the worst of each block. */
final class RowsExplanation {
  private final InstrumentTable table;
  private final Book book;
  private final ExactScans scans;
  private final int slot;
  private final AssetTable asset;
  private final List<BigInteger> costsE9 = new ArrayList<>();

  RowsExplanation(InstrumentTable table, Book book, ExactScans scans, int slot) {
    this.table = table;
    this.book = book;
    this.scans = scans;
    this.slot = slot;
    this.asset = table.assets.get(book.slotAsset[slot]);
    for (int row = 0; row < asset.rows; row++) {
      costsE9.add(Transfer.costE9(scans.parts(slot, row, Book.ALL_VENUES)));
    }
  }

  List<AssetCharge.RowCost> costs() {
    var costs = new ArrayList<AssetCharge.RowCost>();
    for (int row = 0; row < asset.rows; row++) {
      var terms = asset.priced.rows().get(row);
      costs.add(
          new AssetCharge.RowCost(
              terms,
              RowWords.of(terms),
              usdE6(costsE9.get(row)),
              gainUsdE6(scans.parts(slot, row, Book.ALL_VENUES))));
    }
    return costs;
  }

  /** By block; the first of equal rows. */
  List<AssetCharge.WorstRow> worst() {
    var worst = new int[AssetTable.BLOCKS];
    Arrays.fill(worst, InstrumentTable.NONE);
    for (int row = 0; row < asset.rows; row++) {
      int block = asset.block[row];
      var least = worst[block] < 0 ? BigInteger.ZERO : costsE9.get(worst[block]);
      if (costsE9.get(row).compareTo(least) > 0) {
        worst[block] = row;
      }
    }
    var rows = new ArrayList<AssetCharge.WorstRow>();
    for (int row : worst) {
      if (row != InstrumentTable.NONE) {
        rows.add(explain(row));
      }
    }
    return rows;
  }

  private AssetCharge.WorstRow explain(int row) {
    var parts = scans.parts(slot, row, Book.ALL_VENUES);
    var runs = scans.runs(slot, Book.ALL_VENUES).toArray();
    var venues = new ArrayList<AssetCharge.VenueAmount>();
    for (int i = 0; i < runs.length; i++) {
      var part = parts.get(i);
      venues.add(
          new AssetCharge.VenueAmount(
              table.venues.get(book.runVenue[runs[i]]).id(), gainUsdE6(part), part.phiE9()));
    }
    return new AssetCharge.WorstRow(
        asset.block[row],
        row,
        RowWords.of(asset.priced.rows().get(row)),
        usdE6(costsE9.get(row)),
        usdE6(Transfer.lossE9(parts)),
        usdE6(Transfer.transferE9(parts)),
        venues);
  }

  private BigInteger gainUsdE6(List<Transfer.Part> parts) {
    var sum = parts.stream().map(Transfer.Part::amount).reduce(BigInteger.ZERO, BigInteger::add);
    return gainUsdE6(new Transfer.Part(sum, 0));
  }

  /** Down, also what is lost. */
  private BigInteger gainUsdE6(Transfer.Part part) {
    return Explanation.up(asset.units.usdE24(part.amount().negate())).negate();
  }

  private BigInteger usdE6(BigInteger costE9) {
    return Explanation.up(asset.units.costUsdE24(costE9));
  }
}
