package io.loadline.chain.contracts;

import io.loadline.risk.bytes.Limits;
import java.math.BigInteger;

/** A FROST signature as the contract takes it: the point R, uncompressed, and the scalar z. */
public record GroupSignature(BigInteger rx, BigInteger ry, BigInteger z) {
  public GroupSignature {
    Limits.uint256(rx, "signature R.x");
    Limits.uint256(ry, "signature R.y");
    Limits.uint256(z, "signature z");
  }
}
