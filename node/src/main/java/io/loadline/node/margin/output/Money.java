package io.loadline.node.margin.output;

import io.loadline.risk.margin.AccountMargin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Amounts as text. */
final class Money {
  private Money() {}

  /** All six digits, for programs. */
  static String exact(BigInteger usdE6) {
    return new BigDecimal(usdE6, 6).toPlainString();
  }

  /** Whether it is what the model asks for when no number is enough. */
  static boolean isGreatest(BigInteger usdE6) {
    return usdE6.compareTo(AccountMargin.GREATEST_USD_E6) >= 0;
  }

  /** Cents and thousands marks, for people. */
  static String cents(BigInteger usdE6) {
    if (isGreatest(usdE6)) {
      return "no limit";
    }
    return new BigDecimal(centsOf(usdE6), 2)
        .toPlainString()
        .replaceAll("(?<=\\d)(?=(\\d{3})+\\.)", ",");
  }

  /** Half even, so that what people add up is off by a cent at most per line. */
  static BigInteger centsOf(BigInteger usdE6) {
    return new BigDecimal(usdE6, 6).setScale(2, RoundingMode.HALF_EVEN).unscaledValue();
  }

  /** Billionths as percent with two digits. */
  static String percent(long e9) {
    return BigDecimal.valueOf(e9, 7).setScale(2, RoundingMode.HALF_EVEN).toPlainString() + " %";
  }

  /** At most six digits behind the point. */
  static String rounded(String decimal) {
    BigDecimal value =
        new BigDecimal(decimal).setScale(6, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return (value.signum() == 0 ? BigDecimal.ZERO : value).toPlainString();
  }

  /** Without trailing zeros. */
  static String plain(BigInteger scaled, int places) {
    BigDecimal value = new BigDecimal(scaled, places).stripTrailingZeros();
    return (value.signum() == 0 ? BigDecimal.ZERO : value).toPlainString();
  }
}
