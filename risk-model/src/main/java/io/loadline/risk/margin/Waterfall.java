package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.List;

/**
 * Why a requirement is what it is. {@code initial = max(0, chargesIm - sum of net liquidation
 * values)}; values are rounded down, charges up, to 1e-6 USD, the requirement itself is computed
 * from the exact amounts.
 */
public record Waterfall(
    List<AssetCharge> assets,
    BigInteger chargesImUsdE6,
    BigInteger chargesMmUsdE6,
    List<VenueValue> venues,
    AccountMargin margin,
    BigInteger fixedPercentageUsdE6) {

  /** What stands at one venue, and what it would ask for alone. */
  public record VenueValue(
      VenueId venue, BigInteger netLiquidationUsdE6, BigInteger isolatedUsdE6) {}
}
