package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Limits;
import java.math.BigInteger;

/**
 * A token that a GCM on that chain holds as collateral.
 *
 * @param supply all of it there is on that chain, in its smallest unit, at most 2^128 - 1; 0 if
 *     unknown
 */
public record CollateralToken(long chainId, Address token, int decimals, BigInteger supply) {
  /** Beyond this, a uint128 balance would be worth nothing; no real token comes near. */
  public static final int MAX_DECIMALS = 36;

  public CollateralToken {
    Limits.uint63(chainId, "collateral chain id");
    Limits.index(decimals, MAX_DECIMALS + 1, "token decimals");
    Limits.uint128(supply, "token supply");
  }
}
