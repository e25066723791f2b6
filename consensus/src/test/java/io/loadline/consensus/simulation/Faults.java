package io.loadline.consensus.simulation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What goes wrong in a run, as data.
 *
 * @param settledMs from here on the network loses nothing, nobody crashes, delays are bounded
 * @param delayMs greatest delay of a message
 * @param dropPercent how many deliveries are lost before
 * @param duplicatePercent how many deliveries come twice
 * @param stallPercent how many observations and computations fail or hang before
 * @param partitions who cannot hear whom, when
 * @param crashes whose process dies, when, after how many effects, and when it comes back
 * @param adversaries members that lie, and how
 * @param cannotCompute members whose computation always fails
 * @param clockPercent members whose timers run fast or slow, 100 being right
 */
record Faults(
    long settledMs,
    int delayMs,
    int dropPercent,
    int duplicatePercent,
    int stallPercent,
    List<Partition> partitions,
    List<Crash> crashes,
    SortedMap<Integer, Strategy> adversaries,
    SortedSet<Integer> cannotCompute,
    SortedMap<Integer, Integer> clockPercent) {
  Faults {
    partitions = List.copyOf(partitions);
    crashes = List.copyOf(crashes);
    adversaries = Collections.unmodifiableSortedMap(new TreeMap<>(adversaries));
    cannotCompute = Collections.unmodifiableSortedSet(new TreeSet<>(cannotCompute));
    clockPercent = Collections.unmodifiableSortedMap(new TreeMap<>(clockPercent));
  }

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
    REPEATED_JUSTIFICATIONS,
    FOREIGN_LOCK,
    LATE_LEADER,
    SELECTIVE_DECISION,
    REPLAYER,
    DISKLESS
  }

  static Faults none() {
    return new Faults(
        0, 40, 0, 0, 0, List.of(), List.of(), new TreeMap<>(), new TreeSet<>(), new TreeMap<>());
  }

  Faults withNetwork(long settled, int delay, int drop, int duplicate, int stall) {
    return new Faults(
        settled,
        delay,
        drop,
        duplicate,
        stall,
        partitions,
        crashes,
        adversaries,
        cannotCompute,
        clockPercent);
  }

  Faults withPartitions(List<Partition> others) {
    return new Faults(
        settledMs,
        delayMs,
        dropPercent,
        duplicatePercent,
        stallPercent,
        others,
        crashes,
        adversaries,
        cannotCompute,
        clockPercent);
  }

  Faults withCrashes(List<Crash> others) {
    return new Faults(
        settledMs,
        delayMs,
        dropPercent,
        duplicatePercent,
        stallPercent,
        partitions,
        others,
        adversaries,
        cannotCompute,
        clockPercent);
  }

  Faults withMembers(
      Map<Integer, Strategy> liars, Set<Integer> unable, Map<Integer, Integer> clocks) {
    return new Faults(
        settledMs,
        delayMs,
        dropPercent,
        duplicatePercent,
        stallPercent,
        partitions,
        crashes,
        new TreeMap<>(liars),
        new TreeSet<>(unable),
        new TreeMap<>(clocks));
  }
}
