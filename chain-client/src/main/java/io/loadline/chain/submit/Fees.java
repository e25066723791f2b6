package io.loadline.chain.submit;

import java.math.BigInteger;

/** EIP-1559 fees per gas, in wei. */
public record Fees(BigInteger maxFeeWei, BigInteger maxPriorityFeeWei) {
  public Fees {
    if (maxPriorityFeeWei.signum() < 0 || maxFeeWei.compareTo(maxPriorityFeeWei) < 0) {
      throw new IllegalArgumentException(
          "fees need 0 <= priority <= max, were %s and %s".formatted(maxPriorityFeeWei, maxFeeWei));
    }
  }
}
