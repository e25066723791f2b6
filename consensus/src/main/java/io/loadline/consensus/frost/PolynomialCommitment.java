package io.loadline.consensus.frost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The generator times each coefficient of a polynomial, lowest first: anyone checks a share against
 * it (Feldman). Everything here is public.
 */
public record PolynomialCommitment(List<Point> points) {
  public PolynomialCommitment {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a polynomial has at least one coefficient");
    }
    points = List.copyOf(points);
  }

  /** The generator times the value at 0. */
  public Point constant() {
    return points.getFirst();
  }

  /** The generator times the value at a member's place; empty if that value is 0. */
  public Optional<Point> at(Identifier identifier) {
    ECPoint value = points.getLast().affine();
    for (int k = points.size() - 2; k >= 0; k--) {
      value = times(value, identifier.number()).add(points.get(k).affine());
    }
    return Point.of(value);
  }

  /** Whether a value is the polynomial's at a member's place. */
  public boolean matches(Identifier identifier, Scalar value) {
    return !value.isZero()
        && at(identifier).filter(Point.generatorTimes(value)::equals).isPresent();
  }

  /**
   * The commitment to a weighted sum of polynomials of the same size; empty if a coefficient of the
   * sum is 0, which happens by chance never.
   */
  public static Optional<PolynomialCommitment> combine(
      List<Scalar> weights, List<PolynomialCommitment> summands) {
    boolean plain = weights.stream().allMatch(Scalar.ONE::equals);
    List<Point> sums = new ArrayList<>();
    for (int k = 0; k < summands.getFirst().points.size(); k++) {
      int degree = k;
      List<Point> column = summands.stream().map(summand -> summand.points.get(degree)).toList();
      Optional<Point> sum = plain ? sum(column) : Point.sumOfMultiples(weights, column);
      if (sum.isEmpty()) {
        return Optional.empty();
      }
      sums.add(sum.get());
    }
    return Optional.of(new PolynomialCommitment(sums));
  }

  private static Optional<Point> sum(List<Point> summands) {
    ECPoint sum = Secp256k1.CURVE.getInfinity();
    for (Point summand : summands) {
      sum = sum.add(summand.affine());
    }
    return Point.of(sum);
  }

  /** Double and add: an identifier has few bits. */
  private static ECPoint times(ECPoint point, int factor) {
    ECPoint product = point;
    for (int bit = Integer.SIZE - Integer.numberOfLeadingZeros(factor) - 2; bit >= 0; bit--) {
      product = product.twice();
      if ((factor >>> bit & 1) == 1) {
        product = product.add(point);
      }
    }
    return product;
  }
}
