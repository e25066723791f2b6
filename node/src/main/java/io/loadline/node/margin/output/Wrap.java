package io.loadline.node.margin.output;

import java.util.ArrayList;
import java.util.List;

/** Breaks text at spaces. */
final class Wrap {
  private Wrap() {}

  /**
   * Lines of at most {@code width} characters, unless a word is longer; all but the first indented.
   */
  static List<String> lines(String text, int width, String indent) {
    var lines = new ArrayList<String>();
    String start = text.substring(0, text.length() - text.stripLeading().length());
    var line = new StringBuilder(start);
    boolean isEmpty = true;
    for (String word : text.strip().split(" ", -1)) {
      if (!isEmpty && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
        isEmpty = true;
      }
      line.append(isEmpty ? "" : " ").append(word);
      isEmpty = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
