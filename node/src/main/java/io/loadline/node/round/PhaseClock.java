package io.loadline.node.round;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** When each phase of a height was reached, since its anchor block was seen final. Thread-safe. */
final class PhaseClock {
  /** The phases in the order in which a round passes them. */
  enum Phase {
    OBSERVED,
    COMPUTED,
    DECIDED,
    SIGNED,
    KEPT,
    SUBMITTED
  }

  private final long openedNanos = System.nanoTime();
  private final Map<Phase, Long> reachedMs = new EnumMap<>(Phase.class);

  /** Notes the first time a phase is reached. */
  synchronized void reached(Phase phase) {
    reachedMs.putIfAbsent(phase, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openedNanos));
  }

  /** Milliseconds from the opening to each phase reached so far. */
  synchronized Map<Phase, Long> reachedMs() {
    return new EnumMap<>(reachedMs);
  }
}
