package io.loadline.risk.pricing;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.ParameterSet;
import java.math.BigInteger;

/** Values of what belongs to no book: dollars, stablecoins, and what nobody knows. */
final class CashLike {
  private static final Asset USD = new Asset("USD");
  private static final long ONE_USD_E6 = 1_000_000;
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final BigInteger FIFTY = BigInteger.valueOf(50);

  private CashLike() {}

  static Valuation value(Instrument instrument, ParameterSet parameters, UsedPrices prices) {
    var asset = instrument.asset();
    boolean isDollar = asset.equals(USD);
    boolean isStable = parameters.stables().stream().anyMatch(s -> s.asset().equals(asset));
    boolean isCash = instrument.kind() == InstrumentKind.CASH;
    if (!(isCash || Books.isSpotLike(instrument.kind())) || !(isDollar || isStable)) {
      return new Valuation.Unvaluable(
          "the rules have no parameters for %s of %s".formatted(instrument.kind(), asset));
    }
    if (isDollar) {
      return new Valuation.Cash(ONE_USD_E6);
    }
    var price = prices.of(asset);
    if (price.isEmpty() || !price.get().isUsable()) {
      return new Valuation.Unvaluable(noPrice(asset));
    }
    var mark = hundredthHalfEven(price.get().priceUsdE8());
    return mark.bitLength() >= Long.SIZE
        ? new Valuation.Unvaluable("the price of " + asset + " is 2^63 millionths or more")
        : new Valuation.Cash(mark.longValueExact());
  }

  static String noPrice(Asset asset) {
    return "the price of %s is missing or below 0.01 USD".formatted(asset);
  }

  private static BigInteger hundredthHalfEven(BigInteger value) {
    var parts = value.divideAndRemainder(HUNDRED);
    int half = parts[1].compareTo(FIFTY);
    boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
    return up ? parts[0].add(BigInteger.ONE) : parts[0];
  }
}
