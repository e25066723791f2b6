package io.loadline.risk.kernel;

/**
 * Black's 1976 formula for many scenarios of one option. One exponential serves both terms:
 * exp(-d2^2/2) is exp(-d1^2/2) F / K.
 */
public final class Black76 {
  /** Below this deviation the formula gives the discounted intrinsic value, without a branch. */
  static final double LEAST_DEVIATION = 1e-12;

  static final double GREATEST_DEVIATION = 30;

  private Black76() {}

  /** The deviation that every formula uses in place of the given one. */
  static double limited(double deviation) {
    return Math.min(Math.max(deviation, LEAST_DEVIATION), GREATEST_DEVIATION);
  }

  /** One price, to the bit what {@link #prices} gives. */
  public static double price(
      double side,
      double forward,
      double strike,
      double logMoneyness,
      double deviation,
      double discount) {
    double s = limited(deviation);
    double d1 = logMoneyness / s + 0.5 * s;
    double d2 = d1 - s;
    double density1 = Exponential.exp(-0.5 * (d1 * d1));
    double density2 = density1 * (forward / strike);
    double n1 = NormalCdf.weight(side, d1, density1);
    double n2 = NormalCdf.weight(side, d2, density2);
    return Math.max(discount * (side * (forward * n1 - strike * n2)), 0.0);
  }

  /**
   * Prices of one option.
   *
   * @param side 1 for a call, -1 for a put
   * @param forward per scenario
   * @param logMoneyness ln(F/K) per scenario
   * @param deviation volatility times the root of time, per scenario
   * @param discount per scenario
   */
  public static void prices(
      double side,
      double strike,
      double[] forward,
      double[] logMoneyness,
      double[] deviation,
      double[] discount,
      double[] result,
      Work work,
      int count) {
    double[] d1 = work.d1;
    double[] d2 = work.d2;
    double[] density1 = work.density1;
    double[] density2 = work.density2;
    for (int i = 0; i < count; i++) {
      double s = limited(deviation[i]);
      d1[i] = logMoneyness[i] / s + 0.5 * s;
      d2[i] = d1[i] - s;
    }
    for (int i = 0; i < count; i++) {
      density2[i] = -0.5 * (d1[i] * d1[i]);
    }
    Exponential.exp(density2, density1, work, count);
    for (int i = 0; i < count; i++) {
      density2[i] = density1[i] * (forward[i] / strike);
    }
    NormalCdf.ratios(d1, work.tail1, work, count);
    NormalCdf.ratios(d2, work.tail2, work, count);
    for (int i = 0; i < count; i++) {
      double side1 = Math.copySign(1.0, side * d1[i]);
      double side2 = Math.copySign(1.0, side * d2[i]);
      double n1 = 0.5 * (1 + side1) - side1 * (density1[i] * work.tail1[i]);
      double n2 = 0.5 * (1 + side2) - side2 * (density2[i] * work.tail2[i]);
      double value = discount[i] * (side * (forward[i] * n1 - strike * n2));
      result[i] = Math.max(value, 0.0);
    }
  }
}
