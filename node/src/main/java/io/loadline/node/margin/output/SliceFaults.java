package io.loadline.node.margin.output;

import io.loadline.risk.portfolio.Smile;
import java.math.BigDecimal;
import java.math.MathContext;

/** Says in words why a slice was refused; the model itself only says that it did. */
final class SliceFaults {
  private static final long MOST_VOL_E9 = 20_000_000_000L;
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final String ARBITRAGE =
      "its option prices allow arbitrage, alone or against the slice before";

  private SliceFaults() {}

  static String of(Smile smile) {
    return switch (smile) {
      case Smile.Quotes quotes ->
          quotes.quotes().stream().anyMatch(q -> q.volE9() == 0 || q.volE9() > MOST_VOL_E9)
              ? "a volatility is 0 or above 20"
              : ARBITRAGE;
      case Smile.Svi svi -> svi(svi);
    };
  }

  private static String svi(Smile.Svi svi) {
    if (svi.bE12() < 0) {
      return "b is negative";
    }
    if (svi.sigmaE12() <= 0) {
      return "sigma is not positive";
    }
    BigDecimal rho = BigDecimal.valueOf(svi.rhoE12(), 12);
    if (rho.abs().compareTo(ONE) >= 0) {
      return "rho is not between -1 and 1";
    }
    BigDecimal least =
        ONE.subtract(rho.multiply(rho))
            .sqrt(MathContext.DECIMAL64)
            .multiply(BigDecimal.valueOf(svi.bE12(), 12))
            .multiply(BigDecimal.valueOf(svi.sigmaE12(), 12))
            .add(BigDecimal.valueOf(svi.aE12(), 12));
    return least.signum() < 0 ? "its least variance is negative" : ARBITRAGE;
  }
}
