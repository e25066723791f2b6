package io.loadline.consensus.frost;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The public side of a sharing: group key, threshold and every member's public share. Immutable.
 */
public final class SigningGroup {
  private final GroupKey key;
  private final int threshold;
  private final List<Point> publicShares;

  /**
   * Refuses shares that do not lie on one polynomial of degree {@code threshold - 1} with the group
   * key at 0, no higher (nobody could sign) and no lower (fewer could).
   *
   * @param publicShares in member order; member i has identifier i + 1
   */
  public SigningGroup(GroupKey key, int threshold, List<Point> publicShares) {
    if (threshold < 1
        || threshold > publicShares.size()
        || publicShares.size() > Identifier.MAXIMUM) {
      throw new IllegalArgumentException(
          "the threshold must be 1 to the number of members, was "
              + threshold
              + " of "
              + publicShares.size());
    }
    this.key = key;
    this.threshold = threshold;
    this.publicShares = List.copyOf(publicShares);
    requireOnePolynomial();
  }

  /** The group's public key. */
  public GroupKey key() {
    return key;
  }

  /** How many members a signature takes. */
  public int threshold() {
    return threshold;
  }

  /** How many members hold a share. */
  public int size() {
    return publicShares.size();
  }

  /** All members, rising. */
  public List<Identifier> identifiers() {
    return IntStream.range(0, size()).mapToObj(Identifier::ofMember).toList();
  }

  /** Whether such a member exists. */
  public boolean contains(Identifier identifier) {
    return identifier.member() < size();
  }

  /** The public share of an existing member. */
  public Point publicShare(Identifier identifier) {
    if (!contains(identifier)) {
      throw new IllegalArgumentException(
          "identifier " + identifier.number() + " in a group of " + size());
    }
    return publicShares.get(identifier.member());
  }

  /** All public shares in member order. */
  public List<Point> publicShares() {
    return publicShares;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SigningGroup that
        && threshold == that.threshold
        && key.equals(that.key)
        && publicShares.equals(that.publicShares);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, threshold);
  }

  private void requireOnePolynomial() {
    List<Identifier> base = identifiers().subList(0, threshold);
    List<Point> basePoints = publicShares.subList(0, threshold);
    requireValueAt(Scalar.ZERO, key.point(), "the group key", base, basePoints);
    requireNoFewer();
    for (Identifier identifier : identifiers().subList(threshold, size())) {
      requireValueAt(
          identifier.scalar(),
          publicShare(identifier),
          "public share " + identifier.number(),
          base,
          basePoints);
    }
  }

  private void requireNoFewer() {
    int fewer = threshold - 1;
    if (fewer > 0
        && Point.sumOfMultiples(
                Lagrange.coefficientsAt(Scalar.ZERO, identifiers().subList(0, fewer)),
                publicShares.subList(0, fewer))
            .filter(key.point()::equals)
            .isPresent()) {
      throw new IllegalArgumentException(
          "fewer than the threshold of " + threshold + " members could sign with these shares");
    }
  }

  private static void requireValueAt(
      Scalar x, Point value, String what, List<Identifier> base, List<Point> basePoints) {
    boolean same =
        Point.sumOfMultiples(Lagrange.coefficientsAt(x, base), basePoints)
            .filter(value::equals)
            .isPresent();
    if (!same) {
      throw new IllegalArgumentException(
          what + " does not lie on the polynomial of the first public shares");
    }
  }
}
