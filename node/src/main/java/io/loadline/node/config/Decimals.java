package io.loadline.node.config;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Billionths, written as decimal text: 0.2 is 200000000. No rounding, no exponent. */
final class Decimals {
  private static final int PLACES = 9;
  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

  private Decimals() {}

  static long e9(String text) {
    if (!PLAIN.matcher(text).matches()) {
      throw new IllegalArgumentException("not a decimal: " + text);
    }
    return new BigDecimal(text).movePointRight(PLACES).longValueExact();
  }

  static String text(long e9) {
    BigDecimal value = BigDecimal.valueOf(e9, PLACES).stripTrailingZeros();
    return (value.signum() == 0 ? BigDecimal.ZERO : value).toPlainString();
  }
}
