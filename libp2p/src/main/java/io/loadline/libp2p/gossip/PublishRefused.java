package io.loadline.libp2p.gossip;

/** A publication that was not sent to anybody. */
public final class PublishRefused extends Exception {
  private static final long serialVersionUID = 1L;

  public PublishRefused(String reason) {
    super(reason);
  }
}
