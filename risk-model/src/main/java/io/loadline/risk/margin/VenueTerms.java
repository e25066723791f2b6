package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Asset;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What the model needs of one venue.
 *
 * @param exitSeconds time until money can leave its chain
 * @param creditE9 share of a positive value that pays for other venues
 * @param creditCapUsdE24 most of that value that counts; empty without a cap
 * @param coin what it settles in
 * @param stressE9 charge on credited value, for the stablecoins held there
 * @param depegE9 surcharge on the venue's core, for the distance of {@code coin} from one dollar
 */
record VenueTerms(
    VenueId id,
    long exitSeconds,
    long creditE9,
    Optional<BigInteger> creditCapUsdE24,
    Asset coin,
    long stressE9,
    BigInteger depegE9) {

  /** What a net liquidation value there is worth against charges; debts count in full. */
  BigInteger creditUsdE24(BigInteger valueUsdE24) {
    if (valueUsdE24.signum() <= 0) {
      return valueUsdE24;
    }
    var counted = creditCapUsdE24.map(valueUsdE24::min).orElse(valueUsdE24);
    return Rounding.shareDown(counted, BigInteger.valueOf(creditE9));
  }

  /** What a credited amount may lose with the stablecoins that it is held in. */
  BigInteger stressUsdE24(BigInteger creditUsdE24) {
    return stressE9 == 0
        ? BigInteger.ZERO
        : Rounding.shareUp(creditUsdE24.max(BigInteger.ZERO), stressE9);
  }

  BigInteger depegUsdE24(BigInteger coreUsdE24) {
    return depegE9.signum() == 0 ? BigInteger.ZERO : Rounding.shareUp(coreUsdE24, depegE9);
  }
}
