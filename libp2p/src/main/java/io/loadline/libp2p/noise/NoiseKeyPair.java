package io.loadline.libp2p.noise;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.jspecify.annotations.Nullable;

/** An X25519 key pair, made for one process or one handshake and never stored. */
public final class NoiseKeyPair {
  private final byte[] secret;
  private final byte[] publicKey;

  private NoiseKeyPair(byte[] secret) {
    this.secret = secret;
    this.publicKey = new byte[X25519.POINT_SIZE];
    X25519.generatePublicKey(secret, 0, publicKey, 0);
  }

  public static NoiseKeyPair generate(SecureRandom random) {
    byte[] secret = new byte[X25519.SCALAR_SIZE];
    X25519.generatePrivateKey(random, secret);
    return new NoiseKeyPair(secret);
  }

  static NoiseKeyPair of(byte[] secret) {
    return new NoiseKeyPair(secret.clone());
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  /** The shared secret, or null if it is all zero. */
  byte @Nullable [] agree(byte[] remotePublicKey) {
    byte[] shared = new byte[X25519.POINT_SIZE];
    return X25519.calculateAgreement(secret, 0, remotePublicKey, 0, shared, 0) ? shared : null;
  }
}
