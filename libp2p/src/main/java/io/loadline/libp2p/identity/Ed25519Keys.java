package io.loadline.libp2p.identity;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 as in RFC 8032. */
final class Ed25519Keys {
  private Ed25519Keys() {}

  static boolean isPublicKey(byte[] data) {
    return data.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(data, 0);
  }

  static byte[] publicKey(byte[] seed) {
    byte[] data = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, data, 0);
    return data;
  }

  static byte[] sign(byte[] seed, byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  static boolean verify(byte[] data, byte[] message, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(signature, 0, data, 0, message, 0, message.length);
  }
}
