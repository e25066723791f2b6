package io.loadline.risk.pricing;

/**
 * A live slice that passed all checks.
 *
 * @param years to its expiry
 * @param fit its own forward, beside the feed's spot
 */
record AcceptedSlice(long expirySeconds, double years, double fit, SliceSmile smile) {

  /** Of ln(strike / forward). */
  double totalVariance(double k) {
    double volatility = smile.volatility(k);
    return (volatility * volatility) * years;
  }
}
