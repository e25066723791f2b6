package io.loadline.risk.kernel;

/** Scratch arrays of one thread. */
public final class Work {
  final double[] a;
  final double[] b;
  final double[] c;
  final double[] d1;
  final double[] d2;
  final double[] density1;
  final double[] density2;
  final double[] tail1;
  final double[] tail2;

  /** For up to {@code capacity} elements at once. */
  public Work(int capacity) {
    a = new double[capacity];
    b = new double[capacity];
    c = new double[capacity];
    d1 = new double[capacity];
    d2 = new double[capacity];
    density1 = new double[capacity];
    density2 = new double[capacity];
    tail1 = new double[capacity];
    tail2 = new double[capacity];
  }
}
