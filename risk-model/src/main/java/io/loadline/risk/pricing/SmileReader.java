package io.loadline.risk.pricing;

import io.loadline.risk.kernel.Logarithm;
import io.loadline.risk.portfolio.Smile;
import java.util.Optional;

/** Turns the smile of a feed into volatilities, if it is free of arbitrage up to the tolerance. */
final class SmileReader {
  private static final double GREATEST_VOLATILITY = 20;

  private SmileReader() {}

  /** Empty if the slice is refused. */
  static Optional<SliceSmile> read(Smile smile, double fit, double years, double tolerance) {
    return switch (smile) {
      case Smile.Svi svi -> svi(svi, tolerance);
      case Smile.Quotes quotes -> quoted(quotes, fit, years, tolerance);
    };
  }

  private static Optional<SliceSmile> svi(Smile.Svi given, double tolerance) {
    var smile =
        new SliceSmile.Svi(
            given.aE12() / 1e12,
            given.bE12() / 1e12,
            given.rhoE12() / 1e12,
            given.mE12() / 1e12,
            given.sigmaE12() / 1e12,
            Time.years(given.tauSeconds()));
    return SviShape.isFreeOfArbitrage(smile, tolerance) ? Optional.of(smile) : Optional.empty();
  }

  private static Optional<SliceSmile> quoted(
      Smile.Quotes given, double fit, double years, double tolerance) {
    int count = given.quotes().size();
    if (count == 0) {
      return Optional.empty();
    }
    var strikes = new double[count];
    var nodes = new double[count];
    var volatilities = new double[count];
    for (int i = 0; i < count; i++) {
      var quote = given.quotes().get(i);
      strikes[i] = quote.strikeUsdE8().doubleValue() / 1e8;
      volatilities[i] = quote.volE9() / 1e9;
      boolean rises = strikes[i] > (i == 0 ? 0 : strikes[i - 1]);
      if (!rises || !(volatilities[i] > 0 && volatilities[i] <= GREATEST_VOLATILITY)) {
        return Optional.empty();
      }
      nodes[i] = Logarithm.log(strikes[i] / fit);
    }
    return SmileRepair.repair(strikes, volatilities, fit, years, tolerance)
        ? Optional.of(new SliceSmile.Quoted(nodes, volatilities))
        : Optional.empty();
  }
}
