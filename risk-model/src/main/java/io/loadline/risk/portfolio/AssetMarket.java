package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Limits;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * What the feed contract says of one asset; slices in rising order of expiry, those of past
 * expiries with the settlement price as their forward.
 *
 * @param confidenceE9 10^9 is certain
 * @param fundingE9 what a long perpetual pays a short over 8 hours, as a share of its notional
 * @param dailyVolumeUsd traded per day, in whole dollars; 0 if unknown
 * @param redemptionE9 units of the underlying that one unit of a wrapped or staked token redeems
 *     for; 0 if unknown
 */
public record AssetMarket(
    Asset asset,
    BigInteger feedSpotUsdE8,
    long confidenceE9,
    long timeSeconds,
    long rateE9,
    long fundingE9,
    BigInteger dailyVolumeUsd,
    long redemptionE9,
    List<Slice> slices) {
  public AssetMarket {
    Limits.uint128(feedSpotUsdE8, "feed spot");
    Limits.uint32(confidenceE9, "feed confidence");
    Limits.uint63(timeSeconds, "feed time");
    Limits.uint128(dailyVolumeUsd, "daily volume");
    Limits.uint63(redemptionE9, "redemption ratio");
    slices =
        Limits.rising(slices, Comparator.comparingLong(Slice::expirySeconds), "slice expiries");
  }
}
