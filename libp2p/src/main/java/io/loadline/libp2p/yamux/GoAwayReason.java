package io.loadline.libp2p.yamux;

/** Why a session ends, with the code sent to the peer. */
enum GoAwayReason {
  NORMAL(0),
  PROTOCOL_ERROR(1),
  INTERNAL_ERROR(2);

  private final int code;

  GoAwayReason(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
