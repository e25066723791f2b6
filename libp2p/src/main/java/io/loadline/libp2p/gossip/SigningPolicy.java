package io.loadline.libp2p.gossip;

/** Whether the messages of a topic carry their author. All peers of a topic must agree on it. */
public enum SigningPolicy {
  /** Author, sequence number and a valid signature, or the message is invalid. */
  STRICT_SIGN,
  /** None of author, sequence number, signature and key, or the message is invalid. */
  STRICT_NO_SIGN
}
