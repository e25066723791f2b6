package io.loadline.node.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a misspelt word was probably meant to be. */
public final class Spelling {
  private static final int MOST_CHANGES = 3;

  private Spelling() {}

  /** The known word with the fewest letters changed, added or left out: three at most. */
  public static Optional<String> nearest(String unknown, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(word -> distance(word, unknown))
                .thenComparing(word -> word))
        .filter(word -> distance(word, unknown) <= MOST_CHANGES)
        .filter(word -> distance(word, unknown) < Math.max(word.length(), unknown.length()));
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
