package io.loadline.node.margin.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files to start from: they show every kind of position and run as they are. */
public final class Examples {
  private Examples() {}

  /** A portfolio file. */
  public static String portfolio() {
    return resource("portfolio.json");
  }

  /** A market file. */
  public static String market() {
    return resource("market.json");
  }

  private static String resource(String name) {
    try (InputStream in = Examples.class.getResourceAsStream("/io/loadline/node/margin/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its example " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
