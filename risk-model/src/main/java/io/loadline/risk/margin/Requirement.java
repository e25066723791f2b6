package io.loadline.risk.margin;

import io.loadline.risk.rules.NetworkParameters;
import java.math.BigInteger;

/** From core and added charges in 1e-24 USD to what an account must hold beside its venues. */
final class Requirement {
  private final BigInteger imFactorE9;
  private final BigInteger mmFactorE9;
  private final BigInteger imAddE9;

  Requirement(NetworkParameters network) {
    imFactorE9 = BigInteger.valueOf(network.imFactorE9());
    mmFactorE9 = BigInteger.valueOf(network.mmFactorE9());
    imAddE9 = BigInteger.valueOf(network.imAddE9());
  }

  /** {@code added} with what initial margin alone adds. */
  BigInteger initialChargesUsdE24(BigInteger core, BigInteger added) {
    return Rounding.shareUp(core, imFactorE9).add(Rounding.shareUp(added, imAddE9));
  }

  /** {@code added} without what initial margin alone adds. */
  BigInteger maintenanceChargesUsdE24(BigInteger core, BigInteger added) {
    return Rounding.shareUp(core, mmFactorE9).add(added);
  }

  static BigInteger usdE6(BigInteger chargesUsdE24, BigInteger creditUsdE24) {
    var requirement = chargesUsdE24.subtract(creditUsdE24);
    return requirement.signum() <= 0
        ? BigInteger.ZERO
        : Rounding.divideUp(requirement, Rounding.ONE_E18);
  }
}
