package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * What a row costs when gains of some venues must pay losses of others: what is lost in all, and
 * for what is moved its price, the cheapest gains first. In 1e-9 of the amounts' unit.
 */
final class Transfer {

  /** One venue's gain or loss, and the price of moving a gain away from there. */
  record Part(BigInteger amount, long phiE9) {}

  private static final Comparator<Part> CHEAPEST_FIRST = Comparator.comparingLong(Part::phiE9);

  private Transfer() {}

  static BigInteger costE9(List<Part> parts) {
    return lossE9(parts).add(transferE9(parts));
  }

  /** What all venues lose together. */
  static BigInteger lossE9(List<Part> parts) {
    return loss(parts).multiply(Rounding.ONE_E9);
  }

  /** What moving gains to losses costs. */
  static BigInteger transferE9(List<Part> parts) {
    var need =
        parts.stream()
            .map(part -> part.amount().negate().max(BigInteger.ZERO))
            .reduce(BigInteger.ZERO, BigInteger::add)
            .subtract(loss(parts));
    var cost = BigInteger.ZERO;
    for (var part : parts.stream().sorted(CHEAPEST_FIRST).toList()) {
      var used = part.amount().max(BigInteger.ZERO).min(need);
      need = need.subtract(used);
      cost = cost.add(used.multiply(BigInteger.valueOf(part.phiE9())));
    }
    return cost;
  }

  private static BigInteger loss(List<Part> parts) {
    return parts.stream()
        .map(Part::amount)
        .reduce(BigInteger.ZERO, BigInteger::add)
        .negate()
        .max(BigInteger.ZERO);
  }
}
