package io.loadline.risk.twin;

import io.loadline.risk.TestParameters;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.ScenarioSet;
import io.loadline.risk.rules.VolRule;
import java.util.ArrayList;
import java.util.List;

/** Rows of a random parameter set: the named lists, with and without more, and free ones. */
final class RandomScenarios {
  private static final long ONE_E9 = 1_000_000_000L;
  private static final List<VolRule> MOVING = List.of(VolRule.NONE, VolRule.UP, VolRule.DOWN);
  private static final List<VolRule> ALL =
      List.of(VolRule.NONE, VolRule.UP, VolRule.DOWN, VolRule.SKEW_LINEAR, VolRule.SKEW_ABSOLUTE);

  /** In hundredths of spot. */
  private static final long[] FAR = {20, 34, 50, 67, 85, 115, 150, 200, 300, 600, 2_500};

  private RandomScenarios() {}

  static List<ScenarioRow> rows(Dice dice) {
    return switch (dice.index(10)) {
      case 0, 1 -> ScenarioSet.G33.rows();
      case 2 -> ScenarioSet.S16.rows();
      case 3 -> and(ScenarioSet.S16.rows(), extra(dice, 6));
      case 4, 5 -> TestParameters.rows();
      case 6 -> and(ScenarioSet.G33.rows(), extra(dice, 6));
      case 7 -> few(dice);
      default -> and(grid(dice), extra(dice, 8));
    };
  }

  /** The largest relative move, in thousandths of the price-scan range. */
  static long widestMoveE3(List<ScenarioRow> rows) {
    return rows.stream()
        .filter(ScenarioRow::relative)
        .mapToLong(row -> Math.abs(row.numerator()) * 1_000 / row.denominator())
        .max()
        .orElse(0);
  }

  private static List<ScenarioRow> and(List<ScenarioRow> rows, List<ScenarioRow> more) {
    var all = new ArrayList<>(rows);
    all.addAll(more);
    return all;
  }

  /** So few that each is the worst of some book. */
  private static List<ScenarioRow> few(Dice dice) {
    var rows = extra(dice, 3);
    return rows.isEmpty() ? List.of(skew(dice)) : rows;
  }

  /** Nested, as a set requires: with a move its mirror and none, by each rule. */
  private static List<ScenarioRow> grid(Dice dice) {
    var rows = new ArrayList<ScenarioRow>();
    long steps = dice.between(1, 3);
    for (var rule : dice.some(MOVING, 70)) {
      for (long step = -steps; step <= steps; step++) {
        rows.add(anyWeight(ScenarioRow.move(step, steps, rule), dice));
      }
    }
    if (rows.isEmpty()) {
      rows.add(ScenarioRow.move(0, 1, VolRule.UP));
    }
    return rows;
  }

  /** Skew and basis rows, tails, and moves beyond the range or of their own block. */
  private static List<ScenarioRow> extra(Dice dice, int most) {
    var rows = new ArrayList<ScenarioRow>();
    for (long count = dice.between(0, most); count > 0; count--) {
      rows.add(
          switch (dice.index(6)) {
            case 0 -> anyWeight(ScenarioRow.move(0, 1, VolRule.BASIS), dice);
            case 1 -> new ScenarioRow(false, 7, 7, VolRule.BASIS, false, ONE_E9, block(dice));
            case 2 -> damped(dice);
            case 3 -> anyWeight(absolute(dice), dice);
            case 4 -> anyWeight(ScenarioRow.move(dice.pick(-3, -2, 2, 3), 1, dice.pick(ALL)), dice);
            default -> anyWeight(skew(dice), dice);
          });
    }
    return rows;
  }

  private static ScenarioRow damped(Dice dice) {
    return new ScenarioRow(false, dice.pick(FAR), 100, dice.pick(ALL), true, ONE_E9, block(dice));
  }

  private static ScenarioRow absolute(Dice dice) {
    return new ScenarioRow(false, dice.between(80, 130), 100, dice.pick(ALL), false, ONE_E9, 0);
  }

  private static ScenarioRow skew(Dice dice) {
    var rule = dice.percent(50) ? VolRule.SKEW_LINEAR : VolRule.SKEW_ABSOLUTE;
    return ScenarioRow.move(dice.between(-4, 4), 4, rule);
  }

  private static ScenarioRow anyWeight(ScenarioRow row, Dice dice) {
    long weight = dice.percent(75) ? ONE_E9 : dice.edge(1, ONE_E9);
    return new ScenarioRow(
        row.relative(),
        row.numerator(),
        row.denominator(),
        row.volRule(),
        false,
        weight,
        block(dice));
  }

  private static int block(Dice dice) {
    return dice.percent(80) ? 0 : (int) dice.between(0, 7);
  }
}
