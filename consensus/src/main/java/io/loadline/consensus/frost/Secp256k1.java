package io.loadline.consensus.frost;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** BouncyCastle's secp256k1 and the two ways we multiply on it. */
final class Secp256k1 {
  private static final X9ECParameters PARAMETERS = CustomNamedCurves.getByName("secp256k1");

  static final ECCurve CURVE = PARAMETERS.getCurve();
  static final ECPoint GENERATOR = PARAMETERS.getG();
  static final BigInteger ORDER = PARAMETERS.getN();

  private Secp256k1() {}

  /**
   * Scalar times generator by a fixed-point comb whose table is read in full for each digit, so
   * that a secret scalar does not choose which memory is touched.
   */
  static ECPoint multiplyGenerator(BigInteger scalar) {
    return new FixedPointCombMultiplier().multiply(GENERATOR, scalar);
  }

  /**
   * Scalar times any point by a Montgomery ladder over a fixed number of steps, each one addition
   * and one doubling, so that a secret scalar does not choose what is computed.
   */
  static ECPoint multiplySecret(ECPoint point, BigInteger scalar) {
    BigInteger padded = scalar.add(ORDER);
    if (padded.bitLength() == ORDER.bitLength()) {
      padded = padded.add(ORDER); // Both sums are the scalar modulo the order, of 257 bits.
    }
    ECPoint[] rungs = {point, point.twice()};
    for (int bit = padded.bitLength() - 2; bit >= 0; bit--) {
      int chosen = padded.testBit(bit) ? 1 : 0;
      rungs[1 - chosen] = rungs[0].add(rungs[1]);
      rungs[chosen] = rungs[chosen].twice();
    }
    return rungs[0];
  }

  /** Sum of scalar times point; takes time that depends on its arguments, so public values only. */
  static ECPoint sumOfMultiples(BigInteger[] scalars, ECPoint[] points) {
    return ECAlgorithms.sumOfMultiplies(points, scalars);
  }
}
