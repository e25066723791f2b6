package io.loadline.libp2p.gossip;

/** What a validator says about a message. */
public enum Verdict {
  /** Deliver it here and forward it. */
  ACCEPT,
  /** It breaks a rule: drop it and count it against whoever sent it. */
  REJECT,
  /** Not useful now, nobody's fault: drop it. */
  IGNORE
}
