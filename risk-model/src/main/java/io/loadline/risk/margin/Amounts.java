package io.loadline.risk.margin;

import java.util.Arrays;

/** Lines of 128-bit integers, one per row of a scan: what a book gains or loses in it. */
final class Amounts {
  private final int stride;
  private long[] high;
  private long[] low;

  Amounts(int stride, int lines) {
    this.stride = stride;
    this.high = new long[stride * lines];
    this.low = new long[stride * lines];
  }

  /** Keeps what is there. */
  void reserve(int lines) {
    if (high.length < lines * stride) {
      high = Arrays.copyOf(high, 2 * lines * stride);
      low = Arrays.copyOf(low, 2 * lines * stride);
    }
  }

  void clear(int line, int rows) {
    int from = line * stride;
    Arrays.fill(high, from, from + rows, 0);
    Arrays.fill(low, from, from + rows, 0);
  }

  long high(int line, int row) {
    return high[line * stride + row];
  }

  long low(int line, int row) {
    return low[line * stride + row];
  }

  void get(int line, int row, Int128 into) {
    into.set(high[line * stride + row], low[line * stride + row]);
  }

  void set(int line, int row, Int128 value) {
    high[line * stride + row] = value.high;
    low[line * stride + row] = value.low;
  }

  void add(int line, int row, long otherHigh, long otherLow) {
    int at = line * stride + row;
    low[at] += otherLow;
    high[at] += otherHigh + Int128.carry(low[at], otherLow);
  }

  void add(int line, int row, Int128 value) {
    add(line, row, value.high, value.low);
  }
}
