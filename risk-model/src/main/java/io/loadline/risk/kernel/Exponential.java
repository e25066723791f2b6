package io.loadline.risk.kernel;

import static io.loadline.risk.kernel.Coefficients.*;

/**
 * exp in strict double: x = n ln 2 + r, exp(r) = 1 + (r + r^2 p(r)), then the exponent field.
 * Arguments are limited to [-708, 709]; the error is below 1 ulp.
 */
public final class Exponential {
  /** Adding and subtracting it rounds to an integer, half to even. */
  private static final double ROUNDER = 0x1.8p52;

  private static final double LOWEST = -708;
  private static final double HIGHEST = 709;

  private Exponential() {}

  public static double exp(double x) {
    double limited = Math.min(Math.max(x, LOWEST), HIGHEST);
    double n = limited * LOG2_E + ROUNDER - ROUNDER;
    double r = limited - n * LN2_HIGH - n * LN2_LOW;
    double low = EXP_0 + r * (EXP_1 + r * (EXP_2 + r * (EXP_3 + r * (EXP_4 + r * upper(r)))));
    return (1 + (r + r * r * low)) * powerOfTwo(n);
  }

  /** The same bits for {@code count} elements; loops are apart so that each can be vectorised. */
  static void exp(double[] x, double[] result, Work work, int count) {
    double[] n = work.a;
    double[] r = work.b;
    double[] p = work.c;
    for (int i = 0; i < count; i++) {
      double limited = Math.min(Math.max(x[i], LOWEST), HIGHEST);
      n[i] = limited * LOG2_E + ROUNDER - ROUNDER;
      r[i] = limited - n[i] * LN2_HIGH - n[i] * LN2_LOW;
    }
    for (int i = 0; i < count; i++) {
      p[i] = upper(r[i]);
    }
    for (int i = 0; i < count; i++) {
      double t = r[i];
      double low = EXP_0 + t * (EXP_1 + t * (EXP_2 + t * (EXP_3 + t * (EXP_4 + t * p[i]))));
      p[i] = 1 + (t + t * t * low);
    }
    for (int i = 0; i < count; i++) {
      result[i] = p[i] * powerOfTwo(n[i]);
    }
  }

  private static double upper(double r) {
    return EXP_5 + r * (EXP_6 + r * (EXP_7 + r * (EXP_8 + r * (EXP_9 + r * EXP_10))));
  }

  /** 2^n for a whole n from -1021 to 1023. */
  private static double powerOfTwo(double n) {
    return Double.longBitsToDouble(((long) n + 1023) << 52);
  }
}
