package io.loadline.consensus;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * An ECDSA signature r || s || v of 65 bytes. Holds any 65 bytes; whether they are a strict
 * signature (v 27 or 28, r and s in range, s in the lower half) shows when it is recovered.
 */
public final class RecoverableSignature {
  /** Length in bytes. */
  public static final int LENGTH = 65;

  private final byte[] bytes;

  private RecoverableSignature(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies 65 bytes; {@link IllegalArgumentException} for any other length. */
  public static RecoverableSignature of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a signature has 65 bytes, was " + bytes.length);
    }
    return new RecoverableSignature(bytes.clone());
  }

  /** A copy of the 65 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The address that signed the digest; empty if this is not a strict signature of anyone. */
  public Optional<Address> recover(Digest digest) {
    BigInteger r = new BigInteger(1, Arrays.copyOfRange(bytes, 0, 32));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64));
    int parity = bytes[64] - 27;
    boolean inRange =
        (parity == 0 || parity == 1)
            && r.signum() > 0
            && r.compareTo(Secp256k1.ORDER) < 0
            && s.signum() > 0
            && s.compareTo(Secp256k1.HALF_ORDER) <= 0;
    if (!inRange) {
      return Optional.empty();
    }
    byte[] compressed = new byte[33];
    compressed[0] = (byte) (2 + parity);
    System.arraycopy(bytes, 0, compressed, 1, 32);
    ECPoint nonce;
    try {
      nonce = Secp256k1.DOMAIN.getCurve().decodePoint(compressed);
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // No point of the curve has this x.
    }
    BigInteger inverse = r.modInverse(Secp256k1.ORDER);
    BigInteger hash = new BigInteger(1, digest.bytes());
    BigInteger onGenerator = hash.negate().multiply(inverse).mod(Secp256k1.ORDER);
    BigInteger onNonce = s.multiply(inverse).mod(Secp256k1.ORDER);
    ECPoint key =
        ECAlgorithms.sumOfTwoMultiplies(Secp256k1.DOMAIN.getG(), onGenerator, nonce, onNonce)
            .normalize();
    return key.isInfinity() ? Optional.empty() : Optional.of(Secp256k1.address(key));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecoverableSignature that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** 0x and lower-case hex digits. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
