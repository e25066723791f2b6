package io.loadline.libp2p.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One direction's ChaCha20-Poly1305 key and its message counter. */
final class CipherState {
  static final int TAG_BYTES = 16;

  /** Past this many messages the channel closes; Noise itself would allow more. */
  private static final long MAX_MESSAGES = 0xffff_ffffL;

  private final Cipher cipher;
  private final SecretKeySpec key;
  private long messages;

  CipherState(byte[] key) {
    try {
      this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no ChaCha20-Poly1305", e);
    }
    this.key = new SecretKeySpec(key, "ChaCha20");
  }

  boolean isExhausted() {
    return messages >= MAX_MESSAGES;
  }

  /** Seals {@code in[from, from + length)} into {@code out} at {@code at}. */
  void encrypt(byte[] associated, byte[] in, int from, int length, byte[] out, int at) {
    try {
      next(Cipher.ENCRYPT_MODE, associated);
      cipher.doFinal(in, from, length, out, at);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing cannot fail with a fresh nonce", e);
    }
  }

  byte[] encrypt(byte[] associated, byte[] plaintext) {
    byte[] out = new byte[plaintext.length + TAG_BYTES];
    encrypt(associated, plaintext, 0, plaintext.length, out, 0);
    return out;
  }

  /** The plaintext, or null if the bytes are not authentic. */
  byte @Nullable [] decrypt(byte[] associated, byte[] ciphertext) {
    if (ciphertext.length < TAG_BYTES || isExhausted()) {
      return null;
    }
    try {
      next(Cipher.DECRYPT_MODE, associated);
      return cipher.doFinal(ciphertext);
    } catch (AEADBadTagException _) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening fails only on a bad tag", e);
    }
  }

  private void next(int mode, byte[] associated) throws GeneralSecurityException {
    if (isExhausted()) {
      throw new IllegalStateException("a key serves at most 2^32 - 1 messages");
    }
    ByteBuffer nonce = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    nonce.putInt(0).putLong(messages++);
    cipher.init(mode, key, new IvParameterSpec(nonce.array()));
    cipher.updateAAD(associated);
  }
}
