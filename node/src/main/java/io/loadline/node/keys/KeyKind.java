package io.loadline.node.keys;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key is for. */
public enum KeyKind {
  /** secp256k1: signs consensus messages, holds the stake. */
  IDENTITY("address"),
  /** Ed25519 seed: the node's name on the libp2p network. */
  PEER("peer id"),
  /** One member's share of the group key. */
  SHARE("public share"),
  /** secp256k1: pays gas. */
  TRANSMITTER("address");

  private final String publicNameLabel;

  KeyKind(String publicNameLabel) {
    this.publicNameLabel = publicNameLabel;
  }

  /** What the public name of such a key is called. */
  public String publicNameLabel() {
    return publicNameLabel;
  }

  /** The name in files and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a label. */
  public static Optional<KeyKind> ofLabel(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }
}
