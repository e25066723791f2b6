package io.loadline.risk.kernel;

import static io.loadline.risk.kernel.GoldenPoints.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImpliedDeviationTest {
  @Test
  void isTheReferenceMovedByNoMoreThanThePricesError() {
    for (var point : GoldenPoints.of("implied")) {
      double forward = number(point, 1);
      double strike = number(point, 2);
      double expected = number(point, 3);
      double found = ImpliedDeviation.ofCall(number(point, 0), forward, strike);
      double perDeviation = Greeks.vega(forward, Logarithm.log(forward / strike), expected, 1, 1);
      assertThat(Math.abs(found - expected))
          .as("%s", point)
          .isLessThan(1e-15 * forward / perDeviation + GoldenPoints.ULP * expected);
    }
  }

  @Test
  void pricedAgainItNeverGivesLess() {
    for (var point : GoldenPoints.of("implied")) {
      double price = number(point, 0);
      double forward = number(point, 1);
      double strike = number(point, 2);
      double found = ImpliedDeviation.ofCall(price, forward, strike);
      double logMoneyness = Logarithm.log(forward / strike);
      assertThat(Black76.price(1, forward, strike, logMoneyness, found, 1))
          .as("%s", point)
          .isGreaterThanOrEqualTo(price);
    }
  }

  @Test
  void thePayoffOrLessHasNoDeviation() {
    assertThat(ImpliedDeviation.ofCall(100, 2000, 1900)).isZero();
    assertThat(ImpliedDeviation.ofCall(99, 2000, 1900)).isZero();
    assertThat(ImpliedDeviation.ofCall(0, 1900, 2000)).isZero();
    assertThat(ImpliedDeviation.ofCall(-1, 1900, 2000)).isZero();
  }

  @Test
  void theForwardOrMoreHasTheGreatestDeviation() {
    assertThat(ImpliedDeviation.ofCall(2000, 2000, 1900)).isEqualTo(30);
    assertThat(ImpliedDeviation.ofCall(2001, 2000, 1900)).isEqualTo(30);
  }

  @Test
  void whatIsNoPriceIsRefused() {
    assertThatThrownBy(() -> ImpliedDeviation.ofCall(Double.NaN, 2000, 1900))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImpliedDeviation.ofCall(1, 2000, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
