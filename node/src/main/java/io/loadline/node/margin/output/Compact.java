package io.loadline.node.margin.output;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Money in at most six characters, for pictures: three digits and a letter. */
final class Compact {
  private static final String LETTERS = " kMBT";
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal TEN = BigDecimal.TEN;

  private Compact() {}

  /** {@code -12345678901} millionths are {@code -12.3k}; beyond 999 T there is no number. */
  static String usd(BigInteger usdE6) {
    BigDecimal value = new BigDecimal(usdE6, 6).setScale(0, RoundingMode.HALF_EVEN);
    if (value.signum() == 0) {
      return "0";
    }
    for (int i = 0; i < LETTERS.length(); i++) {
      BigDecimal rounded = rounded(value, i == 0 ? 0 : digits(value.abs()));
      if (rounded.abs().compareTo(THOUSAND) < 0) {
        return rounded.toPlainString() + LETTERS.substring(i, i + 1).strip();
      }
      value = new BigDecimal(usdE6, 6).movePointLeft(3 * (i + 1));
    }
    return value.signum() < 0 ? "-huge" : "huge";
  }

  private static BigDecimal rounded(BigDecimal value, int digits) {
    BigDecimal rounded = value.setScale(digits, RoundingMode.HALF_EVEN);
    return digits(rounded.abs()) < digits
        ? value.setScale(digits - 1, RoundingMode.HALF_EVEN)
        : rounded;
  }

  private static int digits(BigDecimal size) {
    return size.compareTo(HUNDRED) >= 0 ? 0 : size.compareTo(TEN) >= 0 ? 1 : 2;
  }
}
