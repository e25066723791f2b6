package io.loadline.node.round;

import io.loadline.node.http.RoundNotes;
import io.loadline.node.round.PhaseClock.Phase;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Remembers how the newest rounds went, for the status API. Bounded; thread-safe. */
final class RoundJournal implements RoundNotes {
  private static final int KEPT_ROUNDS = 512;

  private static final class Entry {
    final @Nullable Computation computation;
    final @Nullable PhaseClock phases;
    final SortedMap<Long, Submitted> submissions = new TreeMap<>();

    Entry(@Nullable Computation computation, @Nullable PhaseClock phases) {
      this.computation = computation;
      this.phases = phases;
    }
  }

  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private long acceptedHeight;

  /** A round this node computed and keeps. */
  void kept(long height, Computation computation, PhaseClock phases) {
    add(height, new Entry(computation, phases));
  }

  /** A round this node got from another member. */
  void caughtUp(long height) {
    add(height, new Entry(null, null));
  }

  private synchronized void add(long height, Entry entry) {
    entries.putIfAbsent(height, entry);
    while (entries.size() > KEPT_ROUNDS) {
      entries.pollFirstEntry();
    }
  }

  /** This node's transaction brought the round to a contract. */
  synchronized void submitted(long height, Submitted submitted) {
    accepted(height);
    Entry entry = entries.get(height);
    if (entry != null) {
      entry.submissions.put(submitted.chainId(), submitted);
    }
  }

  /** A contract has the round, by whoever's transaction. */
  synchronized void accepted(long height) {
    acceptedHeight = Math.max(acceptedHeight, height);
  }

  /** The newest round that a contract is known to have. */
  synchronized Optional<Long> acceptedHeight() {
    return acceptedHeight == 0 ? Optional.empty() : Optional.of(acceptedHeight);
  }

  @Override
  public synchronized Optional<Note> at(long height) {
    return Optional.ofNullable(entries.get(height))
        .map(entry ->
            new Note(
                entry.computation != null,
                phases(entry),
                new ArrayList<>(entry.submissions.values())));
  }

  private static SortedMap<String, Long> phases(Entry entry) {
    SortedMap<String, Long> byName = new TreeMap<>();
    if (entry.phases != null) {
      for (Map.Entry<Phase, Long> phase : entry.phases.reachedMs().entrySet()) {
        byName.put(phase.getKey().name().toLowerCase(Locale.ROOT), phase.getValue());
      }
    }
    if (entry.computation != null) {
      byName.put("read", entry.computation.readMs());
      byName.put("risk", entry.computation.riskMs());
    }
    return byName;
  }
}
