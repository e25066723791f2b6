package io.loadline.consensus.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation bites, and what it reports can be repeated. */
class PlantedBugTest {
  private static final Path MODULE = Path.of("");

  @ParameterizedTest
  @EnumSource
  void plantedBugIsFoundWithinItsHeights(PlantedBug bug) {
    String liar = bug.liar == null ? null : bug.liar.name();
    ClassLoader changed = ChangedClasses.load(MODULE, bug.patches, true);
    assertThat(Simulate.run(changed, 1, bug.heights, bug.nodes, null, liar))
        .as("%s within %d heights of %d", bug, bug.heights, bug.nodes)
        .startsWith("violation")
        .doesNotContain("no violation");
  }

  @Test
  void reportedFaultsRepeatTheSameTrace() {
    PlantedBug bug = PlantedBug.OBSERVATION_FORGOTTEN;
    ClassLoader changed = ChangedClasses.load(MODULE, bug.patches, true);
    String report = Simulate.run(changed, 1, bug.heights, bug.nodes, null, null);
    List<String> lines = report.lines().toList();
    long seed = Long.parseLong(report.replaceAll("(?s).*--seed (\\d+).*", "$1"));
    long heights = Long.parseLong(report.replaceAll("(?s).*--heights (\\d+).*", "$1"));
    List<String> faults =
        lines.subList(3, lines.size()).stream().filter(line -> !line.startsWith("trace")).toList();
    String again = Simulate.run(changed, seed, heights, bug.nodes, faults, null);
    assertThat(again).startsWith("violation");
    assertThat(again.lines().toList().getLast()).isEqualTo(lines.getLast()).startsWith("trace=");
  }
}
