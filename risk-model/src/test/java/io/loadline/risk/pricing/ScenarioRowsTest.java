package io.loadline.risk.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.TestBooks;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.ScenarioSet;
import org.junit.jupiter.api.Test;

class ScenarioRowsTest {
  private final AssetParameters asset = TestBooks.parameters(TestBooks.ETH, 4, 20);

  @Test
  void relativeRowsMoveByTheRangeInOneDivision() {
    var rows = ScenarioRows.of(ScenarioSet.G33.rows(), asset);
    assertThat(rows).hasSize(33);
    assertThat(rows.get(0).multiplier()).isEqualTo(3_200_000_000.0 / 4_000_000_000.0);
    assertThat(rows.get(11).multiplier()).isEqualTo(1);
    assertThat(rows.get(20).multiplier()).isEqualTo(4_600_000_000.0 / 4_000_000_000.0);
    assertThat(rows.get(31).multiplier()).isEqualTo(1);
  }

  /** 0.77 * 0.2 / |m - 1|, rounded up; at 0.67 that is 0.4666..., at 6 it is 0.0308. */
  @Test
  void dampedRowsWeighTheLessTheFartherTheyAre() {
    var rows = ScenarioRows.of(ScenarioSet.G33.rows(), asset);
    assertThat(rows.get(23).multiplier()).isEqualTo(0.34);
    assertThat(rows.get(23).weightE9()).isEqualTo(233_333_334);
    assertThat(rows.get(24).weightE9()).isEqualTo(466_666_667);
    assertThat(rows.get(30).multiplier()).isEqualTo(6);
    assertThat(rows.get(30).weightE9()).isEqualTo(30_800_000);
  }

  @Test
  void extremesOfSpanCountInPart() {
    var rows = ScenarioRows.of(ScenarioSet.S16.rows(), asset);
    assertThat(rows).hasSize(16);
    assertThat(rows.get(14).multiplier()).isEqualTo(1.4);
    assertThat(rows.get(15).multiplier()).isEqualTo(0.6);
    assertThat(rows.get(15).weightE9()).isEqualTo(350_000_000);
  }
}
