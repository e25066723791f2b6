package io.loadline.libp2p.identity;

import java.security.SecureRandom;
import java.util.Objects;

/** A private identity key: signs for one peer id. Has no text form on purpose. */
public final class PeerKey {
  /** Length of a raw private key of either kind. */
  public static final int RAW_BYTES = 32;

  private final KeyType type;
  private final byte[] raw;
  private final PublicKey publicKey;
  private final PeerId peerId;

  private PeerKey(KeyType type, byte[] raw, byte[] publicData) {
    this.type = type;
    this.raw = raw.clone();
    this.publicKey = Objects.requireNonNull(PublicKey.of(type, publicData), "public key");
    this.peerId = PeerId.of(publicKey);
  }

  /** An Ed25519 key from its 32-byte seed. */
  public static PeerKey ed25519(byte[] seed) {
    if (seed.length != RAW_BYTES) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.length);
    }
    return new PeerKey(KeyType.ED25519, seed, Ed25519Keys.publicKey(seed));
  }

  /** A secp256k1 key from its 32-byte scalar, which must be in 1 .. n-1. */
  public static PeerKey secp256k1(byte[] scalar) {
    if (!Secp256k1Keys.isPrivateKey(scalar)) {
      throw new IllegalArgumentException("a secp256k1 key is 32 bytes, not zero, below the order");
    }
    return new PeerKey(KeyType.SECP256K1, scalar, Secp256k1Keys.publicKey(scalar));
  }

  /** The key of either kind from what {@link #rawPrivateKey} gave. */
  public static PeerKey load(KeyType type, byte[] raw) {
    return switch (type) {
      case ED25519 -> ed25519(raw);
      case SECP256K1 -> secp256k1(raw);
      case RSA -> throw new IllegalArgumentException("RSA is for remote peers only");
    };
  }

  public static PeerKey generateEd25519(SecureRandom random) {
    byte[] seed = new byte[RAW_BYTES];
    random.nextBytes(seed);
    return ed25519(seed);
  }

  public static PeerKey generateSecp256k1(SecureRandom random) {
    byte[] scalar = new byte[RAW_BYTES];
    do {
      random.nextBytes(scalar);
    } while (!Secp256k1Keys.isPrivateKey(scalar));
    return secp256k1(scalar);
  }

  public KeyType type() {
    return type;
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  public PeerId peerId() {
    return peerId;
  }

  /** The 32 secret bytes, for the key file only. */
  public byte[] rawPrivateKey() {
    return raw.clone();
  }

  public byte[] sign(byte[] message) {
    return switch (type) {
      case ED25519 -> Ed25519Keys.sign(raw, message);
      case SECP256K1 -> Secp256k1Keys.sign(raw, message);
      case RSA -> throw new IllegalStateException("RSA is for remote peers only");
    };
  }
}
