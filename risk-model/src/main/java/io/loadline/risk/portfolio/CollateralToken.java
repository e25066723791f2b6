package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Limits;

/** A token that a GCM on that chain holds as collateral. */
public record CollateralToken(long chainId, Address token, int decimals) {
  /** Beyond this, a uint128 balance would be worth nothing; no real token comes near. */
  public static final int MAX_DECIMALS = 36;

  public CollateralToken {
    Limits.uint63(chainId, "collateral chain id");
    Limits.index(decimals, MAX_DECIMALS + 1, "token decimals");
  }
}
