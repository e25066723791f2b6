package io.loadline.risk.pricing;

import io.loadline.risk.kernel.Logarithm;

/** Logarithms of numbers that data may have driven out of range. */
final class Logs {
  private Logs() {}

  static boolean isDefined(double x) {
    return x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE;
  }

  /** NaN where there is none; no value is made of that. */
  static double orNaN(double x) {
    return isDefined(x) ? Logarithm.log(x) : Double.NaN;
  }
}
