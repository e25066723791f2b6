package io.loadline.risk.scenario;

import io.loadline.risk.bytes.Limits;
import io.loadline.risk.rules.VolRule;

/**
 * One row: the spot's multiplier, what happens to volatility, and the share of the loss that
 * counts, in billionths.
 */
public record Scenario(double multiplier, VolRule volRule, long weightE9) {
  public static final long FULL_WEIGHT_E9 = 1_000_000_000L;
  private static final double LEAST_MULTIPLIER = 0.01;

  public Scenario {
    Limits.require(multiplier >= LEAST_MULTIPLIER, "multiplier", multiplier);
    Limits.require(weightE9 >= 0 && weightE9 <= FULL_WEIGHT_E9, "weight", weightE9);
    Limits.require(volRule != VolRule.BASIS, "volatility rule", volRule);
    Limits.require(!volRule.isSkew() || multiplier == 1, "multiplier of a skew row", multiplier);
  }
}
