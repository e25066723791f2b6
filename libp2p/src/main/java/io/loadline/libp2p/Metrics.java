package io.loadline.libp2p;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Named counters. Names are constants of this module, never taken from a peer. */
public final class Metrics {
  private final ConcurrentHashMap<String, LongAdder> counters = new ConcurrentHashMap<>();

  public void count(String name) {
    add(name, 1);
  }

  public void add(String name, long amount) {
    counters.computeIfAbsent(name, _ -> new LongAdder()).add(amount);
  }

  public SortedMap<String, Long> snapshot() {
    SortedMap<String, Long> values = new TreeMap<>();
    counters.forEach((name, value) -> values.put(name, value.sum()));
    return values;
  }
}
