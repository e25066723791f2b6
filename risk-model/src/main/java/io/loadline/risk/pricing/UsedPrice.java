package io.loadline.risk.pricing;

import io.loadline.risk.portfolio.ObservedPrice;
import java.math.BigInteger;

/**
 * A price that the model uses: docs/crypto-span-1.md section 4.
 *
 * @param spreadUsdE8 half the range of what was observed; 0 if the price is carried
 * @param carried from an earlier round; what it is capped at may be carried without that
 */
public record UsedPrice(BigInteger priceUsdE8, BigInteger spreadUsdE8, boolean carried) {
  /** Below 0.01 USD the rounding to 1e-6 USD is no longer small. */
  private static final BigInteger LEAST_E8 = BigInteger.valueOf(1_000_000);

  static UsedPrice observed(ObservedPrice price) {
    return new UsedPrice(price.priceUsdE8(), price.spreadUsdE8(), false);
  }

  static UsedPrice carried(BigInteger priceUsdE8) {
    return new UsedPrice(priceUsdE8, BigInteger.ZERO, true);
  }

  /** This price, or what the token redeems for if that is less. */
  UsedPrice cappedAt(BigInteger redemptionUsdE8) {
    return new UsedPrice(priceUsdE8.min(redemptionUsdE8), spreadUsdE8, carried);
  }

  /** Whether an asset with this price has a value. */
  public boolean isUsable() {
    return priceUsdE8.compareTo(LEAST_E8) >= 0;
  }

  double usd() {
    return priceUsdE8.doubleValue() / 1e8;
  }
}
