package io.loadline.risk.pricing;

import io.loadline.risk.rules.VolRule;
import java.util.Arrays;

/** Values in every column of what is worth spot, a forward, or a fixed sum of coins or dollars. */
final class LinearColumns {
  private final Columns columns;

  LinearColumns(Columns columns) {
    this.columns = columns;
  }

  /** Moves with spot. */
  void proportional(double price, double[] values) {
    for (int c = 0; c < columns.count; c++) {
      values[c] = price * columns.spot[c];
    }
  }

  void constant(double price, double[] values) {
    Arrays.fill(values, 0, columns.count, price);
  }

  void forward(OpenExpiry expiry, double[] values) {
    for (int c = 0; c < columns.count; c++) {
      values[c] = expiry.forward * expiry.multiplier[c];
    }
  }

  /**
   * A dollar in coin at the forward is the share spot / forward of a dollar; only the basis moves
   * that.
   */
  void inverse(double spot, OpenExpiry expiry, double[] values) {
    for (int c = 0; c < columns.count; c++) {
      boolean isBasis = columns.rule[c] == VolRule.BASIS;
      values[c] = isBasis ? spot / (expiry.forward * expiry.multiplier[c]) : spot / expiry.forward;
    }
  }

  /** A settled dollar is a fixed number of coins. */
  void coins(double spot, double price, double[] values) {
    for (int c = 0; c < columns.count; c++) {
      values[c] = spot * columns.spot[c] / price;
    }
  }

  void coinPayoff(double coins, double spot, double[] values) {
    for (int c = 0; c < columns.count; c++) {
      values[c] = coins * (spot * columns.spot[c]);
    }
  }
}
