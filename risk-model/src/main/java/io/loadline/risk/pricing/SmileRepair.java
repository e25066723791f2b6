package io.loadline.risk.pricing;

import io.loadline.risk.kernel.Black76;
import io.loadline.risk.kernel.ImpliedDeviation;
import io.loadline.risk.kernel.Logarithm;

/**
 * Call prices of quotes against the greatest convex non-increasing function below them: what lies
 * above it by more than the tolerance is an arbitrage, what lies above it by less is moved down.
 */
final class SmileRepair {
  private static final double LEAST_REPAIR = 1e-9;

  private SmileRepair() {}

  /** Corrects the volatilities in place; false if one is too far off. */
  static boolean repair(
      double[] strikes, double[] volatilities, double fit, double years, double tolerance) {
    int count = strikes.length;
    double root = Math.sqrt(years);
    var prices = new double[count];
    for (int i = 0; i < count; i++) {
      double logMoneyness = Logarithm.log(fit / strikes[i]);
      prices[i] = Black76.price(1, fit, strikes[i], logMoneyness, volatilities[i] * root, 1);
    }
    var hull = ConvexMinorant.of(strikes, prices, fit);
    for (int i = 0; i < count; i++) {
      if (!(prices[i] - hull[i] <= tolerance * fit)) {
        return false;
      }
    }
    for (int i = 0; i < count; i++) {
      if (prices[i] - hull[i] > LEAST_REPAIR * fit) {
        volatilities[i] = ImpliedDeviation.ofCall(hull[i], fit, strikes[i]) / root;
      }
    }
    return true;
  }
}
