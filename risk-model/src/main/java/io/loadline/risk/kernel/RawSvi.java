package io.loadline.risk.kernel;

/** Raw SVI; see docs/crypto-span-1.md for its limits. */
public final class RawSvi {
  private static final double GREATEST_VARIANCE = 144;

  private RawSvi() {}

  /** Whether the parameters describe a smile: a non-negative total variance everywhere. */
  public static boolean isValid(double a, double b, double rho, double sigma) {
    return b >= 0
        && Math.abs(rho) < 1
        && sigma > 0
        && a + b * sigma * Math.sqrt(1 - rho * rho) >= 0
        && a + b * sigma > 0;
  }

  /**
   * Total variance at k = ln(K/F), with k limited to +-4 sqrt(a + b sigma) and the result to 144.
   */
  public static double totalVariance(
      double a, double b, double rho, double m, double sigma, double k) {
    double widest = 4 * Math.sqrt(a + b * sigma);
    double x = Math.min(Math.max(k, -widest), widest) - m;
    double w = a + b * (rho * x + Math.sqrt(x * x + sigma * sigma));
    return Math.min(Math.max(w, 0), GREATEST_VARIANCE);
  }
}
