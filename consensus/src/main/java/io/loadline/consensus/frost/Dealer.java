package io.loadline.consensus.frost;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A trusted dealer, <b>for the local development network and tests only</b>: for a moment one
 * process knows the whole secret key. Real groups make their key together and never have it in one
 * place.
 */
public final class Dealer {
  /** A group and every member's share, in member order. */
  public record Deal(SigningGroup group, List<KeyShare> shares) {
    public Deal {
      shares = List.copyOf(shares);
    }
  }

  private Dealer() {}

  /** Deals a fresh group key to {@code members}, any {@code threshold} of whom can sign. */
  public static Deal deal(int members, int threshold, RandomBytes random) {
    if (threshold < 1 || threshold > members || members > Identifier.MAXIMUM) {
      throw new IllegalArgumentException(
          "the threshold must be 1 to the number of members, was " + threshold + " of " + members);
    }
    Scalar groupSecret = Scalar.random(random);
    while (!GroupKey.isUsable(Point.generatorTimes(groupSecret))) {
      groupSecret = Scalar.random(random);
    }
    List<Scalar> coefficients = new ArrayList<>();
    coefficients.add(groupSecret);
    for (int i = 1; i < threshold; i++) {
      coefficients.add(Scalar.random(random));
    }
    return deal(members, coefficients);
  }

  /** Deals the polynomial with these coefficients; the first is the group's secret. */
  static Deal deal(int members, List<Scalar> coefficients) {
    List<Identifier> identifiers =
        IntStream.range(0, members).mapToObj(Identifier::ofMember).toList();
    List<Scalar> secrets =
        identifiers.stream().map(id -> valueAt(id.scalar(), coefficients)).toList();
    SigningGroup group =
        new SigningGroup(
            new GroupKey(Point.generatorTimes(coefficients.getFirst())),
            coefficients.size(),
            secrets.stream().map(Point::generatorTimes).toList());
    return new Deal(
        group,
        identifiers.stream().map(id -> new KeyShare(id, secrets.get(id.member()), group)).toList());
  }

  private static Scalar valueAt(Scalar x, List<Scalar> coefficients) {
    Scalar value = Scalar.ZERO;
    for (Scalar coefficient : coefficients.reversed()) {
      value = value.times(x).plus(coefficient);
    }
    return value;
  }
}
