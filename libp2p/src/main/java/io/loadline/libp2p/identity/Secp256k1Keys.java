package io.loadline.libp2p.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** ECDSA over SHA-256 on secp256k1, DER signatures, deterministic nonces, low s. */
final class Secp256k1Keys {
  private static final ECDomainParameters CURVE =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256k1"));
  private static final int COMPRESSED_BYTES = 33;
  private static final int MAX_DER_BYTES = 72;

  private Secp256k1Keys() {}

  static boolean isPublicKey(byte[] data) {
    if (data.length != COMPRESSED_BYTES) {
      return false;
    }
    try {
      return CURVE.getCurve().decodePoint(data).isValid();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  static boolean isPrivateKey(byte[] raw) {
    BigInteger scalar = new BigInteger(1, raw);
    return raw.length == 32 && scalar.signum() > 0 && scalar.compareTo(CURVE.getN()) < 0;
  }

  static byte[] publicKey(byte[] raw) {
    return new FixedPointCombMultiplier()
        .multiply(CURVE.getG(), new BigInteger(1, raw))
        .normalize()
        .getEncoded(true);
  }

  static byte[] sign(byte[] raw, byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, raw), CURVE));
    BigInteger[] signature = signer.generateSignature(sha256(message));
    BigInteger low = signature[1].min(CURVE.getN().subtract(signature[1]));
    try {
      return StandardDSAEncoding.INSTANCE.encode(CURVE.getN(), signature[0], low);
    } catch (IOException e) {
      throw new IllegalStateException("a valid signature has a DER form", e);
    }
  }

  static boolean verify(byte[] data, byte[] message, byte[] signature) {
    if (signature.length > MAX_DER_BYTES) {
      return false;
    }
    try {
      BigInteger[] values = StandardDSAEncoding.INSTANCE.decode(CURVE.getN(), signature);
      ECDSASigner verifier = new ECDSASigner();
      verifier.init(false, new ECPublicKeyParameters(CURVE.getCurve().decodePoint(data), CURVE));
      return verifier.verifySignature(sha256(message), values[0], values[1]);
    } catch (IOException | IllegalArgumentException _) {
      return false;
    }
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
