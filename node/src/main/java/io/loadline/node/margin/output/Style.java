package io.loadline.node.margin.output;

import java.nio.charset.Charset;
import java.util.Map;

/** What the place where text goes can show. */
public record Style(boolean colour, boolean unicode) {
  /** Letters, digits and signs only: files, pipes, tests. */
  public static final Style PLAIN = new Style(false, false);

  private static final String RESET = "\u001b[0m";

  /**
   * Colour and shades on a terminal only. Colour not where NO_COLOR (no-color.org) or a dumb TERM
   * says no, shades where the terminal takes Unicode.
   */
  public static Style of(boolean isTerminal, Charset charset, Map<String, String> environment) {
    boolean isWanted =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Style(isTerminal && isWanted, isTerminal && charset.name().startsWith("UTF"));
  }

  String bold(String text) {
    return colour ? "\u001b[1m" + text + RESET : text;
  }

  String loss(String text) {
    return colour ? "\u001b[31m" + text + RESET : text;
  }

  String gain(String text) {
    return colour ? "\u001b[32m" + text + RESET : text;
  }

  String worst(String text) {
    return colour ? "\u001b[1;41;97m" + text + RESET : text;
  }

  String warning(String text) {
    return colour ? "\u001b[33m" + text + RESET : text;
  }

  /** A shade for a loss of {@code quarters} quarters of the worst one, 0 to 4. */
  char shade(int quarters) {
    return (unicode ? " \u2591\u2592\u2593\u2588" : " .:+#").charAt(quarters);
  }
}
