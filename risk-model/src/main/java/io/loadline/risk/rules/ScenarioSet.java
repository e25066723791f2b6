package io.loadline.risk.rules;

import java.util.ArrayList;
import java.util.List;

/** Named lists of rows, docs/crypto-span-1.md section 3. */
public enum ScenarioSet {
  /** Nine price moves by up to three volatility rules, eight tails, two skews. */
  G33,
  /** The sixteen rows of the classic SPAN scan. */
  S16;

  private static final int GRID_STEPS = 4;
  private static final int[] TAILS_IN_HUNDREDTHS = {34, 67, 150, 200, 300, 400, 500, 600};
  private static final int[] SPAN_THIRDS = {0, 1, -1, 2, -2, 3, -3};
  private static final long SPAN_EXTREME_WEIGHT_E9 = 350_000_000L;

  public List<ScenarioRow> rows() {
    return switch (this) {
      case G33 -> grid();
      case S16 -> span();
    };
  }

  private static List<ScenarioRow> grid() {
    var rows = new ArrayList<ScenarioRow>();
    for (int step = -GRID_STEPS; step <= GRID_STEPS; step++) {
      rows.add(ScenarioRow.move(step, GRID_STEPS, VolRule.UP));
      if (Math.abs(step) < GRID_STEPS) {
        rows.add(ScenarioRow.move(step, GRID_STEPS, VolRule.NONE));
        rows.add(ScenarioRow.move(step, GRID_STEPS, VolRule.DOWN));
      }
    }
    for (var hundredths : TAILS_IN_HUNDREDTHS) {
      rows.add(ScenarioRow.tail(hundredths, 100));
    }
    rows.add(ScenarioRow.move(0, 1, VolRule.SKEW_LINEAR));
    rows.add(ScenarioRow.move(0, 1, VolRule.SKEW_ABSOLUTE));
    return List.copyOf(rows);
  }

  private static List<ScenarioRow> span() {
    var rows = new ArrayList<ScenarioRow>();
    for (var thirds : SPAN_THIRDS) {
      rows.add(ScenarioRow.move(thirds, 3, VolRule.UP));
      rows.add(ScenarioRow.move(thirds, 3, VolRule.DOWN));
    }
    rows.add(ScenarioRow.move(2, 1, VolRule.NONE).withWeight(SPAN_EXTREME_WEIGHT_E9));
    rows.add(ScenarioRow.move(-2, 1, VolRule.NONE).withWeight(SPAN_EXTREME_WEIGHT_E9));
    return List.copyOf(rows);
  }
}
