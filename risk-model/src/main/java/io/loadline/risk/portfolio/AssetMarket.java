package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Limits;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** What the feed contract says of one asset; slices in rising order of expiry. */
public record AssetMarket(
    Asset asset,
    BigInteger feedSpotUsdE8,
    long confidenceE9,
    long timeSeconds,
    long rateE9,
    List<Slice> slices) {
  public AssetMarket {
    Limits.uint128(feedSpotUsdE8, "feed spot");
    Limits.uint32(confidenceE9, "feed confidence");
    Limits.uint63(timeSeconds, "feed time");
    slices =
        Limits.rising(slices, Comparator.comparingLong(Slice::expirySeconds), "slice expiries");
  }
}
