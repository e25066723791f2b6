package io.loadline.consensus.frost;

import java.math.BigInteger;

/** The shipped class's multiplications, in the model group. */
final class Secp256k1 {
  static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  static final ECPoint.Curve CURVE = new ECPoint.Curve();
  static final ECPoint GENERATOR = new ECPoint(BigInteger.ONE);

  private Secp256k1() {}

  static ECPoint multiplyGenerator(BigInteger scalar) {
    return new ECPoint(scalar.mod(ORDER));
  }

  static ECPoint multiplySecret(ECPoint point, BigInteger scalar) {
    return new ECPoint(scalar.multiply(point.exponent()).mod(ORDER));
  }

  static ECPoint sumOfMultiples(BigInteger[] scalars, ECPoint[] points) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < points.length; i++) {
      sum = sum.add(scalars[i].multiply(points[i].exponent()));
    }
    return new ECPoint(sum.mod(ORDER));
  }
}
