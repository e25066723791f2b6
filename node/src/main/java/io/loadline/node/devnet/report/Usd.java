package io.loadline.node.devnet.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Millionths of a USD as decimal text. */
public final class Usd {
  private Usd() {}

  /** All six digits, as files carry amounts. */
  public static String exact(BigInteger amountE6) {
    return new BigDecimal(amountE6, 6).toPlainString();
  }

  /** Two digits and thousands marks, for people. */
  public static String rounded(BigInteger amountE6) {
    var plain = new BigDecimal(amountE6, 6).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    return plain.replaceAll("(?<=\\d)(?=(\\d{3})+\\.)", ",");
  }

  /** {@code 1 - part / whole} in percent with two digits; zero of nothing is zero. */
  public static String reliefPercent(BigInteger part, BigInteger whole) {
    if (whole.signum() == 0) {
      return "0.00";
    }
    return new BigDecimal(whole.subtract(part))
        .movePointRight(2)
        .divide(new BigDecimal(whole), 2, RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}
