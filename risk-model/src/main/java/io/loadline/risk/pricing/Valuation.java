package io.loadline.risk.pricing;

import java.math.BigInteger;

/** What an instrument is worth now and how that changes by scenario, or why nobody can say. */
public sealed interface Valuation {
  BigInteger E6 = BigInteger.valueOf(1_000_000);

  /** A risk array in quanta of the asset: value in scenario s less value now, each rounded once. */
  final class RiskArray implements Valuation {
    private final long markUsdE6;
    private final long[] changes;

    RiskArray(long markUsdE6, long[] changes) {
      this.markUsdE6 = markUsdE6;
      this.changes = changes.clone();
    }

    /** Value of one unit, half-even; what net liquidation value counts. */
    public long markUsdE6() {
      return markUsdE6;
    }

    public int size() {
      return changes.length;
    }

    public long change(int scenario) {
      return changes[scenario];
    }
  }

  /** The data for a value is missing or out of range. */
  record Unvaluable(String reason) implements Valuation {}

  /** A value now and per scenario, rounded half-even to quanta of 2^-quantumBits USD. */
  static Valuation round(double now, double[] values, int from, int count, int quantumBits) {
    double scale = Math.scalb(1.0, quantumBits);
    double base = Math.rint(now * scale);
    double greatest = Math.abs(base);
    var changes = new long[count];
    for (int i = 0; i < count; i++) {
      double rounded = Math.rint(values[from + i] * scale);
      greatest = Math.max(greatest, Math.abs(rounded));
      changes[i] = (long) rounded - (long) base;
    }
    if (!(greatest < 0x1p51)) {
      return new Unvaluable("a value is 2^51 quanta or more");
    }
    var mark = halfEvenShift(BigInteger.valueOf((long) base).multiply(E6), quantumBits);
    return mark.bitLength() >= Long.SIZE
        ? new Unvaluable("the mark is 2^63 millionths of a dollar or more")
        : new RiskArray(mark.longValueExact(), changes);
  }

  private static BigInteger halfEvenShift(BigInteger value, int bits) {
    if (bits == 0) {
      return value;
    }
    var floor = value.shiftRight(bits);
    var rest = value.subtract(floor.shiftLeft(bits));
    int half = rest.compareTo(BigInteger.ONE.shiftLeft(bits - 1));
    return half > 0 || (half == 0 && floor.testBit(0)) ? floor.add(BigInteger.ONE) : floor;
  }
}
