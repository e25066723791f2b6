package io.loadline.node.margin.output;

import io.loadline.risk.margin.AssetCharge.RowCost;
import io.loadline.risk.pricing.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rows of a scan in words. */
final class Move {
  private static final long FULL_E9 = 1_000_000_000L;

  private Move() {}

  /** Whether the row counts in full: far moves count in part. */
  static boolean isFull(Row row) {
    return row.weightE9() == FULL_E9;
  }

  /** The price's move with at most one digit behind the point, such as {@code -7.5%}. */
  static String percent(Row row) {
    BigDecimal percent =
        new BigDecimal(row.multiplier())
            .subtract(BigDecimal.ONE)
            .movePointRight(2)
            .setScale(1, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
    return percent.signum() == 0
        ? "0%"
        : (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + "%";
  }

  /** As the model describes it; the time of a pinned expiry as people write it. */
  static String words(RowCost cost) {
    return cost.row()
        .pin()
        .map(pin ->
            "options of "
                + InstrumentNames.time(pin.expirySeconds())
                + " end at "
                + Money.plain(pin.strikeUsdE8(), 8)
                + " ("
                + percent(cost.row())
                + ")")
        .orElse(cost.description());
  }
}
