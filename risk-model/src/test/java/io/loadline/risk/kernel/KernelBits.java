package io.loadline.risk.kernel;

import static io.loadline.risk.kernel.GoldenPoints.number;
import static io.loadline.risk.kernel.GoldenPoints.side;

import io.loadline.risk.Vectors;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The kernel's own bits, which the golden points, being exact, cannot show. Per file, SHA-256 over
 * its rows in order: each result as eight bytes, the highest first.
 */
public final class KernelBits {
  private static final Map<String, Function<JsonNode, List<Double>>> FUNCTIONS =
      new LinkedHashMap<>();

  static {
    FUNCTIONS.put("exp", row -> List.of(Exponential.exp(number(row, 0))));
    FUNCTIONS.put("log", row -> List.of(Logarithm.log(number(row, 0))));
    FUNCTIONS.put("power", row -> List.of(Logarithm.power(number(row, 0), number(row, 1))));
    FUNCTIONS.put("cdf", row -> List.of(NormalCdf.cdf(number(row, 0))));
    FUNCTIONS.put("svi", KernelBits::totalVariance);
    FUNCTIONS.put("black", KernelBits::price);
    FUNCTIONS.put("black-wide", KernelBits::price);
    FUNCTIONS.put("greeks", row -> new GreekPoint(row).computed());
    FUNCTIONS.put("implied", KernelBits::impliedDeviation);
  }

  private KernelBits() {}

  /** Name of each file of golden points, and the hash of what the kernel makes of its rows. */
  public static Map<String, String> hashes() {
    var result = new LinkedHashMap<String, String>();
    FUNCTIONS.forEach((name, function) -> result.put(name, hash(name, function)));
    return result;
  }

  /** What they have to be, by the same names. */
  public static Map<String, String> published() {
    var result = new LinkedHashMap<String, String>();
    var hashes = Vectors.read("kernel-bits.json").get("sha256");
    hashes.propertyNames().forEach(name -> result.put(name, hashes.get(name).asString()));
    return result;
  }

  /** Prints one line that is equal in every mode of the JVM. */
  public static void main(String[] arguments) {
    System.out.println(hashes());
  }

  private static String hash(String name, Function<JsonNode, List<Double>> function) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = ByteBuffer.allocate(Double.BYTES);
      for (var row : GoldenPoints.of(name)) {
        for (double value : function.apply(row)) {
          digest.update(bytes.putDouble(0, value).array());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Double> totalVariance(JsonNode row) {
    return List.of(
        RawSvi.totalVariance(
            number(row, 0),
            number(row, 1),
            number(row, 2),
            number(row, 3),
            number(row, 4),
            number(row, 5)));
  }

  private static List<Double> price(JsonNode row) {
    double forward = number(row, 1);
    double strike = number(row, 2);
    double logMoneyness = Logarithm.log(forward / strike);
    return List.of(Black76.price(side(row), forward, strike, logMoneyness, number(row, 3), 1));
  }

  private static List<Double> impliedDeviation(JsonNode row) {
    return List.of(ImpliedDeviation.ofCall(number(row, 0), number(row, 1), number(row, 2)));
  }
}
