package io.loadline.risk.rules;

import io.loadline.risk.portfolio.Asset;
import java.util.OptionalInt;

/**
 * Risk parameters of one asset; E9 values are billionths. What each topic means: {@link
 * AssetTopics}; config/parameters/README.md lists all of them with unit, limits and source.
 *
 * @param group index of the group that the asset belongs to
 * @param quantumBits values are rounded to 2^-quantumBits USD
 * @param lotDecimals quantities are cut to lots of 10^-lotDecimals units
 * @param fixedMarginE9 rate of the fixed-percentage comparison, of notional
 */
public record AssetParameters(
    Asset asset,
    OptionalInt group,
    int quantumBits,
    int lotDecimals,
    AssetTopics.Shocks shocks,
    AssetTopics.Volatility volatility,
    AssetTopics.Skew skew,
    AssetTopics.Discounts discounts,
    AssetTopics.Basis basis,
    AssetTopics.NearExpiry nearExpiry,
    AssetTopics.ShortOption shortOption,
    AssetTopics.Contingency contingency,
    AssetTopics.Calendar calendar,
    AssetTopics.Liquidity liquidity,
    AssetTopics.Transfer transfer,
    AssetTopics.Breaker breaker,
    long fixedMarginE9) {
  private static final int MAX_QUANTUM_BITS = 50;
  private static final int MAX_LOT_DECIMALS = 12;

  public AssetParameters {
    Limit.between(quantumBits, 0, MAX_QUANTUM_BITS, "quantumBits");
    Limit.between(lotDecimals, 0, MAX_LOT_DECIMALS, "lotDecimals");
    Limit.share(fixedMarginE9, "fixedMarginE9");
  }

  /** What a scan needs; every other charge is switched off. */
  public static AssetParameters scanOnly(
      Asset asset,
      int quantumBits,
      int lotDecimals,
      AssetTopics.Shocks shocks,
      AssetTopics.Volatility volatility,
      AssetTopics.Skew skew,
      AssetTopics.ShortOption shortOption,
      long fixedMarginE9) {
    return new AssetParameters(
        asset,
        OptionalInt.empty(),
        quantumBits,
        lotDecimals,
        shocks,
        volatility,
        skew,
        AssetTopics.Discounts.OFF,
        AssetTopics.Basis.OFF,
        AssetTopics.NearExpiry.OFF,
        shortOption,
        AssetTopics.Contingency.OFF,
        AssetTopics.Calendar.OFF,
        AssetTopics.Liquidity.OFF,
        AssetTopics.Transfer.OFF,
        AssetTopics.Breaker.OFF,
        fixedMarginE9);
  }
}
