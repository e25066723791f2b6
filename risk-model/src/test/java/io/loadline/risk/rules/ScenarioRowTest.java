package io.loadline.risk.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.risk.TestBooks;
import io.loadline.risk.TestParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioRowTest {
  private static final long ONE_E9 = 1_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "true, 1, 0, UP, false, 1000000000, 0, denominator must be from 1 to 1000",
    "true, 1, 1001, UP, false, 1000000000, 0, denominator",
    "true, 100001, 1, UP, false, 1000000000, 0, numerator must be from -100000 to 100000",
    "true, -100001, 1, UP, false, 1000000000, 0, numerator",
    "false, 1, 0, UP, false, 1000000000, 0, denominator must be from 1 to 1000000000",
    "false, 1, 1000000001, UP, false, 1000000000, 0, denominator",
    "false, 0, 1, UP, false, 1000000000, 0, numerator must be from 1 to 100",
    "false, 101, 1, UP, false, 1000000000, 0, numerator",
    "false, 1, 3, UP, false, 1000000000, 0, numerator / denominator must be a whole number",
    "true, 1, 2, UP, false, 0, 0, weightE9 must be from 1 to 1000000000",
    "true, 1, 2, UP, false, 1000000001, 0, weightE9",
    "true, 1, 2, UP, false, 1000000000, -1, block must be from 0 to 7",
    "true, 1, 2, UP, false, 1000000000, 8, block",
    "true, 1, 2, BASIS, false, 1000000000, 0, multiplier of a basis row must be 1",
    "false, 3, 2, BASIS, false, 1000000000, 0, multiplier of a basis row must be 1",
    "true, 1, 2, UP, true, 1000000000, 0, damped must be false in a relative row",
    "false, 5, 5, UP, true, 1000000000, 0, multiplier of a damped row must be other than 1",
    "false, 2, 1, UP, true, 350000000, 0, weightE9 of a damped row must be 10^9",
  })
  void aRowOutsideItsLimitsIsRefused(
      boolean relative,
      long numerator,
      long denominator,
      VolRule rule,
      boolean damped,
      long weight,
      int block,
      String message) {
    assertThatThrownBy(
            () -> new ScenarioRow(relative, numerator, denominator, rule, damped, weight, block))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anUnknownVolatilityRuleIsRefused() {
    for (var rule : VolRule.values()) {
      assertThat(VolRule.fromCode(rule.code())).isEqualTo(rule);
    }
    assertThatThrownBy(() -> VolRule.fromCode(6)).hasMessageContaining("volRule");
  }

  @Test
  void distanceFromOneIsExact() {
    assertThat(ScenarioRow.tail(34, 100).distanceE9()).isEqualTo(660_000_000);
    assertThat(ScenarioRow.tail(600, 100).distanceE9()).isEqualTo(5_000_000_000L);
    assertThat(ScenarioRow.tail(99_999_999_999L, ONE_E9).distanceE9()).isEqualTo(98_999_999_999L);
  }

  @Test
  void g33IsTheListOfTheStandard() {
    var rows = new ArrayList<String>();
    ScenarioSet.G33.rows().forEach(row -> rows.add(text(row)));
    assertThat(rows)
        .containsExactly(
            "-4/4 UP",
            "-3/4 UP",
            "-3/4 NONE",
            "-3/4 DOWN",
            "-2/4 UP",
            "-2/4 NONE",
            "-2/4 DOWN",
            "-1/4 UP",
            "-1/4 NONE",
            "-1/4 DOWN",
            "0/4 UP",
            "0/4 NONE",
            "0/4 DOWN",
            "1/4 UP",
            "1/4 NONE",
            "1/4 DOWN",
            "2/4 UP",
            "2/4 NONE",
            "2/4 DOWN",
            "3/4 UP",
            "3/4 NONE",
            "3/4 DOWN",
            "4/4 UP",
            "x 34/100 UP damped",
            "x 67/100 UP damped",
            "x 150/100 UP damped",
            "x 200/100 UP damped",
            "x 300/100 UP damped",
            "x 400/100 UP damped",
            "x 500/100 UP damped",
            "x 600/100 UP damped",
            "0/1 SKEW_LINEAR",
            "0/1 SKEW_ABSOLUTE");
  }

  @Test
  void s16IsTheListOfTheStandard() {
    var rows = new ArrayList<String>();
    ScenarioSet.S16.rows().forEach(row -> rows.add(text(row)));
    assertThat(rows)
        .containsExactly(
            "0/3 UP",
            "0/3 DOWN",
            "1/3 UP",
            "1/3 DOWN",
            "-1/3 UP",
            "-1/3 DOWN",
            "2/3 UP",
            "2/3 DOWN",
            "-2/3 UP",
            "-2/3 DOWN",
            "3/3 UP",
            "3/3 DOWN",
            "-3/3 UP",
            "-3/3 DOWN",
            "2/1 NONE 350000000",
            "-2/1 NONE 350000000");
  }

  /** A range of 20 %: five ranges down is nothing left, and 30 days make it 110 %. */
  @Test
  void everyMultiplierIsAtLeastAHundredthForEveryAsset() {
    var asset = TestBooks.parameters(TestBooks.ETH, 4, 20);
    var row = ScenarioRow.move(-4_951, 1_000, VolRule.SKEW_LINEAR);
    refused(
        List.of(row),
        List.of(asset),
        "multiplier of scenarios[0] for ETH must be from 0.01 to 100, was 9800000000/1000000000000");
    set(List.of(ScenarioRow.move(-4_950, 1_000, VolRule.SKEW_LINEAR)), List.of(asset));
    refused(
        List.of(ScenarioRow.move(0, 1, VolRule.UP), ScenarioRow.move(496, 1, VolRule.SKEW_LINEAR)),
        List.of(asset),
        "multiplier of scenarios[1] for ETH");
    var slow =
        AssetParameters.scanOnly(
            asset.asset(),
            20,
            4,
            new AssetTopics.Shocks(200_000_000, 770_000_000, 30 * 86_400),
            asset.volatility(),
            asset.skew(),
            asset.shortOption(),
            0);
    assertThat(slow.shocks().effectivePsrE9()).isEqualTo(1_095_445_116L); // 0.2 sqrt(30), up
    refused(ScenarioSet.G33.rows(), List.of(slow), "multiplier of scenarios[0] for ETH");
  }

  @Test
  void aGridWithoutMirrorOrCentreIsRefused() {
    var assets = List.of(TestBooks.parameters(TestBooks.ETH, 4, 20));
    var up = ScenarioRow.move(1, 2, VolRule.UP);
    var down = ScenarioRow.move(-2, 4, VolRule.UP);
    var centre = ScenarioRow.move(0, 1, VolRule.UP);
    set(List.of(up, down, centre), assets);
    refused(List.of(up, centre), assets, "scenarios[0] must be in the list together with its mir");
    refused(List.of(up, down), assets, "scenarios[0] must be in the list together with its row at");
    refused(
        List.of(up, ScenarioRow.move(-1, 2, VolRule.DOWN), centre), assets, "scenarios[0] must be");
    refused(
        List.of(up, down, ScenarioRow.move(0, 1, VolRule.NONE)), assets, "together with its row");
    set(List.of(ScenarioRow.move(2, 1, VolRule.NONE)), assets); // Beyond one range: an extreme.
    set(List.of(ScenarioRow.move(1, 2, VolRule.SKEW_LINEAR)), assets);
  }

  private static void refused(
      List<ScenarioRow> rows, List<AssetParameters> assets, String message) {
    assertThatThrownBy(() -> set(rows, assets)).hasMessageContaining(message);
  }

  private static ParameterSet set(List<ScenarioRow> rows, List<AssetParameters> assets) {
    return new ParameterSet(
        "rows",
        Optional.empty(),
        rows,
        TestParameters.network(),
        List.of(),
        assets,
        List.of(),
        List.of());
  }

  private static String text(ScenarioRow row) {
    assertThat(row.block()).isZero();
    return (row.relative() ? "" : "x ")
        + row.numerator()
        + "/"
        + row.denominator()
        + " "
        + row.volRule()
        + (row.damped() ? " damped" : "")
        + (row.weightE9() == ONE_E9 ? "" : " " + row.weightE9());
  }
}
