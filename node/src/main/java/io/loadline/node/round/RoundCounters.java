package io.loadline.node.round;

import java.util.SortedMap;
import java.util.TreeMap;

/** Counts by name, for metrics. Thread-safe. */
final class RoundCounters {
  private final SortedMap<String, Long> counts = new TreeMap<>();

  synchronized void count(String name) {
    counts.merge(name, 1L, Long::sum);
  }

  synchronized SortedMap<String, Long> snapshot() {
    return new TreeMap<>(counts);
  }
}
