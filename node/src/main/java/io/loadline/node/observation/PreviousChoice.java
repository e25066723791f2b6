package io.loadline.node.observation;

import io.loadline.risk.bytes.Bytes32;
import java.math.BigInteger;

/**
 * The report that a round names as its previous one.
 *
 * @param participation bit i: member i's COMMIT is in a certificate that was shown for it
 */
public record PreviousChoice(Bytes32 digest, long height, BigInteger participation) {
  /** No operator knows a signed report: the network's first round. */
  public static final PreviousChoice NONE = new PreviousChoice(Bytes32.ZERO, 0, BigInteger.ZERO);
}
