package io.loadline.libp2p.address;

import org.jspecify.annotations.Nullable;

/** The multiaddr protocols known here; a size of -1 means a length prefix. */
enum AddressProtocol {
  IP4("ip4", 4, 4),
  TCP("tcp", 6, 2),
  IP6("ip6", 41, 16),
  IP6ZONE("ip6zone", 42, -1),
  DNS("dns", 53, -1),
  DNS4("dns4", 54, -1),
  DNS6("dns6", 55, -1),
  DNSADDR("dnsaddr", 56, -1),
  UDP("udp", 273, 2),
  CIRCUIT("p2p-circuit", 290, 0),
  P2P("p2p", 421, -1),
  TLS("tls", 448, 0),
  QUIC("quic", 460, 0),
  QUIC_V1("quic-v1", 461, 0),
  WEBTRANSPORT("webtransport", 465, 0),
  CERTHASH("certhash", 466, -1),
  WS("ws", 477, 0),
  WSS("wss", 478, 0),
  WEBRTC_DIRECT("webrtc-direct", 280, 0);

  static final int LENGTH_PREFIXED = -1;

  private final String text;
  private final int code;
  private final int size;

  AddressProtocol(String text, int code, int size) {
    this.text = text;
    this.code = code;
    this.size = size;
  }

  String text() {
    return text;
  }

  int code() {
    return code;
  }

  int size() {
    return size;
  }

  static @Nullable AddressProtocol ofText(String text) {
    if (text.equals("ipfs")) {
      return P2P;
    }
    for (AddressProtocol protocol : values()) {
      if (protocol.text.equals(text)) {
        return protocol;
      }
    }
    return null;
  }

  static @Nullable AddressProtocol ofCode(long code) {
    for (AddressProtocol protocol : values()) {
      if (protocol.code == code) {
        return protocol;
      }
    }
    return null;
  }
}
