package io.loadline.risk.pricing;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.ParameterSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Market data of every asset and related token of the parameters. Good data has a spot, and if it
 * has live slices, one of them is accepted; carried data is judged no further.
 */
final class UsedMarkets {
  private final long anchorTimeSeconds;
  private final Map<Asset, AssetMarket> current = new HashMap<>();
  private final Map<Asset, AssetMarket> carried = new HashMap<>();
  private final TreeMap<Asset, UsedMarket> used = new TreeMap<>(Comparator.naturalOrder());

  UsedMarkets(Snapshot snapshot, ParameterSet parameters) {
    anchorTimeSeconds = snapshot.anchorTimeSeconds();
    snapshot.market().forEach(market -> current.put(market.asset(), market));
    for (var prior : snapshot.carried().assets()) {
      prior.market().ifPresent(market -> carried.put(prior.asset(), market));
    }
    var toleranceE9 = new HashMap<Asset, Long>();
    for (var asset : parameters.assets()) {
      toleranceE9.put(asset.asset(), asset.volatility().smileToleranceE9());
      choose(asset.asset(), asset.volatility().smileToleranceE9());
    }
    for (var related : parameters.related()) {
      choose(related.asset(), toleranceE9.getOrDefault(related.underlying(), 0L));
    }
  }

  UsedMarket of(Asset asset) {
    return used.getOrDefault(asset, UsedMarket.NEVER);
  }

  private void choose(Asset asset, long toleranceE9) {
    var now = current.get(asset);
    var slices = now == null ? null : new SliceAcceptance(now, anchorTimeSeconds, toleranceE9);
    boolean refused = slices != null && slices.hasRefused();
    boolean hasSpot = now != null && now.feedSpotUsdE8().signum() > 0;
    if (now != null && slices != null && hasSpot && slices.isGood()) {
      used.put(asset, UsedMarket.current(now, slices));
      return;
    }
    used.put(asset, before(carried.get(asset), toleranceE9, refused));
  }

  private UsedMarket before(@Nullable AssetMarket market, long toleranceE9, boolean refused) {
    return market == null
        ? UsedMarket.never(refused)
        : UsedMarket.carried(
            market, new SliceAcceptance(market, anchorTimeSeconds, toleranceE9), refused);
  }
}
