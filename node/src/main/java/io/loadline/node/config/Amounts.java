package io.loadline.node.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Money, quantities, rates and times in files: decimals as text, times as ISO or unix seconds. */
public final class Amounts {
  /** The last second of the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final String DECIMAL = "a decimal as text, like \"0.2\"";
  private static final String TIME =
      "a time, like \"2026-03-27T08:00:00Z\" as text or 1774598400 as unix seconds";
  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,60}(\\.[0-9]{1,60})?");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,12}");

  private Amounts() {}

  /** The decimal times 10^places, exactly; bounds are of that integer, both included. */
  public static BigInteger scaled(
      Section section, String key, int places, BigInteger least, BigInteger most) {
    BigDecimal value = section.text(key, DECIMAL, Amounts::plain);
    if (value.stripTrailingZeros().scale() > places) {
      throw section.invalid(
          key,
          "\"" + value.toPlainString() + "\" has more than " + places + " digits after the point",
          "Round it to " + places + ".");
    }
    BigInteger scaled = value.movePointRight(places).toBigIntegerExact();
    if (scaled.compareTo(least) < 0 || scaled.compareTo(most) > 0) {
      throw section.invalid(
          key,
          "\"" + value.toPlainString() + "\" is out of range",
          "Give a decimal from " + bound(least, places) + " to " + bound(most, places) + ".");
    }
    return scaled;
  }

  /** As {@link #scaled}, for what 64 bits hold. */
  public static long e9(Section section, String key, long least, long most) {
    return scaled(section, key, 9, BigInteger.valueOf(least), BigInteger.valueOf(most))
        .longValueExact();
  }

  /** Unix seconds. */
  public static long seconds(Section section, String key) {
    return section.word(key, TIME, Amounts::seconds);
  }

  /** {@code value / 10^places} without trailing zeros. */
  public static String text(BigInteger value, int places) {
    BigDecimal decimal = new BigDecimal(value, places).stripTrailingZeros();
    return (decimal.signum() == 0 ? BigDecimal.ZERO : decimal).toPlainString();
  }

  /** Without the digits that nobody reads. */
  private static String bound(BigInteger value, int places) {
    BigInteger[] parts = value.divideAndRemainder(BigInteger.TEN.pow(places));
    return parts[0].bitLength() > 40 ? parts[0].toString() : text(value, places);
  }

  private static BigDecimal plain(String text) {
    if (!PLAIN.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return new BigDecimal(text);
  }

  private static long seconds(String text) {
    try {
      long seconds =
          WHOLE.matcher(text).matches()
              ? Long.parseLong(text)
              : OffsetDateTime.parse(text).toEpochSecond();
      if (seconds >= 0 && seconds <= LAST_SECOND) {
        return seconds;
      }
    } catch (DateTimeException _) {
      // Falls through: no time.
    }
    throw new IllegalArgumentException(text);
  }
}
