package io.loadline.node.round;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.rules.ParameterSet;
import java.util.HashMap;
import java.util.Map;

/**
 * How old a price may be to be called fresh: an operator says nothing of one that is older, and an
 * asset that too few speak of has no price, which halts it. Three heartbeats, of a related token
 * those of its underlying: beyond that its market is no longer believed either. Stablecoins have no
 * heartbeat; their feeds answer at least once a day and are given an hour more.
 */
final class PriceAge {
  static final long WITHOUT_HEARTBEAT_SECONDS = 25 * 3_600;
  private static final long HEARTBEATS = 3;

  private final Map<Asset, Long> mostSeconds = new HashMap<>();

  PriceAge(ParameterSet parameters) {
    for (var each : parameters.assets()) {
      mostSeconds.put(each.asset(), HEARTBEATS * each.breaker().heartbeatSeconds());
    }
    for (var token : parameters.related()) {
      Long most = mostSeconds.get(token.underlying());
      if (most != null) {
        mostSeconds.put(token.asset(), most);
      }
    }
  }

  /**
   * Whether a price is fresh enough.
   *
   * @param timeSeconds when its source last changed it
   * @param anchorTimeSeconds of the block that the round stands at; the price may be newer
   */
  boolean isFresh(Asset asset, long timeSeconds, long anchorTimeSeconds) {
    return anchorTimeSeconds - timeSeconds
        <= mostSeconds.getOrDefault(asset, WITHOUT_HEARTBEAT_SECONDS);
  }
}
