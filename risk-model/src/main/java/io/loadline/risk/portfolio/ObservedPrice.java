package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Limits;
import java.math.BigInteger;

/** The operators' median of fresh prices, and half their range: the spot of the model. */
public record ObservedPrice(Asset asset, BigInteger priceUsdE8, BigInteger spreadUsdE8) {
  public ObservedPrice {
    Limits.uint128(priceUsdE8, "observed price");
    Limits.uint128(spreadUsdE8, "observed spread");
  }
}
