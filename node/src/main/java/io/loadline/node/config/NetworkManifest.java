package io.loadline.node.config;

import io.loadline.node.bundle.FirstKeyCertificate;
import io.loadline.risk.rules.Genesis;
import io.loadline.risk.rules.Rules;
import java.util.List;

/**
 * What a node must be told of the network it joins; everything in it is checked against the
 * genesis, of which the name follows.
 *
 * @param name for people
 */
public record NetworkManifest(
    String name, Genesis genesis, Rules rules, FirstKeyCertificate committee, List<PeerEntry> peers)
    implements Manifest {
  public NetworkManifest {
    peers = List.copyOf(peers);
  }
}
