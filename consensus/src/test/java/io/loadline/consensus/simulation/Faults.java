package io.loadline.consensus.simulation;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What goes wrong in a run, as data.
 *
 * @param settledMs from here on the network loses nothing, nobody crashes, delays are bounded
 * @param delayMs greatest delay of a message
 * @param dropPercent how many deliveries are lost before
 * @param duplicatePercent how many deliveries come twice
 * @param partitions who cannot hear whom, when
 * @param crashes whose process dies, when, after how many effects, and when it comes back
 * @param adversaries members that lie, and how
 * @param cannotCompute members whose computation always fails
 */
record Faults(
    long settledMs,
    int delayMs,
    int dropPercent,
    int duplicatePercent,
    List<Partition> partitions,
    List<Crash> crashes,
    Map<Integer, Strategy> adversaries,
    Set<Integer> cannotCompute) {
  /** Members on the two sides do not hear each other. */
  record Partition(long fromMs, long untilMs, Set<Integer> side) {
    boolean separates(long nowMs, int a, int b) {
      return nowMs >= fromMs && nowMs < untilMs && side.contains(a) != side.contains(b);
    }
  }

  /**
   * A process dies at its next effects.
   *
   * @param effectsLeft how many effects it still carries out, also in the middle of a list
   */
  record Crash(int member, long atMs, int effectsLeft, long backMs) {}

  /** What a faulty member does beside running the protocol. */
  enum Strategy {
    SILENT,
    EQUIVOCATING_LEADER,
    EQUIVOCATING_OBSERVER,
    DOUBLE_VOTER,
    LOCK_WITHHOLDER,
    BAD_SHARES,
    WITHHELD_SHARES,
    EQUIVOCATING_COORDINATOR,
    HUGE_ROUNDS,
    CENSOR,
    STRIPPED_JUSTIFICATIONS,
    DISKLESS
  }

  static Faults none() {
    return new Faults(0, 40, 0, 0, List.of(), List.of(), Map.of(), Set.of());
  }
}
