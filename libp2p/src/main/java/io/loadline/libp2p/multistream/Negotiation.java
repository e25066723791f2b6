package io.loadline.libp2p.multistream;

/** Where a negotiation stands. */
public sealed interface Negotiation {
  /** More bytes are needed. */
  record Pending() implements Negotiation {}

  /** Both sides agreed; what is left in the buffer belongs to the protocol. */
  record Selected(String protocol) implements Negotiation {}

  /** No common protocol, or the peer does not speak multistream-select. */
  record Failed(String reason) implements Negotiation {}
}
