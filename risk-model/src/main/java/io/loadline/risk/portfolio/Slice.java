package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Limits;
import java.math.BigInteger;

/** Forward and smile of one expiry. */
public record Slice(long expirySeconds, BigInteger forwardUsdE8, Smile smile) {
  public Slice {
    Limits.uint63(expirySeconds, "slice expiry");
    Limits.uint128(forwardUsdE8, "forward");
  }
}
