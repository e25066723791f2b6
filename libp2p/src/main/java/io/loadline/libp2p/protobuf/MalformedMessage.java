package io.loadline.libp2p.protobuf;

/**
 * Bytes from a peer that are not the message they should be. Thrown and caught inside this module
 * only: what reaches a caller is a value.
 */
public final class MalformedMessage extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedMessage(String reason) {
    super(reason, null, false, false); // A peer can cause many: no stack traces.
  }
}
