package io.loadline.risk.kernel;

/**
 * The deviation (volatility times the root of time) at which an undiscounted call has a given
 * price. One hundred halvings of [0, 30], always: the same bits everywhere, and nothing to
 * converge.
 *
 * <pre>
 * lo = 0; hi = 30
 * 100 times: mid = 0.5 * (lo + hi); if price(mid) &lt; c: lo = mid, else hi = mid
 * result hi
 * </pre>
 *
 * The upper end is the answer, so that pricing it again never gives less than c.
 */
public final class ImpliedDeviation {
  private static final int HALVINGS = 100;

  private ImpliedDeviation() {}

  /**
   * 0 for a price of {@code max(F - K, 0)} or less, 30 for a price of F or more.
   *
   * @param price of the call, not discounted
   */
  public static double ofCall(double price, double forward, double strike) {
    if (Double.isNaN(price)) {
      throw new IllegalArgumentException("an implied deviation needs a price, not NaN");
    }
    if (price <= Math.max(forward - strike, 0)) {
      return 0;
    }
    if (price >= forward) {
      return Black76.GREATEST_DEVIATION;
    }
    double logMoneyness = Logarithm.log(forward / strike);
    double low = 0;
    double high = Black76.GREATEST_DEVIATION;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = 0.5 * (low + high);
      if (Black76.price(1, forward, strike, logMoneyness, middle, 1) < price) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
