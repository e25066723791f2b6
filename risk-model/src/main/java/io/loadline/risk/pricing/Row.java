package io.loadline.risk.pricing;

import io.loadline.risk.rules.VolRule;
import java.math.BigInteger;
import java.util.Optional;

/**
 * One row of an asset's scan. Of two columns the worse counts, expiry by expiry.
 *
 * @param weightE9 share of the loss that counts, in billionths
 * @param multiplier of spot
 * @param firstColumn its place in every {@link Valuation.RiskArray} of the asset
 * @param columns 1 or 2
 * @param pin in a pin row: where the options of one expiry end
 */
public record Row(
    long weightE9,
    int block,
    VolRule volRule,
    double multiplier,
    int firstColumn,
    int columns,
    Optional<Pin> pin) {

  /** An expiry's options are worth their payoff at this strike. */
  public record Pin(long expirySeconds, BigInteger strikeUsdE8) {
    double strikeUsd() {
      return strikeUsdE8.doubleValue() / 1e8;
    }
  }
}
