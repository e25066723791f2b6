package io.loadline.node.config;

import io.loadline.node.bundle.FirstKeyCertificate;
import io.loadline.risk.rules.Genesis;
import io.loadline.risk.rules.Rules;
import java.util.List;

/**
 * A network that has operators and rules, and no key yet: its operators make the key together.
 *
 * @param firstKey what the operators will say of it
 */
public record FoundingManifest(
    String name, Genesis genesis, Rules rules, FirstKeyTerms firstKey, List<PeerEntry> peers)
    implements Manifest {
  public FoundingManifest {
    peers = List.copyOf(peers);
  }

  /** The network once it has its key. */
  public NetworkManifest with(FirstKeyCertificate certificate) {
    return new NetworkManifest(name, genesis, rules, certificate, peers);
  }

  /**
   * What operators agree on beforehand.
   *
   * @param attempt rises when a ceremony came to nothing, so that the next one is another
   */
  public record FirstKeyTerms(
      long keyEpoch, long validFromHeight, long expiresAtHeight, int attempt) {
    public FirstKeyTerms {
      if (keyEpoch < 1 || validFromHeight < 1 || expiresAtHeight <= validFromHeight) {
        throw new IllegalArgumentException(
            "epoch and heights are above 0, and the key expires after it became valid");
      }
      if (attempt < 0) {
        throw new IllegalArgumentException("attempts count from 0");
      }
    }
  }
}
