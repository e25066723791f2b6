package io.loadline.libp2p.noise;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/** Chaining key and transcript hash of a handshake (Noise specification, section 5.2). */
final class SymmetricState {
  private static final int HASH_BYTES = 32;

  private byte[] chainingKey;
  private byte[] hash;
  private @Nullable CipherState cipher;

  /** The protocol's name is 32 bytes long and thus is the first hash itself. */
  SymmetricState(byte[] protocolName) {
    if (protocolName.length != HASH_BYTES) {
      throw new IllegalArgumentException("the protocol name must have 32 bytes");
    }
    hash = protocolName.clone();
    chainingKey = protocolName.clone();
  }

  byte[] hash() {
    return hash.clone();
  }

  void mixHash(byte[] data) {
    SHA256Digest digest = new SHA256Digest();
    digest.update(hash, 0, hash.length);
    digest.update(data, 0, data.length);
    hash = new byte[HASH_BYTES];
    digest.doFinal(hash, 0);
  }

  void mixKey(byte[] material) {
    byte[][] keys = expand(material);
    chainingKey = keys[0];
    cipher = new CipherState(keys[1]);
  }

  byte[] encryptAndHash(byte[] plaintext) {
    byte[] out = cipher == null ? plaintext.clone() : cipher.encrypt(hash, plaintext);
    mixHash(out);
    return out;
  }

  byte @Nullable [] decryptAndHash(byte[] data) {
    byte @Nullable [] plaintext = cipher == null ? data.clone() : cipher.decrypt(hash, data);
    mixHash(data);
    return plaintext;
  }

  /** The two transport keys, the initiator's sending key first. */
  CipherState[] split() {
    byte[][] keys = expand(new byte[0]);
    return new CipherState[] {new CipherState(keys[0]), new CipherState(keys[1])};
  }

  private byte[][] expand(byte[] material) {
    byte[] secret = hmac(chainingKey, material);
    byte[] first = hmac(secret, new byte[] {1});
    byte[] more = Arrays.copyOf(first, HASH_BYTES + 1);
    more[HASH_BYTES] = 2;
    return new byte[][] {first, hmac(secret, more)};
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    HMac mac = new HMac(new SHA256Digest());
    mac.init(new KeyParameter(key));
    mac.update(data, 0, data.length);
    byte[] out = new byte[HASH_BYTES];
    mac.doFinal(out, 0);
    return out;
  }
}
