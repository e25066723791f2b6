package io.loadline.consensus.frost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads the JSON vectors of src/test/resources/vectors and of docs/vectors. */
final class Vectors {
  private Vectors() {}

  static JsonNode read(String name) {
    try (InputStream in =
        Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + name), name)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads docs/vectors, which other implementations use as well. */
  static JsonNode shared(String name) {
    return new ObjectMapper().readTree(Path.of("..", "docs", "vectors", name));
  }

  static byte[] bytes(JsonNode hex) {
    String digits = hex.asString();
    return HexFormat.of().parseHex(digits.startsWith("0x") ? digits.substring(2) : digits);
  }

  static Scalar scalar(JsonNode hex) {
    return Scalar.parse(bytes(hex)).orElseThrow();
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
