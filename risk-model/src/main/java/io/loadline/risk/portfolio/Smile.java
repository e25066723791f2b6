package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Limits;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** Implied volatility of one expiry by strike. */
public sealed interface Smile {

  /** Quoted volatilities at strikes, rising; without any, or with a strike of 0, none is read. */
  record Quotes(List<Quote> quotes) implements Smile {
    public Quotes {
      quotes = Limits.rising(quotes, Comparator.comparing(Quote::strikeUsdE8), "quoted strikes");
    }
  }

  record Quote(BigInteger strikeUsdE8, long volE9) {
    public Quote {
      Limits.uint128(strikeUsdE8, "quoted strike");
      Limits.uint63(volE9, "quoted volatility");
    }
  }

  /**
   * Raw SVI: total variance {@code a + b (rho (k - m) + sqrt((k - m)^2 + sigma^2))} at {@code k =
   * ln(K/F)}.
   */
  record Svi(long aE12, long bE12, long rhoE12, long mE12, long sigmaE12, long tauSeconds)
      implements Smile {
    public Svi {
      Limits.uint63(tauSeconds, "SVI tau");
    }
  }
}
