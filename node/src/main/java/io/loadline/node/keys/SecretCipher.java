package io.loadline.node.keys;

import io.loadline.consensus.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The cryptography of Web3 Secret Storage version 3: a key of 32 bytes is derived from the
 * password, its first half encrypts with AES-128-CTR, its second half authenticates with keccak256.
 */
final class SecretCipher {
  private static final int DERIVED_BYTES = 32;
  private static final int HALF = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SecretCipher() {}

  /** How the password becomes a key. */
  sealed interface Derivation {
    /** RFC 7914. */
    record Scrypt(ScryptCost cost, Bytes salt) implements Derivation {}

    /** PBKDF2 with HMAC-SHA-256; read, never written. */
    record Pbkdf2(int iterations, Bytes salt) implements Derivation {}
  }

  /** Everything but the password. */
  record Sealed(Derivation derivation, Bytes iv, Bytes ciphertext, Bytes mac) {}

  static Sealed seal(Secret secret, String password, ScryptCost cost) {
    Derivation derivation = new Derivation.Scrypt(cost, random(32));
    Bytes iv = random(HALF);
    byte[] key = derive(password, derivation);
    byte[] plain = secret.bytes();
    try {
      byte[] ciphertext = aes(key, iv, plain);
      return new Sealed(derivation, iv, Bytes.of(ciphertext), mac(key, ciphertext));
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** Empty if the password is wrong or the content was changed. */
  static Optional<Secret> open(Sealed sealed, String password) {
    byte[] key = derive(password, sealed.derivation());
    byte[] ciphertext = sealed.ciphertext().toArray();
    try {
      if (!MessageDigest.isEqual(mac(key, ciphertext).toArray(), sealed.mac().toArray())) {
        return Optional.empty();
      }
      byte[] plain = aes(key, sealed.iv(), ciphertext);
      try {
        return Optional.of(Secret.of(plain));
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] derive(String password, Derivation derivation) {
    byte[] words = password.getBytes(StandardCharsets.UTF_8);
    return switch (derivation) {
      case Derivation.Scrypt(ScryptCost cost, Bytes salt) ->
          SCrypt.generate(words, salt.toArray(), cost.n(), cost.r(), cost.p(), DERIVED_BYTES);
      case Derivation.Pbkdf2(int iterations, Bytes salt) -> {
        var generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
        generator.init(words, salt.toArray(), iterations);
        yield ((KeyParameter) generator.generateDerivedMacParameters(8 * DERIVED_BYTES)).getKey();
      }
    };
  }

  /** CTR mode: the same step seals and opens. */
  private static byte[] aes(byte[] key, Bytes iv, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, 0, HALF, "AES"),
          new IvParameterSpec(iv.toArray()));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES in CTR mode", e);
    }
  }

  private static Bytes mac(byte[] key, byte[] ciphertext) {
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(key, HALF, HALF);
    keccak.update(ciphertext, 0, ciphertext.length);
    byte[] mac = new byte[32];
    keccak.doFinal(mac, 0);
    return Bytes.of(mac);
  }

  private static Bytes random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
