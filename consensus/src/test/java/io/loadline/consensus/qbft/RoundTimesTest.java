package io.loadline.consensus.qbft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTimesTest {
  @Test
  void roundsGrowByHalfUntilTheCapAndNeverOverflow() {
    RoundTimes times = new RoundTimes(2_000, 30_000);
    assertThat(times.durationMs(0)).isEqualTo(2_000);
    assertThat(times.durationMs(1)).isEqualTo(3_000);
    assertThat(times.durationMs(2)).isEqualTo(4_500);
    assertThat(times.durationMs(7)).isEqualTo(30_000);
    assertThat(times.durationMs(Integer.MAX_VALUE)).isEqualTo(30_000);
  }
}
