package io.loadline.risk.pricing;

import java.math.BigInteger;

/**
 * Rounds the numbers of one instrument to quanta of 2^-bits USD, half even, and remembers the first
 * that is 2^51 quanta or more or no number: here doubles end.
 */
final class Quanta {
  private static final BigInteger E6 = BigInteger.valueOf(1_000_000);
  private static final double LIMIT = 0x1p51;

  private final int bits;
  private final double scale;
  private String failedPart = "";
  private int failedColumn;
  private double failedUsd;

  Quanta(int bits) {
    this.bits = bits;
    this.scale = Math.scalb(1.0, bits);
  }

  long round(double usd, String part) {
    return round(usd, part, 0);
  }

  /** Values in all columns less the value now. */
  long[] changes(double[] usd, int count, long value) {
    var changes = new long[count];
    for (int c = 0; c < count; c++) {
      changes[c] = round(usd[c], "value in column ", c) - value;
    }
    return changes;
  }

  /** The risk array, or why there is none. */
  Valuation array(String instrument, long value, long[] changes, Sensitivities sensitivities) {
    if (!failedPart.isEmpty()) {
      String column = failedPart.endsWith(" ") ? Integer.toString(failedColumn) : "";
      return new Valuation.Unvaluable(
          "the %s%s of %s is %s USD: no number below 2^51 quanta of 2^-%d USD in size"
              .formatted(failedPart, column, instrument, failedUsd, bits));
    }
    var mark = halfEven(BigInteger.valueOf(value).multiply(E6), bits);
    return mark.bitLength() >= Long.SIZE
        ? new Valuation.Unvaluable(
            "the mark of %s is 2^63 millionths of a dollar or more".formatted(instrument))
        : new Valuation.RiskArray(mark.longValueExact(), value, changes, sensitivities);
  }

  private long round(double usd, String part, int column) {
    double quanta = Math.rint(usd * scale);
    if (Math.abs(quanta) < LIMIT) {
      return (long) quanta;
    }
    if (failedPart.isEmpty()) {
      failedPart = part;
      failedColumn = column;
      failedUsd = usd;
    }
    return 0;
  }

  private static BigInteger halfEven(BigInteger value, int bits) {
    if (bits == 0) {
      return value;
    }
    var floor = value.shiftRight(bits);
    var rest = value.subtract(floor.shiftLeft(bits));
    int half = rest.compareTo(BigInteger.ONE.shiftLeft(bits - 1));
    return half > 0 || (half == 0 && floor.testBit(0)) ? floor.add(BigInteger.ONE) : floor;
  }
}
