package io.loadline.risk.rules;

import java.util.List;

/** Limits of parameters; what breaks one is told the field, the limit and the value. */
final class Limit {
  static final long ONE_E9 = 1_000_000_000L;

  /** Factors, and rates that may exceed one. */
  static final long TEN_E9 = 10 * ONE_E9;

  static final long THIRTY_DAYS = 30L * 86_400;
  private static final int MAX_NAME = 64;

  private Limit() {}

  static void between(long value, long low, long high, String name) {
    require(value >= low && value <= high, name, value, "from " + low + " to " + high);
  }

  /** A billionth's share of one: 0 to 10^9. */
  static void share(long valueE9, String name) {
    between(valueE9, 0, ONE_E9, name);
  }

  /** A rate or factor in billionths: 0 to 10^10. */
  static void rate(long valueE9, String name) {
    between(valueE9, 0, TEN_E9, name);
  }

  static void size(List<?> list, int low, int high, String name) {
    between(list.size(), low, high, "number of " + name);
  }

  static void printable(String text, String name) {
    boolean holds =
        !text.isEmpty()
            && text.length() <= MAX_NAME
            && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    require(holds, name, text, "1 to " + MAX_NAME + " printable ASCII characters");
  }

  static void require(boolean holds, String name, Object value, String limit) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must be " + limit + ", was " + value);
    }
  }
}
