package io.loadline.risk.pricing;

import io.loadline.risk.rules.VolRule;
import java.util.List;

/**
 * The columns of an asset's rows, flat: what each does to spot, to forwards and to volatility.
 * Index c of all arrays is the column.
 */
final class Columns {
  final int count;

  /** Of spot. */
  final double[] spot;

  /** Of forwards before averaging: spot's, or one plus or minus the basis move. */
  final double[] dated;

  final VolRule[] rule;

  /** 1 in a row's first column, -1 in its second. */
  final double[] side;

  /** Where one expiry's options are worth their payoff; -1 in listed rows. */
  final long[] pinExpiry;

  final double[] pinStrike;

  Columns(List<Row> rows, double basisMove) {
    count = rows.isEmpty() ? 0 : rows.getLast().firstColumn() + rows.getLast().columns();
    spot = new double[count];
    dated = new double[count];
    rule = new VolRule[count];
    side = new double[count];
    pinExpiry = new long[count];
    pinStrike = new double[count];
    for (var row : rows) {
      for (int i = 0; i < row.columns(); i++) {
        fill(row.firstColumn() + i, row, i == 0 ? 1 : -1, basisMove);
      }
    }
  }

  private void fill(int column, Row row, double columnSide, double basisMove) {
    spot[column] = row.multiplier();
    dated[column] =
        row.volRule() == VolRule.BASIS
            ? row.multiplier() + columnSide * basisMove
            : row.multiplier();
    rule[column] = row.volRule();
    side[column] = columnSide;
    pinExpiry[column] = row.pin().isEmpty() ? -1 : row.pin().get().expirySeconds();
    pinStrike[column] = row.pin().isEmpty() ? 0 : row.pin().get().strikeUsd();
  }
}
