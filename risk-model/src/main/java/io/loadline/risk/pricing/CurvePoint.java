package io.loadline.risk.pricing;

/**
 * One expiry of the curve.
 *
 * @param forward beside the observed spot
 * @param fit the forward beside the feed's spot
 * @param low the slice before, or the only one that counts
 * @param high the slice after, or the same
 */
record CurvePoint(double forward, double fit, double years, AcceptedSlice low, AcceptedSlice high) {

  /** NaN if the strike is too far from the forward for a logarithm. */
  double volatilityOfStrike(double strike) {
    double k = Logs.orNaN(strike / fit);
    return Double.isNaN(k) ? k : volatility(k);
  }

  /** At k = ln(strike / fit). */
  double volatility(double k) {
    if (low.equals(high)) {
      return low.smile().volatility(k);
    }
    double before = low.totalVariance(k);
    double after = high.totalVariance(k);
    double share = (years - low.years()) / (high.years() - low.years());
    return Math.sqrt((before + (after - before) * share) / years);
  }
}
