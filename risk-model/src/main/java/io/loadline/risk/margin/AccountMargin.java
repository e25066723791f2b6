package io.loadline.risk.margin;

import io.loadline.risk.bytes.Bytes32;
import java.math.BigInteger;

/**
 * Requirements of one account in 1e-6 USD, rounded up.
 *
 * @param flags of docs/formats.md section 3, as far as positions cause them
 */
public record AccountMargin(
    Bytes32 account,
    BigInteger initialUsdE6,
    BigInteger maintenanceUsdE6,
    BigInteger isolatedUsdE6,
    long flags) {
  public static final long FLAG_DATA_MISSING = 1;
  public static final long FLAG_OVERFLOW = 2;
  public static final long FLAG_CAUTION = 4;
  public static final long FLAG_HALT = 8;
  public static final long FLAG_UNVALUED = 16;

  private static final BigInteger ONE_E9 = BigInteger.valueOf(1_000_000_000L);

  /** What an account that overflows the model must hold: more than there is. */
  public static final BigInteger GREATEST_USD_E6 =
      BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

  /** The price or market of something held is carried or missing. */
  public boolean dataMissing() {
    return (flags & FLAG_DATA_MISSING) != 0;
  }

  public boolean overflow() {
    return (flags & FLAG_OVERFLOW) != 0;
  }

  /** Something held has no value. */
  public boolean unvalued() {
    return (flags & FLAG_UNVALUED) != 0;
  }

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
