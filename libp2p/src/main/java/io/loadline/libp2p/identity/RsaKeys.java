package io.loadline.libp2p.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;

/**
 * PKCS#1 v1.5 with SHA-256, to verify remote peers; key sizes are bounded because huge keys cost.
 */
final class RsaKeys {
  private static final int MIN_BITS = 2048;
  private static final int MAX_BITS = 8192;

  private RsaKeys() {}

  static boolean isPublicKey(byte[] data) {
    try {
      parse(data);
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  static boolean verify(byte[] data, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(parse(data));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static RSAPublicKey parse(byte[] data) throws GeneralSecurityException {
    RSAPublicKey key =
        (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(data));
    int bits = key.getModulus().bitLength();
    boolean exponentIsSmall = key.getPublicExponent().bitLength() <= 32;
    if (bits < MIN_BITS || bits > MAX_BITS || !exponentIsSmall) {
      throw new GeneralSecurityException("RSA key of " + bits + " bits");
    }
    return key;
  }
}
