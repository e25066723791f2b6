package io.loadline.node.margin.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.node.margin.output.Explanation.ScanRow;
import io.loadline.risk.pricing.Row;
import io.loadline.risk.rules.VolRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanPictureTest {
  private static final long FULL = 1_000_000_000L;

  @Test
  void pricesAreColumnsVolatilitiesRowsAndTheBindingCellIsMarked() {
    var rows =
        List.of(
            row(1.1, VolRule.UP, FULL, -40_000),
            row(0.9, VolRule.UP, FULL, 12_345),
            row(0.9, VolRule.DOWN, FULL, -10_000),
            row(1, VolRule.NONE, FULL, 0),
            row(1, VolRule.SKEW_LINEAR, FULL, -5_000),
            row(3, VolRule.UP, FULL / 4, -20_000));
    assertThat(new ScanPicture(rows, List.of(0), Style.PLAIN).lines())
        .containsExactly(
            "           -10%      0%    +10%",
            "vol up    12.3k         #-40.0k*",
            "vol same              0",
            "vol down.-10.0k",
            "          +200%",
            "vol up  :-20.0k",
            ".-5.00k  words");
  }

  @Test
  void onATerminalLossesAreShadedAndColoured() {
    var rows = List.of(row(0.9, VolRule.UP, FULL, -40_000), row(1, VolRule.UP, FULL, 1_000));
    var lines = new ScanPicture(rows, List.of(0), new Style(true, true)).lines();
    assertThat(lines.getLast())
        .isEqualTo("vol up  \u001b[1;41;97m\u2588-40.0k\u001b[0m*\u001b[32m  1.00k\u001b[0m");
  }

  @Test
  void moreMovesThanFitGoBelow() {
    var rows = new ArrayList<ScanRow>();
    for (int i = 0; i < 20; i++) {
      rows.add(row(0.5 + i * 0.05, VolRule.NONE, FULL, -999_999_999L * i));
    }
    var lines = new ScanPicture(rows, List.of(19), Style.PLAIN).lines();
    assertThat(lines).hasSize(6).allMatch(line -> line.length() <= 80);
    assertThat(String.join("", lines)).contains("-19.0B*");
  }

  @Test
  void theCostliestRowsOutsideTheGridAreListed() {
    var rows = new ArrayList<ScanRow>();
    for (int i = 0; i < 8; i++) {
      rows.add(row(1, VolRule.BASIS, FULL, -1_000L * i));
    }
    rows.add(row(1, VolRule.SKEW_LINEAR, FULL, 7_000));
    var lines = new ScanPicture(rows, List.of(7), Style.PLAIN).lines();
    assertThat(lines).hasSize(5);
    assertThat(lines.getFirst()).isEqualTo("#-7.00k*  words");
    assertThat(lines.getLast()).isEqualTo(":-3.00k  words");
  }

  private static ScanRow row(double multiplier, VolRule rule, long weightE9, long gainUsd) {
    var row = new Row(weightE9, 0, rule, multiplier, 0, 1, Optional.empty());
    return new ScanRow(row, "words", BigInteger.valueOf(gainUsd * 1_000_000));
  }
}
