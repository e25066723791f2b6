package io.loadline.consensus.frost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A dealer's secret polynomial, lowest coefficient first. It has no {@code toString}; {@link #wipe}
 * overwrites what it holds, though not copies that the arithmetic made on the way.
 */
public final class Polynomial {
  private final byte[] coefficients;

  private Polynomial(byte[] coefficients) {
    this.coefficients = coefficients;
  }

  /** Random but for the constant term; needs {@code size} shares to interpolate. */
  public static Polynomial random(Scalar constant, int size, RandomBytes random) {
    byte[] coefficients = Arrays.copyOf(constant.toBytes(), size * Scalar.LENGTH);
    for (int k = 1; k < size; k++) {
      System.arraycopy(
          Scalar.random(random).toBytes(), 0, coefficients, k * Scalar.LENGTH, Scalar.LENGTH);
    }
    return new Polynomial(coefficients);
  }

  /** Reads coefficients of 32 bytes each, none of them zero; anything else is empty. */
  public static Optional<Polynomial> parse(byte[] bytes) {
    if (bytes.length == 0 || bytes.length % Scalar.LENGTH != 0) {
      return Optional.empty();
    }
    Polynomial polynomial = new Polynomial(bytes.clone());
    for (int k = 0; k < polynomial.size(); k++) {
      if (polynomial.parsed(k).filter(scalar -> !scalar.isZero()).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(polynomial);
  }

  /** The number of coefficients. */
  public int size() {
    return coefficients.length / Scalar.LENGTH;
  }

  /** The value at 0. */
  public Scalar constant() {
    return coefficient(0);
  }

  /** The value at a member's place: its share. */
  public Scalar at(Identifier identifier) {
    Scalar x = identifier.scalar();
    Scalar value = Scalar.ZERO;
    for (int k = size() - 1; k >= 0; k--) {
      value = value.times(x).plus(coefficient(k));
    }
    return value;
  }

  /** What the dealer publishes of it. */
  public PolynomialCommitment commitment() {
    List<Point> points = new ArrayList<>();
    for (int k = 0; k < size(); k++) {
      points.add(Point.generatorTimes(coefficient(k)));
    }
    return new PolynomialCommitment(points);
  }

  /** The coefficients, for encrypted storage only. */
  public byte[] secretBytes() {
    return coefficients.clone();
  }

  /** Overwrites the coefficients; the polynomial is useless afterwards. */
  public void wipe() {
    Arrays.fill(coefficients, (byte) 0);
  }

  private Scalar coefficient(int k) {
    return parsed(k).orElseThrow(() -> new IllegalStateException("a coefficient is out of range"));
  }

  private Optional<Scalar> parsed(int k) {
    return Scalar.parse(
        Arrays.copyOfRange(coefficients, k * Scalar.LENGTH, (k + 1) * Scalar.LENGTH));
  }
}
