package io.loadline.risk.margin;

import io.loadline.risk.bytes.Bytes32;
import java.math.BigInteger;

/** Requirements of one account in 1e-6 USD, rounded up. */
public record AccountMargin(
    Bytes32 account,
    BigInteger initialUsdE6,
    BigInteger maintenanceUsdE6,
    BigInteger isolatedUsdE6,
    boolean dataMissing,
    boolean overflow) {
  private static final BigInteger ONE_E9 = BigInteger.valueOf(1_000_000_000L);

  /** What an account that overflows the model must hold: more than there is. */
  public static final BigInteger GREATEST_USD_E6 =
      BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

  /**
   * Share of the isolated margin that netting across venues frees, in billionths, down; 0 if there
   * is none.
   */
  public long reliefE9() {
    return isolatedUsdE6.signum() == 0
        ? 0
        : isolatedUsdE6
            .subtract(initialUsdE6)
            .multiply(ONE_E9)
            .divide(isolatedUsdE6)
            .longValueExact();
  }
}
