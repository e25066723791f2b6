package io.loadline.risk.margin;

import java.math.BigInteger;

/** How much of a row of amounts of both signs offsets each other. */
final class Offsets {
  private Offsets() {}

  /** min(sum of the positive, sum of what is below zero, made positive). */
  static BigInteger matched(BigInteger[] amounts) {
    var positive = BigInteger.ZERO;
    var negative = BigInteger.ZERO;
    for (var amount : amounts) {
      if (amount.signum() > 0) {
        positive = positive.add(amount);
      } else {
        negative = negative.subtract(amount);
      }
    }
    return positive.min(negative);
  }
}
