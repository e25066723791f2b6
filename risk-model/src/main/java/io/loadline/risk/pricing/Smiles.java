package io.loadline.risk.pricing;

import io.loadline.risk.kernel.Logarithm;
import io.loadline.risk.kernel.RawSvi;
import io.loadline.risk.portfolio.Smile;
import java.math.BigInteger;
import java.util.OptionalDouble;

/** Volatility of one strike: raw SVI, or quotes linear in ln(strike) with flat wings. */
final class Smiles {
  private static final double YEAR_SECONDS = 31_536_000;

  private Smiles() {}

  /** Empty if the smile's parameters do not describe one. {@code k} is ln(strike / forward). */
  static OptionalDouble volatility(Smile smile, BigInteger strikeUsdE8, double k) {
    return switch (smile) {
      case Smile.Quotes quotes -> quoted(quotes, strikeUsdE8);
      case Smile.Svi svi -> fromSvi(svi, k);
    };
  }

  private static OptionalDouble fromSvi(Smile.Svi svi, double k) {
    double a = svi.aE12() / 1e12;
    double b = svi.bE12() / 1e12;
    double rho = svi.rhoE12() / 1e12;
    double m = svi.mE12() / 1e12;
    double sigma = svi.sigmaE12() / 1e12;
    if (svi.tauSeconds() == 0 || !RawSvi.isValid(a, b, rho, sigma)) {
      return OptionalDouble.empty();
    }
    double tau = svi.tauSeconds() / YEAR_SECONDS;
    return OptionalDouble.of(Math.sqrt(RawSvi.totalVariance(a, b, rho, m, sigma, k) / tau));
  }

  private static OptionalDouble quoted(Smile.Quotes smile, BigInteger strikeUsdE8) {
    var quotes = smile.quotes();
    int right = 0;
    while (right < quotes.size() && quotes.get(right).strikeUsdE8().compareTo(strikeUsdE8) < 0) {
      right++;
    }
    if (right == 0 || right == quotes.size()) {
      int end = right == 0 ? 0 : right - 1;
      return OptionalDouble.of(quotes.get(end).volE9() / 1e9);
    }
    var low = quotes.get(right - 1);
    var high = quotes.get(right);
    double lowLog = Logarithm.log(low.strikeUsdE8().doubleValue());
    double highLog = Logarithm.log(high.strikeUsdE8().doubleValue());
    double share = (Logarithm.log(strikeUsdE8.doubleValue()) - lowLog) / (highLog - lowLog);
    double lowVol = low.volE9() / 1e9;
    double highVol = high.volE9() / 1e9;
    return OptionalDouble.of(lowVol + share * (highVol - lowVol));
  }
}
