package io.loadline.node.bundle;

import io.loadline.risk.bytes.Bytes32;

/** What checking a bundle came to. */
public sealed interface Verification {
  /** Everything holds. */
  record Sound(Bytes32 networkId, long height, Bytes32 digest) implements Verification {}

  /**
   * Something does not hold.
   *
   * @param place the first place that differs from what it must be
   * @param reason what is wrong there
   */
  record Broken(String place, String reason) implements Verification {}
}
