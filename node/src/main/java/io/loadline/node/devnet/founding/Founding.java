package io.loadline.node.devnet.founding;

import io.loadline.node.config.FoundingManifest.FirstKeyTerms;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.rules.Genesis;
import java.util.List;

/** A network's birth certificate; the key its operators make themselves. */
public final class Founding {
  private static final long FIRST_EPOCH = 1;
  private static final long FIRST_HEIGHT = 1;
  private static final long LAST_HEIGHT = 10_000_000;

  private final Genesis genesis;

  public Founding(
      List<OperatorKeys> operators, long seed, long anchorChainId, long number, Bytes32 hash) {
    this.genesis =
        new Genesis(
            Keccak.hash("loadline devnet/" + seed + "/genesis"),
            anchorChainId,
            number,
            hash,
            operators.stream()
                .map(operator -> Address.of(operator.identityAddress().bytes()))
                .toList());
  }

  public Genesis genesis() {
    return genesis;
  }

  /** What the operators will say of their first key. */
  public FirstKeyTerms terms() {
    return new FirstKeyTerms(FIRST_EPOCH, FIRST_HEIGHT, LAST_HEIGHT, 0);
  }
}
