package io.loadline.consensus.simulation;

import io.loadline.consensus.simulation.Faults.Crash;
import io.loadline.consensus.simulation.Faults.Partition;
import io.loadline.consensus.simulation.Faults.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs of a few heights each, one seed after the other, until the heights are done. */
public final class Campaign {
  /** Heights of one run; a run's own seed repeats it. */
  static final int HEIGHTS_PER_RUN = 4;

  private static final int SHRINK_RUNS = 100;

  private Campaign() {}

  /**
   * Runs the heights.
   *
   * @param faults as {@link FaultsText} writes them, or null for a mix from each seed
   * @param liar the strategy of every liar in a mix, or null for any
   * @return the last line of a report; a first line "violation" if one was found
   */
  public static String run(
      long seed, long heights, int nodes, @Nullable List<String> faults, @Nullable String liar) {
    Strategy strategy = liar == null ? null : Strategy.valueOf(liar);
    Trace all = new Trace();
    long runs = 0;
    for (long done = 0; done < heights; runs++) {
      int now = (int) Math.min(HEIGHTS_PER_RUN, heights - done);
      long runSeed = seed + runs;
      Faults given =
          faults == null ? FaultMix.of(nodes, runSeed, strategy) : FaultsText.read(faults);
      done += now;
      try {
        all.add(new Simulation(nodes, now, given, runSeed).run().trace.value());
      } catch (Violation | RuntimeException e) {
        return report(runSeed, now, nodes, given, done, e);
      }
    }
    return "heights=%d runs=%d nodes=%d violations=0 trace=%016x"
        .formatted(heights, runs, nodes, all.value());
  }

  private static String report(
      long seed, int heights, int nodes, Faults faults, long done, Throwable first) {
    Faults smallest = shrink(seed, heights, nodes, faults, kind(first));
    Throwable last = attempt(seed, heights, nodes, smallest);
    return """
    violation after %d heights: %s
    shrunk: %s
    repeat with: scripts/simulate --seed %d --heights %d --nodes %d --faults FILE, where FILE holds
    %strace=%s\
    """
        .formatted(
            done,
            text(first),
            last == null ? "no violation" : text(last),
            seed,
            heights,
            nodes,
            FaultsText.write(smallest),
            trace(seed, heights, nodes, smallest));
  }

  private static String text(Throwable failure) {
    return failure instanceof Violation ? String.valueOf(failure.getMessage()) : failure.toString();
  }

  private static String trace(long seed, int heights, int nodes, Faults faults) {
    Simulation simulation = new Simulation(nodes, heights, faults, seed);
    try {
      simulation.run();
    } catch (Violation | RuntimeException _) {
      // What it did until then is what a repetition must do too.
    }
    return "%016x".formatted(simulation.trace.value());
  }

  private static @Nullable Throwable attempt(long seed, int heights, int nodes, Faults faults) {
    try {
      new Simulation(nodes, heights, faults, seed).run();
      return null;
    } catch (Violation | RuntimeException e) {
      return e;
    }
  }

  private static String kind(Throwable failure) {
    return failure instanceof Violation violation
        ? violation.invariant
        : failure.getClass().getName();
  }

  /** Leaves out one fault after the other as long as the same invariant still breaks. */
  private static Faults shrink(long seed, int heights, int nodes, Faults faults, String kind) {
    Faults smallest = faults;
    int runs = 0;
    boolean smaller = true;
    while (smaller && runs < SHRINK_RUNS) {
      smaller = false;
      List<Faults> candidates = oneLess(smallest);
      for (int i = 0; i < candidates.size() && runs < SHRINK_RUNS; runs++) {
        Throwable failure = attempt(seed, heights, nodes, candidates.get(i));
        if (failure != null && kind(failure).equals(kind)) {
          smallest = candidates.get(i);
          candidates = oneLess(smallest); // The next fault has moved to this one's place.
          smaller = true;
        } else {
          i++;
        }
      }
    }
    return smallest;
  }

  private static List<Faults> oneLess(Faults f) {
    List<Faults> less = new ArrayList<>();
    for (int i = 0; i < f.crashes().size(); i++) {
      List<Crash> crashes = new ArrayList<>(f.crashes());
      crashes.remove(i);
      less.add(f.withCrashes(crashes));
    }
    for (int i = 0; i < f.partitions().size(); i++) {
      List<Partition> partitions = new ArrayList<>(f.partitions());
      partitions.remove(i);
      less.add(f.withPartitions(partitions));
    }
    for (int member : f.adversaries().keySet()) {
      Map<Integer, Strategy> liars = new TreeMap<>(f.adversaries());
      liars.remove(member);
      less.add(f.withMembers(liars, f.cannotCompute(), f.clockPercent()));
    }
    for (int member : f.cannotCompute()) {
      Set<Integer> unable = new TreeSet<>(f.cannotCompute());
      unable.remove(member);
      less.add(f.withMembers(f.adversaries(), unable, f.clockPercent()));
    }
    if (!f.clockPercent().isEmpty()) {
      less.add(f.withMembers(f.adversaries(), f.cannotCompute(), Map.of()));
    }
    if (f.dropPercent() > 0) {
      less.add(
          f.withNetwork(f.settledMs(), f.delayMs(), 0, f.duplicatePercent(), f.stallPercent()));
    }
    if (f.duplicatePercent() > 0) {
      less.add(f.withNetwork(f.settledMs(), f.delayMs(), f.dropPercent(), 0, f.stallPercent()));
    }
    if (f.stallPercent() > 0) {
      less.add(f.withNetwork(f.settledMs(), f.delayMs(), f.dropPercent(), f.duplicatePercent(), 0));
    }
    return less;
  }
}
