package io.loadline.consensus;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;

/** The curve's parameters and the two conversions that identity signatures need. */
final class Secp256k1 {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

  static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
  static final BigInteger ORDER = CURVE.getN();
  static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

  private Secp256k1() {}

  static Address address(ECPoint point) {
    return Address.ofPublicKey(Arrays.copyOfRange(point.getEncoded(false), 1, 65));
  }

  /** Exactly 32 big-endian bytes of a value below 2^256. */
  static byte[] word(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] word = new byte[32];
    int from = Math.max(0, bytes.length - 32);
    System.arraycopy(bytes, from, word, 32 - (bytes.length - from), bytes.length - from);
    return word;
  }
}
