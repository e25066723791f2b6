package io.loadline.consensus.ceremony;

import java.util.List;
import java.util.Map;

/**
 * What goes wrong in a run, as data.
 *
 * @param dropPercent how many deliveries are lost
 * @param duplicatePercent how many come twice
 * @param delayMs greatest delay of a delivery
 * @param crashes whose process dies, when and for how long
 * @param liars who does what
 */
record CeremonyFaults(
    int dropPercent,
    int duplicatePercent,
    int delayMs,
    List<Crash> crashes,
    Map<Integer, Lie> liars) {
  /**
   * A process dies in a phase.
   *
   * @param effects how many effects of the phase it still carries out, also inside a list
   */
  record Crash(int participant, Phase phase, int effects, long backAfterMs) {}

  static CeremonyFaults none() {
    return new CeremonyFaults(0, 0, 40, List.of(), Map.of());
  }

  static CeremonyFaults of(Map<Integer, Lie> liars) {
    return new CeremonyFaults(10, 5, 60, List.of(), liars);
  }
}
