package io.loadline.risk;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads docs/vectors, which other implementations use as well. */
public final class Vectors {
  private Vectors() {}

  public static JsonNode read(String file) {
    return JsonMapper.shared().readTree(Path.of("..", "docs", "vectors", file));
  }
}
