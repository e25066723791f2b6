package io.loadline.risk.margin;

import io.loadline.risk.pricing.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rows of a scan in words, such as {@code -20 %, volatility up}. */
final class RowWords {
  private static final long FULL_E9 = 1_000_000_000L;

  private RowWords() {}

  static String of(Row row) {
    if (row.pin().isPresent()) {
      var pin = row.pin().get();
      var strike = new BigDecimal(pin.strikeUsdE8(), 8).stripTrailingZeros().toPlainString();
      return "options of " + pin.expirySeconds() + " end at " + strike + " (" + move(row) + ")";
    }
    var words =
        switch (row.volRule()) {
          case NONE -> move(row);
          case UP -> move(row) + ", volatility up";
          case DOWN -> move(row) + ", volatility down";
          case SKEW_LINEAR -> move(row) + ", smile tilted";
          case SKEW_ABSOLUTE -> move(row) + ", smile bent";
          case BASIS -> "futures against spot";
        };
    return row.weightE9() == FULL_E9 ? words : words + ", weight " + weight(row);
  }

  private static String move(Row row) {
    var percent =
        BigDecimal.valueOf((row.multiplier() - 1) * 100)
            .setScale(1, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
    return (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %";
  }

  private static String weight(Row row) {
    return BigDecimal.valueOf(row.weightE9(), 9)
        .setScale(3, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
