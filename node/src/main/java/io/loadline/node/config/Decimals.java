package io.loadline.node.config;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Billionths and millionths, written as decimal text: 0.2 is 200000000 billionths. No rounding, no
 * exponent.
 */
final class Decimals {
  private static final int E9_PLACES = 9;
  private static final int E6_PLACES = 6;
  private static final Pattern E9 = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final Pattern E6 = Pattern.compile("[0-9]{1,13}(\\.[0-9]{1,6})?");

  private Decimals() {}

  static long e9(String text) {
    return parse(text, E9, E9_PLACES);
  }

  static String text(long e9) {
    return text(e9, E9_PLACES);
  }

  static long e6(String text) {
    return parse(text, E6, E6_PLACES);
  }

  static String textE6(long e6) {
    return text(e6, E6_PLACES);
  }

  private static long parse(String text, Pattern plain, int places) {
    if (!plain.matcher(text).matches()) {
      throw new IllegalArgumentException("not a decimal: " + text);
    }
    BigDecimal value = new BigDecimal(text).movePointRight(places);
    if (value.toBigIntegerExact().bitLength() >= Long.SIZE) {
      throw new IllegalArgumentException("too large: " + text);
    }
    return value.longValueExact();
  }

  private static String text(long scaled, int places) {
    BigDecimal value = BigDecimal.valueOf(scaled, places).stripTrailingZeros();
    return (value.signum() == 0 ? BigDecimal.ZERO : value).toPlainString();
  }
}
