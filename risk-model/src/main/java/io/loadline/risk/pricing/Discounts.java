package io.loadline.risk.pricing;

import io.loadline.risk.kernel.Exponential;
import io.loadline.risk.rules.AssetParameters;
import java.math.BigInteger;

/** What an expiry's option values and basis losses count: docs/crypto-span-1.md section 7. */
final class Discounts {
  private static final long ONE_E9 = 1_000_000_000L;

  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private Discounts() {}

  /**
   * The terms of one expiry.
   *
   * @param soonSeconds time to expiry from which on gains count
   */
  static ExpiryTerms terms(
      long expirySeconds,
      long secondsLeft,
      double rate,
      long soonSeconds,
      AssetParameters parameters) {
    double years = Time.years(secondsLeft);
    return new ExpiryTerms(
        expirySeconds,
        secondsLeft,
        secondsLeft == 0 ? ONE_E9 : longE9(years, rate, parameters),
        secondsLeft == 0 ? ONE_E9 : shortE9(years, rate, parameters),
        basisFactorE9(secondsLeft, parameters),
        secondsLeft <= soonSeconds);
  }

  private static long longE9(double years, double rate, AssetParameters parameters) {
    var terms = parameters.discounts();
    double exponent = years * (rate * (terms.longRateE9() / 1e9) + terms.longAddE9() / 1e9);
    double share = terms.longBaseE9() / 1e9 * Exponential.exp(-exponent);
    return Math.min(ONE_E9, (long) Math.floor(share * 1e9));
  }

  /** A cast ends at 2^63 - 1, and so does this. */
  private static long shortE9(double years, double rate, AssetParameters parameters) {
    var terms = parameters.discounts();
    double exponent = years * (rate * (terms.shortRateE9() / 1e9) + terms.shortAddE9() / 1e9);
    double full = 1 / Exponential.exp(-(rate * years));
    double share = Math.min(full, terms.shortBaseE9() / 1e9 * Exponential.exp(exponent));
    return Math.max(ONE_E9, (long) Math.ceil(share * 1e9));
  }

  /** Share of a basis row's loss that counts. */
  static long basisFactorE9(long secondsLeft, AssetParameters parameters) {
    var year = BigInteger.valueOf(Time.YEAR_SECONDS);
    var basis = parameters.basis();
    return BigInteger.valueOf(basis.slopeE9())
        .multiply(BigInteger.valueOf(secondsLeft))
        .add(year)
        .subtract(BigInteger.ONE)
        .divide(year)
        .add(BigInteger.valueOf(basis.addE9()))
        .min(MOST)
        .longValueExact();
  }
}
