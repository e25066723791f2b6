package io.loadline.risk.margin;

import io.loadline.risk.rules.AssetTopics;
import java.math.BigInteger;

/**
 * The price of size: what a book exceeds of the volume that it could close unseen moves the market
 * by the root of its share in a day's volume.
 */
final class Concentration {
  private static final BigInteger E24 = BigInteger.TEN.pow(24);
  private static final BigInteger E36 = BigInteger.TEN.pow(36);
  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private final BigInteger impactE18;
  private final BigInteger volumeUsdE24;
  private final BigInteger freeUsdE24;
  private final BigInteger capUsdE24;

  /** The market's volume counts if it is known and smaller. */
  Concentration(AssetTopics.Liquidity liquidity, BigInteger marketVolumeUsd) {
    impactE18 =
        BigInteger.valueOf(liquidity.impactE9())
            .multiply(BigInteger.valueOf(liquidity.dailyVolE9()));
    var listed = BigInteger.valueOf(liquidity.dailyVolumeUsd());
    var volume = marketVolumeUsd.signum() > 0 ? marketVolumeUsd.min(listed) : listed;
    volumeUsdE24 = volume.multiply(E24);
    freeUsdE24 = Rounding.shareDown(volumeUsdE24, BigInteger.valueOf(liquidity.freeVolumeE9()));
    capUsdE24 = BigInteger.valueOf(liquidity.positionCapUsd()).multiply(E24);
  }

  /** The charge on a book of this size. */
  BigInteger usdE24(BigInteger exposureUsdE24) {
    var excess = exposureUsdE24.subtract(freeUsdE24);
    if (excess.signum() <= 0 || impactE18.signum() == 0) {
      return BigInteger.ZERO;
    }
    var square = excess.pow(3).multiply(impactE18.pow(2));
    return Rounding.rootUp(Rounding.divideUp(square, volumeUsdE24.multiply(E36)));
  }

  /** Share of the charge that one unit of exposure bears. */
  static BigInteger shareE9(BigInteger chargeUsdE24, BigInteger exposureUsdE24) {
    return chargeUsdE24.signum() == 0
        ? BigInteger.ZERO
        : Rounding.divideUp(chargeUsdE24.multiply(Rounding.ONE_E9), exposureUsdE24);
  }

  /**
   * At most what another dollar costs a book up to the cap: one and a half times the rate there.
   */
  BigInteger slopeE9() {
    var excess = capUsdE24.subtract(freeUsdE24).max(BigInteger.ZERO);
    var square = Rounding.divideUp(excess.multiply(Rounding.ONE_E18), volumeUsdE24);
    var rateE9 = Rounding.divideUp(impactE18.multiply(Rounding.rootUp(square)), Rounding.ONE_E18);
    return Rounding.divideUp(rateE9.multiply(THREE), TWO);
  }
}
