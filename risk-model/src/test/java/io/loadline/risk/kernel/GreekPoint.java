package io.loadline.risk.kernel;

import static io.loadline.risk.kernel.GoldenPoints.number;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** One row of kernel-greeks.json. */
record GreekPoint(JsonNode row) {
  static final List<String> NAMES =
      List.of("delta", "gamma", "vega", "vanna", "volga", "charm", "theta");

  private static final int FIRST_OUTPUT = 7;

  double side() {
    return GoldenPoints.side(row);
  }

  double forward() {
    return number(row, 1);
  }

  double strike() {
    return number(row, 2);
  }

  double volatility() {
    return number(row, 3);
  }

  double years() {
    return number(row, 4);
  }

  double rate() {
    return number(row, 5);
  }

  double discount() {
    return number(row, 6);
  }

  double logMoneyness() {
    return Logarithm.log(forward() / strike());
  }

  double deviation() {
    return volatility() * Math.sqrt(years());
  }

  double value() {
    return Black76.price(side(), forward(), strike(), logMoneyness(), deviation(), discount());
  }

  double expected(int greek) {
    return number(row, FIRST_OUTPUT + greek);
  }

  List<Double> computed() {
    return values(
        Greeks.of(
            side(),
            forward(),
            strike(),
            logMoneyness(),
            volatility(),
            years(),
            rate(),
            discount()));
  }

  static List<Double> values(Greeks g) {
    return List.of(g.delta(), g.gamma(), g.vega(), g.vanna(), g.volga(), g.charm(), g.theta());
  }

  /**
   * What an error is measured against. Vanna, volga, charm and theta change sign; there a factor d1
   * or d2 counts as at least 1 and a sum as the sum of its parts' sizes.
   */
  double scale(int greek) {
    double d1 = logMoneyness() / deviation() + 0.5 * deviation();
    double size1 = Math.max(1, Math.abs(d1));
    double size2 = Math.max(1, Math.abs(d1 - deviation()));
    double gamma = expected(1);
    double vega = expected(2);
    return switch (NAMES.get(greek)) {
      case "vanna" -> gamma * forward() * Math.sqrt(years()) * size2;
      case "volga" -> vega * size1 * size2 / volatility();
      case "charm" ->
          rate() * Math.abs(expected(0)) + gamma * forward() * deviation() * size2 / (2 * years());
      case "theta" -> rate() * value() + vega * volatility() / (2 * years());
      default -> Math.abs(expected(greek));
    };
  }

  /** Where the published accuracy holds: a deviation of 0.1 and a price above 1e-10 of F. */
  boolean isInside() {
    return deviation() >= 0.1 && value() > 1e-10 * discount() * forward();
  }

  /**
   * Whether more than 1e-10 of F is left besides the payoff: without it most greeks are nothing.
   */
  boolean hasTimeValue() {
    double side = forward() < strike() ? 1 : -1;
    double timeValue =
        Black76.price(side, forward(), strike(), logMoneyness(), deviation(), discount());
    return timeValue > 1e-10 * discount() * forward();
  }
}
