package io.loadline.risk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelBitsTest {
  @Test
  void areThePublishedOnes() {
    assertThat(KernelBits.hashes()).isEqualTo(KernelBits.published());
  }
}
