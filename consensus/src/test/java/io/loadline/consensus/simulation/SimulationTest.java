package io.loadline.consensus.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.simulation.Faults.Crash;
import io.loadline.consensus.simulation.Faults.Partition;
import io.loadline.consensus.simulation.Faults.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Committees under faults. {@code -Dsimulation.seeds=N} runs N seeds per size, {@code
 * -Dsimulation.first=S} begins at another one.
 */
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("simulation.seeds", 5);
  private static final long FIRST = Long.getLong("simulation.first", 1);
  private static final long ROUND_CAP_MS = Simulation.TIMES.capMs();

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 7, 10, 13})
  void withoutFaultsEveryoneSignsInRoundZero(int n) {
    Simulation run = new Simulation("n=" + n, n, 3, Faults.none(), n).run(2_000);
    assertThat(run.invariants.highestRound).isZero();
    assertThat(run.invariants.incomplete).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 7, 10})
  void anyFaultsWithinTheBoundKeepEveryInvariant(int n) {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Faults faults = random(n, new SplittableRandom(seed * 1_000 + n));
      String name = "n=" + n + " seed=" + seed + " " + faults;
      new Simulation(name, n, 2, faults, seed).run(faults.settledMs() + 30 * ROUND_CAP_MS);
    }
  }

  @Test
  void healedPartitionRecoversWithinTwoTimerCaps() {
    Faults faults =
        new Faults(
            20_000,
            40,
            0,
            0,
            List.of(new Partition(0, 20_000, Set.of(0, 1))),
            List.of(),
            Map.of(),
            Set.of());
    Simulation run = new Simulation("healed", 4, 1, faults, 5);
    run.run(faults.settledMs() + 2 * ROUND_CAP_MS);
    assertThat(run.invariants.highestRound).isPositive();
  }

  @Test
  void everyLyingStrategyAloneIsSurvived() {
    for (Strategy strategy : Strategy.values()) {
      for (int liar = 0; liar < 4; liar++) {
        Faults faults =
            new Faults(0, 40, 0, 10, List.of(), List.of(), Map.of(liar, strategy), Set.of());
        String name = strategy + " by " + liar;
        new Simulation(name, 4, 2, faults, 17).run(20 * ROUND_CAP_MS);
      }
    }
  }

  @Test
  void memberThatCannotComputeFollows() {
    Faults faults = new Faults(0, 40, 0, 0, List.of(), List.of(), Map.of(), Set.of(2));
    new Simulation("cannot compute", 4, 3, faults, 3).run(10 * ROUND_CAP_MS);
  }

  @Test
  void equivocatingObserverIsFoundOut() {
    int evidence = 0;
    for (int liar = 0; liar < 4; liar++) {
      Faults faults =
          new Faults(
              0,
              40,
              0,
              0,
              List.of(),
              List.of(),
              Map.of(liar, Strategy.EQUIVOCATING_OBSERVER),
              Set.of());
      evidence +=
          new Simulation("observer " + liar, 4, 2, faults, 11)
              .run(20 * ROUND_CAP_MS)
              .invariants
              .evidence;
    }
    assertThat(evidence).isPositive();
  }

  /** Any mix that the protocol promises to survive. */
  private static Faults random(int n, SplittableRandom random) {
    long settledMs = 500L + random.nextInt(8_000);
    int liars = random.nextInt((n - 1) / 3 + 1);
    Map<Integer, Strategy> adversaries = new HashMap<>();
    while (adversaries.size() < liars) {
      Strategy[] all = Strategy.values();
      adversaries.put(random.nextInt(n), all[random.nextInt(all.length)]);
    }
    List<Partition> partitions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0 && n > 1; i--) {
      Set<Integer> side = new TreeSet<>();
      for (int member = 0; member < n; member++) {
        if (random.nextBoolean()) {
          side.add(member);
        }
      }
      long fromMs = random.nextLong(settledMs);
      partitions.add(new Partition(fromMs, fromMs + random.nextInt(4_000), side));
    }
    List<Crash> crashes = new ArrayList<>();
    for (int i = random.nextInt(n + 1); i > 0; i--) {
      long atMs = random.nextLong(settledMs);
      long backMs = Math.min(settledMs, atMs + 1 + random.nextInt(2_000));
      crashes.add(new Crash(random.nextInt(n), atMs, random.nextInt(12), backMs));
    }
    return new Faults(
        settledMs,
        1 + random.nextInt(150),
        random.nextInt(30),
        random.nextInt(20),
        partitions,
        crashes,
        adversaries,
        Set.of());
  }
}
