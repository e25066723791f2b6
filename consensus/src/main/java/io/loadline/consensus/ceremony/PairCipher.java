package io.loadline.consensus.ceremony;

import io.loadline.consensus.Digest;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.frost.Scalar;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Encrypts one scalar from one participant to another: ChaCha20-Poly1305 under HKDF-SHA256 of their
 * ephemeral keys' Diffie-Hellman point. Key and associated data name session, purpose, sender and
 * recipient, and each such key encrypts one scalar, so the nonce is zero and repeating an
 * encryption after a restart gives the same bytes.
 */
final class PairCipher {
  /** Length of a ciphertext: a scalar and a tag. */
  static final int LENGTH = Scalar.LENGTH + 16;

  /** What is sent; each has keys of its own. */
  enum Purpose {
    /** A dealer's share. */
    SHARE(1),
    /** A helper's part of a repaired share. */
    OPENING(2);

    private final int code;

    Purpose(int code) {
      this.code = code;
    }
  }

  private static final byte[] LABEL = "Loadline ceremony v1".getBytes(StandardCharsets.US_ASCII);

  private final Digest session;
  private final Purpose purpose;
  private final int sender;
  private final int recipient;

  /** A direction between two participants. */
  PairCipher(Digest session, Purpose purpose, int sender, int recipient) {
    this.session = session;
    this.purpose = purpose;
    this.sender = sender;
    this.recipient = recipient;
  }

  /** What a proof about the pair key of a complaint is bound to. */
  static byte[] complaintContext(Digest session, int complainer, int dealer) {
    return ByteBuffer.allocate(Digest.LENGTH + 2 * Integer.BYTES)
        .put(session.bytes())
        .putInt(complainer)
        .putInt(dealer)
        .array();
  }

  /** The 48 bytes for the recipient. */
  byte[] encrypt(Point pairKey, Scalar value) {
    byte[] plain = value.toBytes();
    try {
      return run(true, pairKey, plain);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("encryption checks no tag", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** The scalar; empty if the tag is wrong or the plain text is no scalar below the order. */
  Optional<Scalar> decrypt(Point pairKey, byte[] ciphertext) {
    if (ciphertext.length != LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] plain = run(false, pairKey, ciphertext);
      Optional<Scalar> value = Scalar.parse(plain);
      Arrays.fill(plain, (byte) 0);
      return value;
    } catch (InvalidCipherTextException _) {
      return Optional.empty();
    }
  }

  private byte[] run(boolean encrypting, Point pairKey, byte[] input)
      throws InvalidCipherTextException {
    byte[] names = names();
    byte[] key = new byte[32];
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(pairKey.toBytes(), session.bytes(), names));
    hkdf.generateBytes(key, 0, key.length);
    ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
    cipher.init(encrypting, new ParametersWithIV(new KeyParameter(key), new byte[12]));
    cipher.processAADBytes(names, 0, names.length);
    byte[] output = new byte[cipher.getOutputSize(input.length)];
    int length = cipher.processBytes(input, 0, input.length, output, 0);
    cipher.doFinal(output, length);
    Arrays.fill(key, (byte) 0);
    return output;
  }

  private byte[] names() {
    return ByteBuffer.allocate(LABEL.length + Digest.LENGTH + 1 + 2 * Integer.BYTES)
        .put(LABEL)
        .put(session.bytes())
        .put((byte) purpose.code)
        .putInt(sender)
        .putInt(recipient)
        .array();
  }
}
