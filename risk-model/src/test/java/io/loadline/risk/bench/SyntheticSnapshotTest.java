package io.loadline.risk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.TestBooks;
import io.loadline.risk.margin.BreakerState;
import io.loadline.risk.margin.MarginEngine;
import org.junit.jupiter.api.Test;

class SyntheticSnapshotTest {
  @Test
  void itsSlicesAreAllAcceptedAndNothingIsInCaution() {
    var rules = TestBooks.rules();
    var engine = new MarginEngine(SyntheticSnapshot.of(1, 2, 5, rules), rules);
    assertThat(engine.market().assets())
        .allSatisfy(asset -> assertThat(asset.market().acceptedExpiries()).hasSize(7))
        .noneMatch(asset -> asset.market().hasRefusedSlice());
    assertThat(engine.states().all())
        .isNotEmpty()
        .allMatch(breaker -> breaker.state() == BreakerState.NORMAL);
  }
}
