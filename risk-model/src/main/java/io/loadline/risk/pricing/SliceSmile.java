package io.loadline.risk.pricing;

import io.loadline.risk.kernel.RawSvi;

/** Volatility of one slice by k, the logarithm of strike over the slice's own forward. */
sealed interface SliceSmile {

  double volatility(double k);

  /** Raw SVI of total variance over {@code tauYears}. */
  record Svi(double a, double b, double rho, double m, double sigma, double tauYears)
      implements SliceSmile {
    @Override
    public double volatility(double k) {
      return Math.sqrt(RawSvi.totalVariance(a, b, rho, m, sigma, k) / tauYears);
    }
  }

  /** Variance linear in k between nodes, flat beyond them. */
  final class Quoted implements SliceSmile {
    private final double[] nodes;
    private final double[] variances;

    /** Takes over {@code nodes}, the k of the quotes, and squares the volatilities. */
    Quoted(double[] nodes, double[] volatilities) {
      this.nodes = nodes;
      this.variances = new double[volatilities.length];
      for (int i = 0; i < volatilities.length; i++) {
        variances[i] = volatilities[i] * volatilities[i];
      }
    }

    @Override
    public double volatility(double k) {
      return Math.sqrt(variance(k));
    }

    private double variance(double k) {
      int last = nodes.length - 1;
      if (k <= nodes[0]) {
        return variances[0];
      }
      if (k >= nodes[last]) {
        return variances[last];
      }
      int left = 0;
      while (nodes[left + 1] <= k) {
        left++;
      }
      return k == nodes[left] ? variances[left] : between(left, k);
    }

    private double between(int left, double k) {
      double share = (k - nodes[left]) / (nodes[left + 1] - nodes[left]);
      return variances[left] + share * (variances[left + 1] - variances[left]);
    }
  }
}
