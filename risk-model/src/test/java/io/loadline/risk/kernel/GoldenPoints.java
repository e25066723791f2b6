package io.loadline.risk.kernel;

import io.loadline.risk.Vectors;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/**
 * Reads docs/vectors/kernel-*.json: rows of hexadecimal floating point, calls marked by a boolean.
 */
final class GoldenPoints {
  static final double ULP = 0x1p-52;

  private GoldenPoints() {}

  static JsonNode of(String name) {
    return Vectors.read("kernel-" + name + ".json").get("points");
  }

  static double number(JsonNode point, int index) {
    return Double.parseDouble(point.get(index).asString());
  }

  static double side(JsonNode point) {
    return point.get(0).asBoolean() ? 1 : -1;
  }

  static double relativeError(double value, double expected) {
    return Math.abs(value - expected) / Math.abs(expected);
  }

  /** Against more digits than a double has: the reference's own rounding is no error of ours. */
  static double absoluteError(double value, BigDecimal expected) {
    return new BigDecimal(value).subtract(expected).abs().doubleValue();
  }
}
