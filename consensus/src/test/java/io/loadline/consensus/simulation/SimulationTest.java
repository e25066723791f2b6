package io.loadline.consensus.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.simulation.Faults.Partition;
import io.loadline.consensus.simulation.Faults.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Committees under faults, signing on the curve; {@link ManyHeightsTest} has the numbers. {@code
 * -Dsimulation.seeds=N} runs N seeds per size, {@code -Dsimulation.first=S} begins at another one.
 */
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("simulation.seeds", 2);
  private static final long FIRST = Long.getLong("simulation.first", 1);
  private static final long ROUND_CAP_MS = Simulation.TIMES.capMs();

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 7, 10, 13})
  void withoutFaultsEveryoneSignsInRoundZero(int n) {
    Simulation run = new Simulation(n, 3, Faults.none(), n).run(2_000);
    assertThat(run.invariants.highestRound).isZero();
    assertThat(run.invariants.incomplete).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 7, 10})
  void anyFaultsWithinTheBoundKeepEveryInvariant(int n) {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      assertThat(Campaign.run(seed, 2, n, null, null)).startsWith("heights=2");
    }
  }

  @Test
  void healedPartitionRecoversWithinTwoTimerCaps() {
    Faults faults =
        Faults.none()
            .withNetwork(20_000, 40, 0, 0, 0)
            .withPartitions(List.of(new Partition(0, 20_000, Set.of(0, 1))));
    Simulation run = new Simulation(4, 1, faults, 5);
    run.run(faults.settledMs() + 2 * ROUND_CAP_MS);
    assertThat(run.invariants.highestRound).isPositive();
  }

  @Test
  void memberThatCannotComputeFollows() {
    Faults faults = Faults.none().withMembers(Map.of(), Set.of(2), Map.of());
    new Simulation(4, 3, faults, 3).run(10 * ROUND_CAP_MS);
  }

  @Test
  void equivocatingObserverIsFoundOut() {
    int evidence = 0;
    for (int liar = 0; liar < 4; liar++) {
      Faults faults =
          Faults.none()
              .withMembers(Map.of(liar, Strategy.EQUIVOCATING_OBSERVER), Set.of(), Map.of());
      evidence += new Simulation(4, 2, faults, 11).run(20 * ROUND_CAP_MS).invariants.evidence;
    }
    assertThat(evidence).isPositive();
  }
}
