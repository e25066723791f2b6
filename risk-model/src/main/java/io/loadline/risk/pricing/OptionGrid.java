package io.loadline.risk.pricing;

import io.loadline.risk.kernel.Black76;
import io.loadline.risk.kernel.Exponential;
import io.loadline.risk.kernel.Logarithm;
import io.loadline.risk.kernel.Work;
import java.util.Arrays;

/** The inputs of one option's prices: element 0 is now, element 1 + s is scenario s. */
final class OptionGrid {
  private static final double YEAR_SECONDS = 31_536_000;
  private static final double DAY_SECONDS = 86_400;
  private static final double REFERENCE_DAYS = 30;
  private static final double LEAST_SKEW_WIDTH = 0.01;
  private static final double SKEW_WIDTH = 2.4;

  private final AssetView view;
  private final double strike;
  private final double days;
  private final double years;
  private final double yearsAfterLiquidation;
  private final double logMoneyness;
  private final double[] forward;
  private final double[] logForward;
  private final double[] deviation;
  private final double[] discount;

  OptionGrid(AssetView view, double forwardNow, double strike, long seconds) {
    this.view = view;
    this.strike = strike;
    int count = view.scenarios().size() + 1;
    days = seconds / DAY_SECONDS;
    years = seconds / YEAR_SECONDS;
    long left = Math.max(seconds - view.parameters().shocks().liquidationSeconds(), 0);
    yearsAfterLiquidation = left / YEAR_SECONDS;
    logMoneyness = Logarithm.log(forwardNow / strike);
    forward = new double[count];
    logForward = new double[count];
    deviation = new double[count];
    discount = new double[count];
    forward[0] = forwardNow;
    logForward[0] = logMoneyness;
    for (int i = 1; i < count; i++) {
      forward[i] = forwardNow * view.scenarios().get(i - 1).multiplier();
      logForward[i] = logMoneyness + view.logMultiplier(i - 1);
    }
    Arrays.fill(discount, Exponential.exp(-view.rate() * yearsAfterLiquidation));
    discount[0] = Exponential.exp(-view.rate() * years);
  }

  /** ln(forward / strike) now. */
  double logMoneyness() {
    return logMoneyness;
  }

  /**
   * Applies each scenario's rule to this strike's volatility. Without a call the option is worth
   * its payoff.
   */
  void setVolatility(double volatility) {
    double root = Math.sqrt(yearsAfterLiquidation);
    double shock = shockScale();
    for (int i = 1; i < deviation.length; i++) {
      deviation[i] = shocked(volatility, shock, i - 1) * root;
    }
    deviation[0] = volatility * Math.sqrt(years);
  }

  void price(double side, double[] result, Work work) {
    Black76.prices(
        side, strike, forward, logForward, deviation, discount, result, work, deviation.length);
  }

  private double shocked(double volatility, double shock, int scenario) {
    var v = view.parameters().volatility();
    return switch (view.scenarios().get(scenario).volRule()) {
      case NONE, BASIS -> volatility;
      case UP -> Math.max(v.leastUpE9() / 1e9, volatility * (1 + v.upE9() / 1e9 * shock));
      case DOWN -> volatility * Math.max(0, 1 - v.downE9() / 1e9 * shock);
      case SKEW_LINEAR -> volatility * skew(-logMoneyness);
      case SKEW_ABSOLUTE -> volatility * skew(Math.abs(logMoneyness));
    };
  }

  /** (30 / days to expiry)^p: short options' volatility moves more. */
  private double shockScale() {
    var v = view.parameters().volatility();
    long powerE9 = days <= REFERENCE_DAYS ? v.powerShortE9() : v.powerLongE9();
    double floored = Math.max(days, (double) v.floorDays());
    return Logarithm.power(REFERENCE_DAYS / floored, powerE9 / 1e9);
  }

  private double skew(double k) {
    var s = view.parameters().skew();
    double root = Math.sqrt(years);
    double cap = Math.max(0, s.capBaseE9() / 1e9 + s.capSlopeE9() / 1e9 * root);
    double width = Math.max(LEAST_SKEW_WIDTH, SKEW_WIDTH * root);
    return Math.max(0, 1 + Math.min(Math.max(k * cap / width, -cap), cap));
  }
}
