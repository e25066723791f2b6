package io.loadline.libp2p.identity;

import org.jspecify.annotations.Nullable;

/** Kinds of identity keys, with their number in the public key protobuf. */
public enum KeyType {
  /** Verified for remote peers only, 2048 to 8192 bits. */
  RSA(0),
  ED25519(1),
  SECP256K1(2);

  private final int code;

  KeyType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static @Nullable KeyType ofCode(long code) {
    for (KeyType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }
}
