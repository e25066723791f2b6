package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.Arrays;

/** A row of sums of 128 bits; wraps around beyond that. */
final class Sums128 {
  final long[] high;
  final long[] low;

  Sums128(int size) {
    high = new long[size];
    low = new long[size];
  }

  void clear(int size) {
    Arrays.fill(high, 0, size, 0);
    Arrays.fill(low, 0, size, 0);
  }

  void add(int index, long otherHigh, long otherLow) {
    low[index] += otherLow;
    high[index] += otherHigh + Int128.carry(low[index], otherLow);
  }

  void addProduct(int index, long a, long b) {
    add(index, Math.multiplyHigh(a, b), a * b);
  }

  /** Adds lots times each of the row's changes. */
  void addProducts(long lots, long[] changes, int from, int count) {
    for (int i = 0; i < count; i++) {
      long change = changes[from + i];
      long product = lots * change;
      low[i] += product;
      high[i] += Math.multiplyHigh(lots, change) + Int128.carry(low[i], product);
    }
  }

  boolean isZero(int index) {
    return (high[index] | low[index]) == 0;
  }

  BigInteger value(int index) {
    return Int128.value(high[index], low[index]);
  }
}
