package io.loadline.risk.rules;

import io.loadline.risk.portfolio.Asset;

/**
 * A stablecoin that venues settle in.
 *
 * @param stressE9 charge on the value that a venue settling in it is credited with, in billionths
 */
public record StableAsset(Asset asset, long stressE9) {
  public StableAsset {
    Limit.share(stressE9, "stressE9");
  }
}
