package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A_v(s) of docs/crypto-span-1.md section 7 for one run of positions, as it stands there. */
final class ExactAmounts {

  /** A position of the run. */
  private record Holding(int instrument, BigInteger lots) {}

  private final InstrumentTable table;
  private final AssetTable asset;
  private final List<Holding> withoutExpiry = new ArrayList<>();
  private final TreeMap<Integer, List<Holding>> byExpiry = new TreeMap<>();

  ExactAmounts(InstrumentTable table, Book book, int run) {
    this.table = table;
    this.asset = table.assets.get(book.runAsset[run]);
    for (int i = book.runFrom[run]; i < book.runFrom[run + 1]; i++) {
      var holding = new Holding(book.instrument[i], BigInteger.valueOf(book.lots[i]));
      int expiry = table.expiry[holding.instrument()];
      if (expiry == InstrumentTable.NONE) {
        withoutExpiry.add(holding);
      } else {
        byExpiry.computeIfAbsent(expiry, _ -> new ArrayList<>()).add(holding);
      }
    }
  }

  BigInteger[] rows() {
    var rows = new BigInteger[asset.rows];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row(row);
    }
    return rows;
  }

  private BigInteger row(int row) {
    var sum = asset.isBasis[row] ? BigInteger.ZERO : changes(withoutExpiry, asset.column[row]);
    for (var expiry : byExpiry.entrySet()) {
      var gain = gain(expiry.getKey(), expiry.getValue(), row);
      sum = sum.add(asset.isNear[expiry.getKey()] ? gain.min(BigInteger.ZERO) : gain);
    }
    return Rounding.shareDown(sum, BigInteger.valueOf(asset.weightE9[row]));
  }

  /** C_e. */
  private BigInteger gain(int expiry, List<Holding> holdings, int row) {
    int column = asset.column[row];
    if (asset.isBasis[row]) {
      var worse = changes(holdings, column).min(changes(holdings, column + 1));
      return Rounding.shareDown(
          worse.min(BigInteger.ZERO), BigInteger.valueOf(asset.basisE9[expiry]));
    }
    var gain = discounted(expiry, holdings, column);
    return asset.hasTwoColumns[row] ? gain.min(discounted(expiry, holdings, column + 1)) : gain;
  }

  private BigInteger discounted(int expiry, List<Holding> holdings, int column) {
    var futures = holdings.stream().filter(h -> !table.isOption(h.instrument())).toList();
    var options = holdings.stream().filter(h -> table.isOption(h.instrument())).toList();
    var now =
        options.stream()
            .map(h -> h.lots().multiply(BigInteger.valueOf(table.value[h.instrument()])))
            .reduce(BigInteger.ZERO, BigInteger::add);
    var then = now.add(changes(options, column));
    long rateE9 = then.signum() < 0 ? asset.shortE9[expiry] : asset.longE9[expiry];
    return changes(futures, column)
        .add(Rounding.shareDown(then, BigInteger.valueOf(rateE9)))
        .subtract(now);
  }

  private BigInteger changes(List<Holding> holdings, int column) {
    return holdings.stream()
        .map(h ->
            h.lots()
                .multiply(
                    BigInteger.valueOf(table.changes[table.firstChange[h.instrument()] + column])))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
