package io.loadline.consensus.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.simulation.Faults.Strategy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many heights over the model group, each run of four with a mix of faults of its own. {@code
 * -Dsimulation.thousands=N} runs about N thousand heights, {@code -Dsimulation.first=S} begins at
 * another seed.
 */
class ManyHeightsTest {
  private static final long THOUSANDS = Long.getLong("simulation.thousands", 20);

  /** Side by side; each begins at seeds of its own. */
  private static final int PARTS = 8;

  private static final long FIRST = Long.getLong("simulation.first", 1);

  /** One for all: what the compiler learned about it at one size serves the next. */
  private static final ClassLoader MODEL = ChangedClasses.load(Path.of(""), List.of(), true);

  /** Small committees get most heights: they are quick, and their quorums are the tightest. */
  @ParameterizedTest(name = "n={0}")
  @CsvSource({"1,166", "4,320", "5,160", "6,160", "7,120", "10,48", "13,24", "31,2"})
  void everyInvariantHoldsUnderAnyMixOfFaults(int nodes, long heightsPerThousand) {
    long heights = Math.ceilDiv(heightsPerThousand * THOUSANDS, PARTS);
    var reports =
        IntStream.range(0, PARTS)
            .parallel()
            .mapToObj(
                part -> Simulate.run(MODEL, FIRST + part * heights, heights, nodes, null, null))
            .toList();
    assertThat(reports).allMatch(report -> report.contains("violations=0"));
  }

  @Test
  void everyLyingStrategyAloneIsSurvived() {
    for (Strategy strategy : Strategy.values()) {
      for (int liar = 0; liar < 4; liar++) {
        List<String> faults = List.of("duplicate 10", "liar " + liar + " " + strategy);
        assertThat(Simulate.run(MODEL, 17, 2, 4, faults, null)).contains("violations=0");
      }
    }
  }

  /**
   * Found by a long run: the decided list named an observation of member 0 from before its crash,
   * and member 0 took its own words from nobody, so that it could never compute and sign.
   */
  @Test
  void memberGetsItsOwnObservationOfAnEarlierLifeBack() {
    List<String> faults =
        """
        settled 3176
        delay 142
        drop 24
        stall 32
        crash 0 1506 1 2718
        crash 2 369 2 723
        liar 3 BAD_SHARES
        """
            .lines()
            .toList();
    assertThat(Simulate.run(MODEL, 100_841, 4, 4, faults, null)).contains("violations=0");
  }

  @ParameterizedTest(name = "n={0}")
  @CsvSource({"4", "7"})
  void oneSeedHasOneTrace(int nodes) {
    ClassLoader other = ChangedClasses.load(Path.of(""), List.of(), true);
    assertThat(Simulate.run(MODEL, FIRST, 40, nodes, null, null))
        .isEqualTo(Simulate.run(other, FIRST, 40, nodes, null, null));
  }
}
