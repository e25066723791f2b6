package io.loadline.node.devnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class UsdTest {
  @Test
  void exactKeepsAllSixDigits() {
    assertThat(Usd.exact(BigInteger.valueOf(1_234_567_890_001L))).isEqualTo("1234567.890001");
    assertThat(Usd.exact(BigInteger.ZERO)).isEqualTo("0.000000");
  }

  @Test
  void roundedMarksThousands() {
    assertThat(Usd.rounded(BigInteger.valueOf(1_234_567_890_001L))).isEqualTo("1,234,567.89");
    assertThat(Usd.rounded(BigInteger.valueOf(999_999L))).isEqualTo("1.00");
  }

  @Test
  void reliefIsTheShareOfTheIsolatedMarginThatNettingFrees() {
    assertThat(Usd.reliefPercent(BigInteger.valueOf(25), BigInteger.valueOf(100)))
        .isEqualTo("75.00");
    assertThat(Usd.reliefPercent(BigInteger.ZERO, BigInteger.ZERO)).isEqualTo("0.00");
  }
}
