package io.loadline.node.config;

import io.loadline.node.bundle.FirstKeyCertificate;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.rules.Genesis;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import java.util.List;

/**
 * What a node must be told of the network it joins; everything in it is checked against the
 * genesis, of which the name follows.
 *
 * @param name for people
 */
public record NetworkManifest(
    String name,
    Genesis genesis,
    Rules rules,
    FirstKeyCertificate committee,
    List<PeerEntry> peers) {
  public NetworkManifest {
    peers = List.copyOf(peers);
  }

  /** The network's name in every signature. */
  public Bytes32 networkId() {
    return genesis.networkId();
  }

  /** The name of the rules in force. */
  public Bytes32 rulesHash() {
    return RulesCodec.hash(rules);
  }
}
