package io.loadline.risk.kernel;

import static io.loadline.risk.kernel.Coefficients.*;

/**
 * ln in strict double for positive normal numbers: x = 2^e (1 + f) with 1 + f in [sqrt(1/2),
 * sqrt(2)), s = f / (2 + f), then s (f^2/2 + s^2 p(s^2)) against f^2/2. The error is below 1 ulp.
 */
public final class Logarithm {
  private static final long MANTISSA = 0x000f_ffff_ffff_ffffL;
  private static final long ONE = 0x3ff0_0000_0000_0000L;

  /** Mantissa bits of sqrt(2): from there on the next exponent is nearer. */
  private static final long SQRT2_MANTISSA = 0x0006_a09e_667f_3bcdL;

  private Logarithm() {}

  public static double log(double x) {
    if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("logarithm of " + x);
    }
    long bits = Double.doubleToRawLongBits(x);
    long mantissa = bits & MANTISSA;
    long up = mantissa >= SQRT2_MANTISSA ? 1 : 0;
    double e = (bits >>> 52) - 1023 + up;
    double f = Double.longBitsToDouble(mantissa | (ONE - (up << 52))) - 1;
    double s = f / (2 + f);
    double z = s * s;
    double p =
        z
            * (LOG_0
                + z
                    * (LOG_1
                        + z
                            * (LOG_2
                                + z
                                    * (LOG_3
                                        + z * (LOG_4 + z * (LOG_5 + z * (LOG_6 + z * LOG_7)))))));
    double half = 0.5 * f * f;
    return e * LN2_HIGH - ((half - (s * (half + p) + e * LN2_LOW)) - f);
  }

  /** base^exponent as exp(exponent ln(base)), for a positive base. */
  public static double power(double base, double exponent) {
    return Exponential.exp(exponent * log(base));
  }
}
