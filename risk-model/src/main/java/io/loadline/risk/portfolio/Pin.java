package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Limits;

/** The finalized block of one chain at which a round reads everything. */
public record Pin(long chainId, long number, Bytes32 hash, long timeSeconds) {
  public Pin {
    Limits.uint63(chainId, "pin chain id");
    Limits.uint63(number, "pin block number");
    Limits.uint63(timeSeconds, "pin block time");
  }
}
