package io.loadline.risk.portfolio;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Decimal text to the scaled integers of the records: {@code e8("2250.5")} is 225050000000. Exact:
 * what has more digits than the scale is refused, nothing is rounded.
 */
public final class Units {
  private Units() {}

  /** Prices and strikes, in 1e-8 USD. */
  public static BigInteger e8(String decimal) {
    return scaled(new BigDecimal(decimal), 8);
  }

  /** Rates, shares and volatilities, in billionths. */
  public static long e9(String decimal) {
    try {
      return scaled(new BigDecimal(decimal), 9).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(decimal + " is out of range", e);
    }
  }

  /** Quantities, in 1e-18 of a unit. */
  public static BigInteger e18(String decimal) {
    return scaled(new BigDecimal(decimal), 18);
  }

  /** {@code value * 10^places}. */
  public static BigInteger scaled(BigDecimal value, int places) {
    try {
      return value.movePointRight(places).toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          value + " has more than " + places + " digits after the point", e);
    }
  }
}
