package io.loadline.node.config;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.rules.Genesis;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import java.util.List;

/** What a network's file says, before it has its first key and after. */
public sealed interface Manifest permits NetworkManifest, FoundingManifest {
  /** For people. */
  String name();

  Genesis genesis();

  Rules rules();

  /** Where the operators are found. */
  List<PeerEntry> peers();

  /** The network's name in every signature. */
  default Bytes32 networkId() {
    return genesis().networkId();
  }

  /** The name of the rules in force. */
  default Bytes32 rulesHash() {
    return RulesCodec.hash(rules());
  }
}
