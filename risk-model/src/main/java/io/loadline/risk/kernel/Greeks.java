package io.loadline.risk.kernel;

/**
 * Derivatives of the Black-76 value V of one unit, each formula evaluated as written. With {@code s
 * = vol * sqrt(T)} limited as the price limits it, {@code d1}, {@code d2}, {@code n1} and {@code
 * N_1} the price's own and {@code density = n1 * INV_SQRT_2PI}:
 *
 * <pre>
 * delta = D * (a * N_1)                          dV/dF
 * gamma = (D * density) / (F * s)                d2V/dF2
 * vega  = (D * (F * density)) * sqrt(T)          dV/dvol, per 1.00 of volatility
 * vanna = -((D * density) * d2) / vol            d2V/(dF dvol)
 * volga = ((vega * d1) * d2) / vol               d2V/dvol2
 * charm = r * delta + (D * density) * (d2 / (2 * T))   -d2V/(dF dT), F and r fixed
 * theta = r * V - (vega * vol) / (2 * T)               -dV/dT, F and r fixed
 * </pre>
 *
 * <p>Charm and theta are per year and say what passes as time does: an option that loses value
 * every day has a negative theta. An option whose s is not above the price's least deviation is its
 * discounted payoff: gamma, vanna and volga are 0, charm is {@code r * delta}, theta {@code r * V}.
 *
 * @param delta per unit of the forward
 * @param gamma per unit of the forward, squared
 * @param vega per 1.00 of volatility
 * @param vanna per unit of the forward and 1.00 of volatility
 * @param volga per 1.00 of volatility, squared
 * @param charm of delta, per year
 * @param theta per year
 */
public record Greeks(
    double delta,
    double gamma,
    double vega,
    double vanna,
    double volga,
    double charm,
    double theta) {
  private static final double INV_SQRT_2PI = 0x1.9884533d43651p-2;

  /**
   * All of them.
   *
   * @param side 1 for a call, -1 for a put
   * @param logMoneyness ln(F/K)
   * @param years T
   * @param rate the one the discount was made with: never negative
   */
  public static Greeks of(
      double side,
      double forward,
      double strike,
      double logMoneyness,
      double volatility,
      double years,
      double rate,
      double discount) {
    double deviation = volatility * Math.sqrt(years);
    double delta = delta(side, logMoneyness, deviation, discount);
    double vega = vega(forward, logMoneyness, volatility, years, discount);
    double value = Black76.price(side, forward, strike, logMoneyness, deviation, discount);
    if (!(deviation > Black76.LEAST_DEVIATION)) {
      return new Greeks(delta, 0, vega, 0, 0, rate * delta, rate * value);
    }
    double s = Black76.limited(deviation);
    double d1 = d1(logMoneyness, s);
    double d2 = d1 - s;
    double density = discount * density(d1);
    return new Greeks(
        delta,
        density / (forward * s),
        vega,
        -(density * d2) / volatility,
        vega * d1 * d2 / volatility,
        rate * delta + density * (d2 / (2 * years)),
        rate * value - vega * volatility / (2 * years));
  }

  /** dV/dF, from the deviation; without deviation half the discount at the money. */
  public static double delta(double side, double logMoneyness, double deviation, double discount) {
    double d1 = d1(logMoneyness, Black76.limited(deviation));
    double n1 = Exponential.exp(-0.5 * (d1 * d1));
    return discount * (side * NormalCdf.weight(side, d1, n1));
  }

  /** dV/dvol, the same for call and put; without volatility its limit, without time 0. */
  public static double vega(
      double forward, double logMoneyness, double volatility, double years, double discount) {
    double root = Math.sqrt(years);
    double d1 = d1(logMoneyness, Black76.limited(volatility * root));
    return discount * (forward * density(d1)) * root;
  }

  private static double d1(double logMoneyness, double s) {
    return logMoneyness / s + 0.5 * s;
  }

  private static double density(double d1) {
    return Exponential.exp(-0.5 * (d1 * d1)) * INV_SQRT_2PI;
  }
}
