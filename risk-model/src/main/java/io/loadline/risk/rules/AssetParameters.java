package io.loadline.risk.rules;

import io.loadline.risk.bytes.Limits;
import io.loadline.risk.portfolio.Asset;

/**
 * Risk parameters of one asset; E9 values are billionths.
 *
 * @param quantumBits values are rounded to 2^-quantumBits USD
 * @param lotDecimals quantities are cut to lots of 10^-lotDecimals units
 * @param psrE9 price-scan range over 24 hours, of spot
 * @param tailWeightE9 c of the tail weight min(1, c PSR / |m - 1|)
 * @param volFloorDays shortest time to expiry that volatility shocks are scaled with
 * @param shortOptionE9 short option minimum, of spot, per naked short unit
 * @param liquidationSeconds time to close a book; options are repriced that much later
 * @param fixedMarginE9 rate of the fixed-percentage comparison, of notional
 */
public record AssetParameters(
    Asset asset,
    int quantumBits,
    int lotDecimals,
    long psrE9,
    long tailWeightE9,
    long volUpE9,
    long volDownE9,
    long volPowerShortE9,
    long volPowerLongE9,
    long volFloorDays,
    long minVolUpE9,
    long skewCapBaseE9,
    long skewCapSlopeE9,
    long shortOptionE9,
    long liquidationSeconds,
    long fixedMarginE9) {
  private static final int MAX_QUANTUM_BITS = 50;
  private static final int MAX_LOT_DECIMALS = 12;
  private static final long TEN = 10_000_000_000L;
  private static final long ONE = 1_000_000_000L;
  private static final long YEAR_DAYS = 365;
  private static final long MAX_LIQUIDATION_SECONDS = 30L * 86_400;

  public AssetParameters {
    Limits.index(quantumBits, MAX_QUANTUM_BITS + 1, "quantumBits");
    Limits.index(lotDecimals, MAX_LOT_DECIMALS + 1, "lotDecimals");
    inRange(psrE9, 1, ONE, "psrE9");
    inRange(tailWeightE9, 0, TEN, "tailWeightE9");
    inRange(volUpE9, 0, TEN, "volUpE9");
    inRange(volDownE9, 0, ONE, "volDownE9");
    inRange(volPowerShortE9, 0, ONE, "volPowerShortE9");
    inRange(volPowerLongE9, 0, ONE, "volPowerLongE9");
    inRange(volFloorDays, 1, YEAR_DAYS, "volFloorDays");
    inRange(minVolUpE9, 0, TEN, "minVolUpE9");
    inRange(skewCapBaseE9, 0, ONE, "skewCapBaseE9");
    inRange(skewCapSlopeE9, -ONE, ONE, "skewCapSlopeE9");
    inRange(shortOptionE9, 0, ONE, "shortOptionE9");
    inRange(liquidationSeconds, 0, MAX_LIQUIDATION_SECONDS, "liquidationSeconds");
    inRange(fixedMarginE9, 0, ONE, "fixedMarginE9");
  }

  private static void inRange(long value, long low, long high, String name) {
    Limits.require(value >= low && value <= high, name, value);
  }
}
