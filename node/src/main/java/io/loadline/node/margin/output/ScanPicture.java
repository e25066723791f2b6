package io.loadline.node.margin.output;

import io.loadline.node.margin.output.Explanation.ScanRow;
import io.loadline.risk.pricing.Row;
import io.loadline.risk.rules.VolRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The scan of one asset in the terminal: price moves from left to right, volatility from top to
 * bottom, in each cell what the book gains or loses as it counts. At most 80 columns wide. Rows
 * that are no such cell stand below, the costliest of them.
 */
final class ScanPicture {
  private static final int LABEL = 8;
  private static final int CELL = 8;
  private static final int COLUMNS = 9;
  private static final int MOST_OTHERS = 5;
  private static final List<VolRule> GRID = List.of(VolRule.UP, VolRule.NONE, VolRule.DOWN);

  private final List<ScanRow> rows;
  private final List<Integer> worst;
  private final Style style;

  /** {@code worst}: indexes of the rows that bind, one of each block. */
  ScanPicture(List<ScanRow> rows, List<Integer> worst, Style style) {
    this.rows = rows;
    this.worst = worst;
    this.style = style;
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    grids(true, lines);
    grids(false, lines);
    others(lines);
    return lines;
  }

  /** Rows that count in full, or those that count in part, by price move. */
  private void grids(boolean isFull, List<String> lines) {
    Map<Double, Map<VolRule, Integer>> columns = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i).row();
      if (isCell(row) && Move.isFull(row) == isFull) {
        columns
            .computeIfAbsent(row.multiplier(), _ -> new TreeMap<>())
            .putIfAbsent(row.volRule(), i);
      }
    }
    var list = List.copyOf(columns.values());
    for (int from = 0; from < list.size(); from += COLUMNS) {
      grid(list.subList(from, Math.min(from + COLUMNS, list.size())), lines);
    }
  }

  private static boolean isCell(Row row) {
    return GRID.contains(row.volRule()) && row.pin().isEmpty() && row.block() == 0;
  }

  private void grid(List<Map<VolRule, Integer>> columns, List<String> lines) {
    var head = new StringBuilder(" ".repeat(LABEL));
    for (var column : columns) {
      Row row = rows.get(column.values().iterator().next()).row();
      head.append(String.format(Locale.ROOT, "%" + (CELL - 1) + "s ", Move.percent(row)));
    }
    lines.add(head.toString().stripTrailing());
    for (VolRule rule : GRID) {
      if (columns.stream().noneMatch(column -> column.containsKey(rule))) {
        continue;
      }
      var line = new StringBuilder(String.format(Locale.ROOT, "%-" + LABEL + "s", label(rule)));
      for (var column : columns) {
        Integer row = column.get(rule);
        line.append(row == null ? " ".repeat(CELL) : cell(row));
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  private void others(List<String> lines) {
    IntStream.range(0, rows.size())
        .filter(i -> !isCell(rows.get(i).row()))
        .filter(i -> rows.get(i).gainUsdE6().signum() < 0)
        .boxed()
        .sorted(Comparator.comparing(i -> rows.get(i).gainUsdE6()))
        .limit(MOST_OTHERS)
        .forEach(i -> lines.add(cell(i).stripTrailing() + "  " + rows.get(i).words()));
  }

  private String cell(int index) {
    BigInteger gain = rows.get(index).gainUsdE6();
    String number = String.format(Locale.ROOT, "%6s", Compact.usd(gain));
    String text = style.shade(quarters(gain)) + number;
    if (worst.contains(index)) {
      return style.worst(text) + "*";
    }
    return (gain.signum() < 0 ? style.loss(text) : style.gain(text)) + " ";
  }

  /** A loss in quarters of the greatest one, rounded up. */
  private int quarters(BigInteger gain) {
    BigInteger greatest =
        rows.stream().map(row -> row.gainUsdE6().negate()).reduce(BigInteger.ZERO, BigInteger::max);
    if (gain.signum() >= 0) {
      return 0;
    }
    BigInteger four = gain.negate().multiply(BigInteger.valueOf(4));
    return four.add(greatest).subtract(BigInteger.ONE).divide(greatest).intValue();
  }

  private static String label(VolRule rule) {
    return switch (rule) {
      case UP -> "vol up";
      case NONE -> "vol same";
      case DOWN -> "vol down";
      case SKEW_LINEAR, SKEW_ABSOLUTE, BASIS ->
          throw new IllegalArgumentException(rule + " is no row of the picture");
    };
  }
}
