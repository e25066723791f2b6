package io.loadline.risk.rules;

import io.loadline.risk.portfolio.Asset;

/**
 * A wrapped or staked token: it belongs to the book of its underlying.
 *
 * @param haircutMmE9 charge for the difference between the two, of its value, in billionths
 * @param haircutImE9 what initial margin charges on top
 */
public record RelatedAsset(Asset asset, Asset underlying, long haircutMmE9, long haircutImE9) {
  public RelatedAsset {
    Limit.share(haircutMmE9, "haircutMmE9");
    Limit.share(haircutImE9, "haircutImE9");
    Limit.require(
        haircutMmE9 + haircutImE9 <= Limit.ONE_E9,
        "haircutImE9",
        haircutImE9,
        "at most 10^9 - haircutMmE9");
  }
}
