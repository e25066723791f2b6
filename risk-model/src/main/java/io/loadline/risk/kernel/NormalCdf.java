package io.loadline.risk.kernel;

import static io.loadline.risk.kernel.Coefficients.*;

/**
 * The normal distribution: Phi(-x) = exp(-x^2/2) g(t) / (x + 5), t = (x - 5) / (x + 5), one
 * polynomial g of degree 21 for all 0 <= x <= 38.6, its even and odd halves apart.
 */
public final class NormalCdf {
  private static final double FARTHEST = 38.6;

  private NormalCdf() {}

  public static double cdf(double x) {
    double tail = Exponential.exp(-0.5 * (x * x)) * ratio(Math.abs(x));
    double side = Math.copySign(1.0, x);
    return 0.5 * (1 + side) - side * tail;
  }

  /** Phi(side d) if {@code density} is exp(-d^2/2); the density may be made from another one. */
  static double weight(double side, double d, double density) {
    double sign = Math.copySign(1.0, side * d);
    return 0.5 * (1 + sign) - sign * (density * ratio(Math.abs(d)));
  }

  /** Phi(-|d|) exp(d^2/2) for each element. */
  static void ratios(double[] d, double[] result, Work work, int count) {
    double[] t = work.a;
    double[] even = work.b;
    double[] odd = work.c;
    for (int i = 0; i < count; i++) {
      double x = Math.min(Math.abs(d[i]), FARTHEST);
      result[i] = x + 5;
      t[i] = (x - 5) / (x + 5);
    }
    for (int i = 0; i < count; i++) {
      even[i] = even(t[i] * t[i]);
    }
    for (int i = 0; i < count; i++) {
      odd[i] = odd(t[i] * t[i]);
    }
    for (int i = 0; i < count; i++) {
      result[i] = (even[i] + t[i] * odd[i]) / result[i];
    }
  }

  private static double ratio(double absolute) {
    double x = Math.min(absolute, FARTHEST);
    double t = (x - 5) / (x + 5);
    return (even(t * t) + t * odd(t * t)) / (x + 5);
  }

  private static double even(double u) {
    double high = TAIL_12 + u * (TAIL_14 + u * (TAIL_16 + u * (TAIL_18 + u * TAIL_20)));
    return TAIL_0
        + u * (TAIL_2 + u * (TAIL_4 + u * (TAIL_6 + u * (TAIL_8 + u * (TAIL_10 + u * high)))));
  }

  private static double odd(double u) {
    double high = TAIL_13 + u * (TAIL_15 + u * (TAIL_17 + u * (TAIL_19 + u * TAIL_21)));
    return TAIL_1
        + u * (TAIL_3 + u * (TAIL_5 + u * (TAIL_7 + u * (TAIL_9 + u * (TAIL_11 + u * high)))));
  }
}
