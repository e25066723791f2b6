package io.loadline.risk.bench;

import io.loadline.risk.kernel.Logarithm;
import io.loadline.risk.portfolio.Smile;
import java.math.BigInteger;
import java.util.ArrayList;

/**
 * A volatility surface without arbitrage: total variance {@code theta / 2 (1 + rho phi k +
 * sqrt((phi k + rho)^2 + 1 - rho^2))} with phi = 1 / sqrt(theta) and theta proportional to time,
 * from Gatheral and Jacquier, Arbitrage-free SVI volatility surfaces, 2014.
 */
final class SyntheticSurface {
  private static final double VARIANCE_PER_YEAR = 0.27;
  private static final double RHO = -0.3;
  private static final double YEAR_SECONDS = 31_536_000;

  private final long seconds;
  private final double theta;
  private final double phi;

  /** At one expiry. */
  SyntheticSurface(long seconds) {
    this.seconds = seconds;
    theta = VARIANCE_PER_YEAR * (seconds / YEAR_SECONDS);
    phi = 1 / Math.sqrt(theta);
  }

  /** The same function in raw SVI's parameters. */
  Smile.Svi svi() {
    double rest = 1 - RHO * RHO;
    return new Smile.Svi(
        e12(theta / 2 * rest),
        e12(theta * phi / 2),
        e12(RHO),
        e12(-RHO / phi),
        e12(Math.sqrt(rest) / phi),
        seconds);
  }

  /** Its values at 60 % to 140 % of the forward. */
  Smile.Quotes quotes(BigInteger forwardE8) {
    var quotes = new ArrayList<Smile.Quote>();
    for (long tenths = 6; tenths <= 14; tenths++) {
      var strike = forwardE8.multiply(BigInteger.valueOf(tenths)).divide(BigInteger.TEN);
      quotes.add(new Smile.Quote(strike, volatilityE9(Logarithm.log(tenths / 10.0))));
    }
    return new Smile.Quotes(quotes);
  }

  private long volatilityE9(double k) {
    double y = phi * k + RHO;
    double variance = theta / 2 * (1 + RHO * phi * k + Math.sqrt(y * y + 1 - RHO * RHO));
    return (long) (Math.sqrt(variance / (seconds / YEAR_SECONDS)) * 1e9);
  }

  private static long e12(double value) {
    return (long) (value * 1e12);
  }
}
