package io.loadline.consensus;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** An identity key in this process; signatures are deterministic (RFC 6979, SHA-256). */
public final class LocalIdentitySigner implements IdentitySigner {
  private final BigInteger secret;
  private final Address address;

  /** Takes the secret scalar, 32 bytes big-endian, 0 &lt; scalar &lt; group order. */
  public LocalIdentitySigner(byte[] secretKey) {
    if (secretKey.length != 32) {
      throw new IllegalArgumentException("an identity key has 32 bytes, was " + secretKey.length);
    }
    secret = new BigInteger(1, secretKey);
    if (secret.signum() == 0 || secret.compareTo(Secp256k1.ORDER) >= 0) {
      throw new IllegalArgumentException("the identity key is not a scalar of secp256k1");
    }
    ECPoint point = new FixedPointCombMultiplier().multiply(Secp256k1.DOMAIN.getG(), secret);
    address = Secp256k1.address(point);
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public RecoverableSignature sign(Digest digest) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(secret, Secp256k1.DOMAIN));
    BigInteger[] rs = signer.generateSignature(digest.bytes());
    BigInteger s = rs[1].min(Secp256k1.ORDER.subtract(rs[1]));
    byte[] bytes = new byte[RecoverableSignature.LENGTH];
    System.arraycopy(Secp256k1.word(rs[0]), 0, bytes, 0, 32);
    System.arraycopy(Secp256k1.word(s), 0, bytes, 32, 32);
    for (byte v = 27; v <= 28; v++) {
      byte[] candidate = Arrays.copyOf(bytes, bytes.length);
      candidate[64] = v;
      RecoverableSignature signature = RecoverableSignature.of(candidate);
      if (signature.recover(digest).filter(address::equals).isPresent()) {
        return signature;
      }
    }
    throw new IllegalStateException("the signature recovers to neither public key");
  }
}
