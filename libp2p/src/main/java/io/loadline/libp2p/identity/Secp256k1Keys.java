package io.loadline.libp2p.identity;

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
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

/** ECDSA over SHA-256 on secp256k1, DER signatures, deterministic nonces, low s. */
final class Secp256k1Keys {
  private static final ECDomainParameters CURVE =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256k1"));
  private static final int COMPRESSED_BYTES = 33;

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
    return EcdsaDer.encode(signature[0], low);
  }

  static boolean verify(byte[] data, byte[] message, byte[] signature) {
    BigInteger @Nullable [] values = EcdsaDer.decode(signature);
    if (values == null) {
      return false;
    }
    ECDSASigner verifier = new ECDSASigner();
    verifier.init(false, new ECPublicKeyParameters(CURVE.getCurve().decodePoint(data), CURVE));
    return verifier.verifySignature(sha256(message), values[0], values[1]);
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
