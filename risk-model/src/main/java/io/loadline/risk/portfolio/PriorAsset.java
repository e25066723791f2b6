package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Limits;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a round takes over of one asset: the breaker's state and the newest good market data.
 *
 * @param state of the breaker, 0 to 2
 * @param calm rounds without a reason to leave the state, 0 to 255
 * @param timeSeconds anchor time of the newest round that observed a price
 * @param priceUsdE8 that price
 * @param window recent observed prices, at most {@value #MAX_WINDOW}
 * @param market the newest good feed data; empty if there never was any
 */
public record PriorAsset(
    Asset asset,
    int state,
    int calm,
    long timeSeconds,
    BigInteger priceUsdE8,
    List<TimedPrice> window,
    Optional<AssetMarket> market) {
  public static final int STATES = 3;
  public static final int MAX_CALM = 255;
  public static final int MAX_WINDOW = 64;

  public PriorAsset {
    Limits.index(state, STATES, "breaker state");
    Limits.index(calm, MAX_CALM + 1, "calm rounds");
    Limits.uint63(timeSeconds, "carried price time");
    Limits.uint128(priceUsdE8, "carried price");
    Limits.require(window.size() <= MAX_WINDOW, "length of the price window", window.size());
    window =
        Limits.rising(window, Comparator.comparingLong(TimedPrice::timeSeconds), "window times");
    Limits.require(
        market.isEmpty() || market.get().asset().equals(asset), "asset of carried market", asset);
  }

  /** An observed price and its round's anchor time. */
  public record TimedPrice(long timeSeconds, BigInteger priceUsdE8) {
    public TimedPrice {
      Limits.uint63(timeSeconds, "window time");
      Limits.uint128(priceUsdE8, "window price");
    }
  }
}
