package io.loadline.consensus.simulation;

import io.loadline.consensus.simulation.Faults.Crash;
import io.loadline.consensus.simulation.Faults.Partition;
import io.loadline.consensus.simulation.Faults.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Any mix of faults that the protocol promises to survive, from a seed. */
final class FaultMix {
  private FaultMix() {}

  static Faults of(int n, long seed) {
    return of(n, seed, null);
  }

  /** The same with every liar following one strategy, and at least one liar. */
  static Faults of(int n, long seed, @Nullable Strategy wanted) {
    SplittableRandom random = new SplittableRandom(seed * 1_000 + n);
    long settledMs = 300L + random.nextInt(random.nextBoolean() ? 1_000 : 8_000);
    int mostFaulty = (n - 1) / 3;
    int faulty = Math.max(random.nextInt(mostFaulty + 1), wanted == null ? 0 : 1);
    Map<Integer, Strategy> liars = new TreeMap<>();
    Set<Integer> unable = new TreeSet<>();
    Strategy[] all = Strategy.values();
    Strategy together = wanted == null ? all[random.nextInt(all.length)] : wanted;
    boolean collude = wanted != null || random.nextInt(3) == 0;
    while (liars.size() + unable.size() < faulty) {
      int member = random.nextInt(n);
      if (wanted == null && random.nextInt(10) == 0 && !liars.containsKey(member)) {
        unable.add(member);
      } else if (!unable.contains(member)) {
        liars.put(member, collude ? together : all[random.nextInt(all.length)]);
      }
    }
    Map<Integer, Integer> clocks = new TreeMap<>();
    if (random.nextInt(4) == 0) {
      clocks.put(random.nextInt(n), 80 + random.nextInt(41));
    }
    return Faults.none()
        .withNetwork(
            settledMs,
            1 + random.nextInt(150),
            random.nextInt(2) * random.nextInt(30),
            random.nextInt(2) * random.nextInt(20),
            random.nextInt(3) == 0 ? random.nextInt(40) : 0)
        .withPartitions(partitions(n, settledMs, random))
        .withCrashes(crashes(n, settledMs, random))
        .withMembers(liars, unable, clocks);
  }

  private static List<Partition> partitions(int n, long settledMs, SplittableRandom random) {
    List<Partition> partitions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0 && n > 1; i--) {
      Set<Integer> side = new TreeSet<>();
      for (int member = 0; member < n; member++) {
        if (random.nextBoolean()) {
          side.add(member);
        }
      }
      long fromMs = random.nextBoolean() ? 0 : random.nextLong(settledMs);
      if (!side.isEmpty()) {
        partitions.add(new Partition(fromMs, fromMs + random.nextInt(4_000), side));
      }
    }
    return partitions;
  }

  private static List<Crash> crashes(int n, long settledMs, SplittableRandom random) {
    List<Crash> crashes = new ArrayList<>();
    for (int i = random.nextInt(Math.min(n, 8) + 1); i > 0; i--) {
      long atMs = random.nextLong(settledMs);
      long backMs = Math.min(settledMs, atMs + 1 + random.nextInt(2_000));
      crashes.add(new Crash(random.nextInt(n), atMs, random.nextInt(12), backMs));
    }
    return crashes;
  }
}
