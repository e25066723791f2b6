package io.loadline.risk.pricing;

import static io.loadline.risk.TestBooks.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loadline.risk.kernel.Black76;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Smile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceAcceptanceTest {
  private static final long DAY = 86_400;
  private static final long TOLERANCE_E9 = 2_000_000;

  private static boolean accepts(Smile smile) {
    var book = new OneAsset().slice(30 * DAY, "2000", smile);
    return new SliceAcceptance(book.market(), NOW, TOLERANCE_E9).accepted().size() == 1;
  }

  private static Smile svi(double a, double b, double rho, double m, double sigma, long tau) {
    return new Smile.Svi(e12(a), e12(b), e12(rho), e12(m), e12(sigma), tau);
  }

  private static long e12(double value) {
    return Math.round(value * 1e12);
  }

  @Test
  void anOrdinarySviSmileIsAccepted() {
    assertThat(accepts(svi(0.002, 0.04, -0.3, -0.03, 0.06, 30 * DAY))).isTrue();
  }

  @Test
  void eachSviParameterHasItsLimit() {
    assertThat(accepts(svi(0.002, -0.0001, -0.3, 0, 0.06, 30 * DAY))).as("b < 0").isFalse();
    assertThat(accepts(svi(0.002, 0.04, 1, 0, 0.06, 30 * DAY))).as("rho 1").isFalse();
    assertThat(accepts(svi(0.002, 0.04, -1, 0, 0.06, 30 * DAY))).as("rho -1").isFalse();
    assertThat(accepts(svi(0.002, 0.04, -0.3, 0, 0, 30 * DAY))).as("sigma 0").isFalse();
    assertThat(accepts(svi(0.002, 0.04, -0.3, 0, -0.06, 30 * DAY))).as("sigma < 0").isFalse();
    assertThat(accepts(svi(-0.003, 0.04, -0.3, 0, 0.06, 30 * DAY))).as("w < 0").isFalse();
    assertThat(accepts(svi(0, 0, -0.3, 0, 0.06, 30 * DAY))).as("w = 0").isFalse();
    assertThat(accepts(svi(0.002, 0.04, -0.3, 0, 0.06, 0))).as("tau 0").isFalse();
  }

  @Test
  void anSviSmileWithWingsTooSteepIsRefused() {
    // b (1 + |rho|) = 3 > 2: beyond some strike a call spread would cost more than it can pay.
    assertThat(accepts(svi(0.002, 1.7, -0.8, 0, 0.06, 30 * DAY))).isFalse();
  }

  @Test
  void anSviKinkAtLittleVarianceHasANegativeDensity() {
    // Beside the kink w = 0.0006, w' = b: b^2 / (4 w) is 0.17 for b = 0.02 and 4.2 > 1 for b = 0.1.
    assertThat(accepts(svi(0.0005, 0.02, 0, 0, 0.001, 30 * DAY))).isTrue();
    assertThat(accepts(svi(0.0005, 0.1, 0, 0, 0.001, 30 * DAY))).isFalse();
  }

  @Test
  void theCurvatureOfAnSviSmileCountsForIt() {
    // Where this smile is steep, u^2 - w'^2 / 4 (1 / w + 1 / 4) falls to -0.087; w'' / 2 makes it
    // good.
    assertThat(accepts(svi(0.0037, 0.11, -0.8, -0.07, 0.08, 30 * DAY))).isTrue();
  }

  @Test
  void aQuoteWithoutVolatilityOrOfMoreThan20IsRefused() {
    assertThat(accepts(quotes(600_000_000, 20_000_000_000L))).as("20").isFalse();
    assertThat(accepts(quotes(20_000_000_000L))).as("20 alone").isTrue();
    assertThat(accepts(quotes(20_000_000_001L))).as("more").isFalse();
    assertThat(accepts(quotes(0))).as("none").isFalse();
    assertThat(accepts(quotes(600_000_000, 0))).as("none at one").isFalse();
  }

  /** At strikes 2000, 2100, … */
  private static Smile quotes(long... volsE9) {
    var list = new ArrayList<Smile.Quote>();
    for (int i = 0; i < volsE9.length; i++) {
      list.add(OneAsset.quote(Integer.toString(2000 + 100 * i), volsE9[i]));
    }
    return new Smile.Quotes(list);
  }

  @Test
  void strikesThatAreOneDoubleAreRefused() {
    var low = OneAsset.quote("1000000000.00000001", 600_000_000);
    var high = OneAsset.quote("1000000000.00000002", 600_000_000);
    assertThat(low.strikeUsdE8().doubleValue() / 1e8)
        .isEqualTo(high.strikeUsdE8().doubleValue() / 1e8);
    assertThat(accepts(new Smile.Quotes(List.of(low, high)))).isFalse();
    assertThat(accepts(new Smile.Quotes(List.of(low)))).isTrue();
  }

  /**
   * Calls at 1900, 2000 and 2100 of a forward of 2000 in 30 days, 60 % at the ends: there the line
   * between the outer two is what 62.5 % costs at 2000.
   */
  private static OneAsset bump(long middleE9) {
    var smile =
        new Smile.Quotes(
            List.of(
                OneAsset.quote("1900", 600_000_000),
                OneAsset.quote("2000", middleE9),
                OneAsset.quote("2100", 600_000_000)));
    return new OneAsset().slice(30 * DAY, "2000", smile);
  }

  private static double line() {
    return (call(1900, 0.6) + call(2100, 0.6)) / 2;
  }

  private static double call(double strike, double volatility) {
    double deviation = volatility * Math.sqrt(30 / 365.0);
    return Black76.price(1, 2000, strike, Math.log(2000 / strike), deviation, 1);
  }

  @Test
  void aQuoteBelowTheLineOfItsNeighboursIsLeftAlone() {
    assertThat(call(2000, 0.61)).isLessThan(line());
    var book = bump(610_000_000);
    assertThat(book.now(book.option(InstrumentKind.CALL, 30 * DAY, "2000")))
        .isCloseTo(call(2000, 0.61), within(1e-6));
  }

  @Test
  void aQuoteALittleAboveTheLineIsMovedDownToIt() {
    // The tolerance of 0.002 is 4 dollars.
    assertThat(call(2000, 0.642) - line()).isBetween(3.5, 4.0);
    var book = bump(642_000_000);
    assertThat(book.eth().market().hasRefusedSlice()).isFalse();
    assertThat(book.now(book.option(InstrumentKind.CALL, 30 * DAY, "2000")))
        .isCloseTo(line(), within(1e-6));
    assertThat(book.now(book.option(InstrumentKind.CALL, 30 * DAY, "1900")))
        .isCloseTo(call(1900, 0.6), within(1e-6));
  }

  @Test
  void aQuoteFartherAboveTheLineThanTheToleranceRefusesTheSlice() {
    assertThat(call(2000, 0.644) - line()).isBetween(4.0, 4.5);
    var book = bump(644_000_000);
    assertThat(book.eth().market().hasRefusedSlice()).isTrue();
    assertThat(book.eth().market().origin()).isEqualTo(UsedMarket.Origin.NEVER);
  }

  @Test
  void aCallThatCostsMoreThanOneOfALowerStrikeIsAnArbitrage() {
    // 2000 at 20 % costs 45.7; 2050 at 90 % costs 184.
    var smile =
        new Smile.Quotes(
            List.of(OneAsset.quote("2000", 200_000_000), OneAsset.quote("2050", 900_000_000)));
    assertThat(accepts(smile)).isFalse();
  }

  @Test
  void totalVarianceMayNotFallWithTime() {
    // 0.36 * 30 = 10.8 day-variances; 0.34 * 31 = 10.54 is less, and so is what the tolerance
    // allows.
    var book =
        new OneAsset()
            .flat(30 * DAY, "2000", 600_000_000)
            .flat(31 * DAY, "2000", 583_000_000)
            .flat(90 * DAY, "2000", 500_000_000);
    var acceptance = new SliceAcceptance(book.market(), NOW, TOLERANCE_E9);
    assertThat(acceptance.hasRefused()).isTrue();
    assertThat(acceptance.accepted().stream().map(s -> (s.expirySeconds() - NOW) / DAY))
        .containsExactly(30L, 90L);
  }

  @Test
  void aFallOfTotalVarianceWithinTheToleranceIsNoArbitrage() {
    // At 31 days a volatility of 0.59 has 10.7911 day-variances: 0.08 % less.
    var book =
        new OneAsset().flat(30 * DAY, "2000", 600_000_000).flat(31 * DAY, "2000", 590_000_000);
    assertThat(new SliceAcceptance(book.market(), NOW, TOLERANCE_E9).hasRefused()).isFalse();
    assertThat(new SliceAcceptance(book.market(), NOW, 0).hasRefused()).isTrue();
  }

  @Test
  void theCalendarIsLookedAtInTheWingsToo() {
    // At the money both have 60 %; two deviations of the first out (0.344) the second falls to 30
    // %.
    var wing =
        new Smile.Quotes(
            List.of(
                OneAsset.quote("2000", 600_000_000),
                OneAsset.quote("2400", 450_000_000),
                OneAsset.quote("2800", 300_000_000)));
    var book = new OneAsset().flat(30 * DAY, "2000", 600_000_000).slice(40 * DAY, "2000", wing);
    var alone = new OneAsset().slice(40 * DAY, "2000", wing);
    assertThat(new SliceAcceptance(alone.market(), NOW, TOLERANCE_E9).hasRefused()).isFalse();
    assertThat(new SliceAcceptance(book.market(), NOW, TOLERANCE_E9).accepted()).hasSize(1);
  }

  @Test
  void aRefusedSliceCountsAsAbsent() {
    var book =
        new OneAsset()
            .flat(30 * DAY, "2000", 600_000_000)
            .flat(60 * DAY, "3000", 300_000_000)
            .flat(90 * DAY, "2000", 600_000_000);
    assertThat(book.eth().market().hasRefusedSlice()).isTrue();
    assertThat(book.now(book.linear(InstrumentKind.DATED_FUTURE, 60 * DAY))).isEqualTo(2000);
  }

  @Test
  void aLiveSliceWithoutAForwardIsRefusedAndAPastOneIsNotJudged() {
    var nothing = new Smile.Quotes(List.of(OneAsset.quote("2000", 0)));
    var past = new OneAsset().slice(0, "0", nothing).flat(30 * DAY, "2000", 600_000_000);
    assertThat(new SliceAcceptance(past.market(), NOW, 0).hasRefused()).isFalse();
    var live = new OneAsset().slice(DAY, "0", quotes(1)).flat(30 * DAY, "2000", 600_000_000);
    var acceptance = new SliceAcceptance(live.market(), NOW, 0);
    assertThat(acceptance.hasRefused()).isTrue();
    assertThat(acceptance.accepted()).hasSize(1);
  }
}
