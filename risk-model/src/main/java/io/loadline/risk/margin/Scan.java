package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The greatest cost of each block of rows, over some venues' amounts; 128 bits. What a row costs is
 * in {@link Transfer}, written here without allocation.
 */
final class Scan {
  private static final long FULL_E9 = 1_000_000_000L;

  private final Int128[] greatest = new Int128[AssetTable.BLOCKS];
  private final Int128 cost = new Int128();
  private final Int128 sum = new Int128();
  private final Int128 need = new Int128();
  private final Int128 used = new Int128();
  private int[] lines = new int[4];
  private long[] phiE9 = new long[4];
  private int count;

  Scan() {
    Arrays.setAll(greatest, _ -> new Int128());
  }

  void begin() {
    for (var block : greatest) {
      block.clear();
    }
    clearLines();
  }

  void clearLines() {
    count = 0;
  }

  /** Adds a venue whose gains are moved at this price; the cheapest are used first. */
  void addLine(int line, long linePhiE9) {
    if (count == lines.length) {
      lines = Arrays.copyOf(lines, 2 * count);
      phiE9 = Arrays.copyOf(phiE9, 2 * count);
    }
    int at = count++;
    while (at > 0 && phiE9[at - 1] > linePhiE9) {
      lines[at] = lines[at - 1];
      phiE9[at] = phiE9[at - 1];
      at--;
    }
    lines[at] = line;
    phiE9[at] = linePhiE9;
  }

  void rows(Amounts amounts, int from, int to, int[] block) {
    for (int row = from; row < to; row++) {
      if (count == 1) {
        costOfOne(amounts, row);
      } else {
        cost(amounts, row);
      }
      if (cost.compareTo(greatest[block[row]]) > 0) {
        greatest[block[row]].set(cost);
      }
    }
  }

  /** The sum over blocks in 1e-9 lot-quanta. */
  BigInteger costE9() {
    var total = BigInteger.ZERO;
    for (var block : greatest) {
      if (!block.isZero()) {
        total = total.add(block.value());
      }
    }
    return total;
  }

  private void costOfOne(Amounts amounts, int row) {
    amounts.get(lines[0], row, cost);
    if (cost.isNegative()) {
      cost.negate();
      cost.multiply(FULL_E9);
    } else {
      cost.clear();
    }
  }

  private void cost(Amounts amounts, int row) {
    sum.clear();
    need.clear();
    for (int i = 0; i < count; i++) {
      long high = amounts.high(lines[i], row);
      long low = amounts.low(lines[i], row);
      sum.add(high, low);
      if (high < 0) {
        need.subtract(high, low);
      }
    }
    cost.clear();
    if (sum.isNegative()) {
      cost.subtract(sum);
      need.subtract(cost);
      cost.multiply(FULL_E9);
    }
    for (int i = 0; i < count && !need.isZero(); i++) {
      amounts.get(lines[i], row, used);
      if (!used.isNegative()) {
        if (used.compareTo(need) > 0) {
          used.set(need);
        }
        need.subtract(used);
        used.multiply(phiE9[i]);
        cost.add(used);
      }
    }
  }
}
