package io.loadline.risk.margin;

import java.math.BigInteger;

/**
 * The short option minimum: options sold far out of the money have risk arrays near zero and a real
 * risk of gaps. What is short at one expiry and strike, calls and puts and all venues together, is
 * naked.
 */
final class ShortOptions {
  private static final int FREE_DECIMALS = 7;

  private ShortOptions() {}

  /** Rate in 1e-9, price in 1e-8, lots in 10^-lotDecimals: 1e-24 USD is 10^(7 - lotDecimals). */
  static BigInteger usdE24(
      BigInteger nakedLots, BigInteger rateE9, BigInteger priceUsdE8, int lotDecimals) {
    if (nakedLots.signum() == 0 || rateE9.signum() == 0) {
      return BigInteger.ZERO;
    }
    var product = nakedLots.multiply(rateE9).multiply(priceUsdE8);
    return lotDecimals <= FREE_DECIMALS
        ? product.multiply(BigInteger.TEN.pow(FREE_DECIMALS - lotDecimals))
        : Rounding.divideUp(product, BigInteger.TEN.pow(lotDecimals - FREE_DECIMALS));
  }
}
