package io.loadline.chain.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class FeePolicyTest {
  private static final FeePolicy POLICY = new FeePolicy(big(1_000), big(10));

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }

  private static Fees fees(long max, long tip) {
    return new Fees(big(max), big(tip));
  }

  @Test
  void firstOfferLeavesRoomForADoubledBaseFeePlusTheTip() {
    assertThat(POLICY.first(big(100), big(20))).isEqualTo(fees(220, 20));
    assertThat(POLICY.first(big(100), big(0))).isEqualTo(fees(210, 10));
  }

  @Test
  void offersStopAtTheCap() {
    assertThat(POLICY.first(big(900), big(20))).isEqualTo(fees(1_000, 20));
    assertThat(POLICY.first(big(900), big(5_000))).isEqualTo(fees(1_000, 1_000));
  }

  @Test
  void replacementRaisesBothFeesByAnEighthRoundedUp() {
    assertThat(POLICY.bump(fees(801, 9), fees(10, 1))).hasValue(fees(902, 11));
  }

  @Test
  void replacementFollowsTheMarketWhenThatIsHigher() {
    assertThat(POLICY.bump(fees(200, 10), fees(700, 50))).hasValue(fees(700, 50));
  }

  @Test
  void noReplacementBeyondTheCap() {
    assertThat(POLICY.bump(fees(900, 10), fees(10, 1))).isEmpty();
  }
}
