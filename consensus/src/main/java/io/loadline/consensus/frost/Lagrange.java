package io.loadline.consensus.frost;

import java.util.ArrayList;
import java.util.List;

/** Lagrange coefficients over a set of distinct identifiers. */
public final class Lagrange {
  private Lagrange() {}

  /** Per identifier the factor of its value in the polynomial's value at {@code x}. */
  public static List<Scalar> coefficientsAt(Scalar x, List<Identifier> identifiers) {
    List<Scalar> coefficients = new ArrayList<>(identifiers.size());
    for (Identifier own : identifiers) {
      Scalar numerator = Scalar.ONE;
      Scalar denominator = Scalar.ONE;
      for (Identifier other : identifiers) {
        if (other.equals(own)) {
          continue;
        }
        numerator = numerator.times(x.minus(other.scalar()));
        denominator = denominator.times(own.scalar().minus(other.scalar()));
      }
      coefficients.add(numerator.times(denominator.inverse()));
    }
    return coefficients;
  }
}
