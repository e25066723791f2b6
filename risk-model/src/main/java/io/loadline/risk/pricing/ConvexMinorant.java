package io.loadline.risk.pricing;

/**
 * The greatest convex non-increasing function below the points (0, first) and (strike, price), at
 * the strikes.
 */
final class ConvexMinorant {
  private final double[] x;
  private final double[] y;

  /** Indexes of the points on the hull, rising. */
  private final int[] stack;

  private int size;

  private ConvexMinorant(double[] strikes, double[] prices, double first) {
    int count = strikes.length + 1;
    x = new double[count];
    y = new double[count];
    System.arraycopy(strikes, 0, x, 1, count - 1);
    System.arraycopy(prices, 0, y, 1, count - 1);
    y[0] = first;
    stack = new int[count];
    for (int i = 0; i < count; i++) {
      push(i);
    }
  }

  /** Strikes are positive and rise. */
  static double[] of(double[] strikes, double[] prices, double first) {
    return new ConvexMinorant(strikes, prices, first).values();
  }

  private void push(int point) {
    while (size >= 2 && slope(stack[size - 2], stack[size - 1]) >= slope(stack[size - 1], point)) {
      size--;
    }
    stack[size++] = point;
  }

  private double slope(int from, int to) {
    return (y[to] - y[from]) / (x[to] - x[from]);
  }

  private double[] values() {
    var values = new double[x.length - 1];
    double least = y[0];
    int next = 1;
    for (int i = 1; i < x.length; i++) {
      double value = stack[next] == i ? y[i] : between(stack[next - 1], stack[next], i);
      least = Math.min(value, least);
      values[i - 1] = least;
      if (stack[next] == i) {
        next++;
      }
    }
    return values;
  }

  private double between(int a, int b, int point) {
    return y[a] + (y[b] - y[a]) * ((x[point] - x[a]) / (x[b] - x[a]));
  }
}
