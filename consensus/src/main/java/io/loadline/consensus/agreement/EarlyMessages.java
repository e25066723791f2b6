package io.loadline.consensus.agreement;

import io.loadline.consensus.message.WireMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Verified messages of heights that other members opened a little earlier. Bounded per height and
 * per author.
 */
final class EarlyMessages {
  static final int HEIGHTS_AHEAD = 2;
  private static final int PER_AUTHOR = 6;
  private static final int NO_AUTHOR = -1;

  private final TreeMap<Long, Map<Integer, List<WireMessage>>> byHeight = new TreeMap<>();

  /** Keeps a message, unless its author said enough already. */
  boolean keep(WireMessage message) {
    List<WireMessage> said =
        byHeight
            .computeIfAbsent(message.height(), _ -> new TreeMap<>())
            .computeIfAbsent(message.author().orElse(NO_AUTHOR), _ -> new ArrayList<>());
    return said.size() < PER_AUTHOR && said.add(message);
  }

  /** Takes out what was kept for a height, and forgets the heights before it. */
  List<WireMessage> take(long height) {
    byHeight.headMap(height).clear();
    Map<Integer, List<WireMessage>> kept = byHeight.remove(height);
    return kept == null ? List.of() : kept.values().stream().flatMap(List::stream).toList();
  }

  /** How many messages are kept. */
  int size() {
    return byHeight.values().stream()
        .flatMap(authors -> authors.values().stream())
        .mapToInt(List::size)
        .sum();
  }
}
