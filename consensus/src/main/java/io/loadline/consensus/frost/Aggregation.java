package io.loadline.consensus.frost;

import java.util.List;

/** What came of adding up a package's signature shares. */
public sealed interface Aggregation {
  /** A signature that verifies under the group key. */
  record Signed(GroupSignature signature) implements Aggregation {}

  /** The sum does not verify: these signers' shares are wrong, rising; never empty. */
  record Failed(List<Identifier> culprits) implements Aggregation {
    public Failed {
      culprits = List.copyOf(culprits);
    }
  }
}
