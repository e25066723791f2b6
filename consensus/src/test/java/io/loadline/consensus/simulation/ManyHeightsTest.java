package io.loadline.consensus.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many heights over the model group, each run of four with a mix of faults of its own. {@code
 * -Dsimulation.thousands=N} runs about N thousand heights, {@code -Dsimulation.first=S} begins at
 * another seed.
 */
class ManyHeightsTest {
  private static final long THOUSANDS = Long.getLong("simulation.thousands", 2);
  private static final long FIRST = Long.getLong("simulation.first", 1);

  /** Small committees get most heights: they are quick, and their quorums are the tightest. */
  @ParameterizedTest(name = "n={0}")
  @CsvSource({"1,160", "4,320", "5,160", "6,160", "7,120", "10,48", "13,24", "31,4"})
  void everyInvariantHoldsUnderAnyMixOfFaults(int nodes, long heightsPerThousand) {
    ClassLoader model = ChangedClasses.load(Path.of(""), List.of(), true);
    assertThat(Simulate.run(model, FIRST, heightsPerThousand * THOUSANDS, nodes, null, null))
        .contains("violations=0");
  }

  @ParameterizedTest(name = "n={0}")
  @CsvSource({"4", "7"})
  void oneSeedHasOneTrace(int nodes) {
    ClassLoader one = ChangedClasses.load(Path.of(""), List.of(), true);
    ClassLoader other = ChangedClasses.load(Path.of(""), List.of(), true);
    assertThat(Simulate.run(one, FIRST, 40, nodes, null, null))
        .isEqualTo(Simulate.run(other, FIRST, 40, nodes, null, null));
  }
}
