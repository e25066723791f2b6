package io.loadline.risk.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loadline.risk.kernel.Black76;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.VolRule;
import org.junit.jupiter.api.Test;

/** One option of 60 % volatility on a forward of 2000, under each rule. */
class OptionColumnsTest {
  private static final long DAY = 86_400;
  private static final double TOLERANCE = 1e-6;

  private static OneAsset book(long days) {
    return new OneAsset().flat(days * DAY, "2000", 600_000_000);
  }

  @Test
  void aPlainRowMovesTheForwardAlone() {
    var book = book(30).row(ScenarioRow.move(-1, 2, VolRule.NONE));
    // Half of a range of 20 % down.
    assertThat(book.in(0, book.option(InstrumentKind.PUT, 30 * DAY, "1900")))
        .isCloseTo(price(-1, 1800, 1900, 0.6, 30), within(TOLERANCE));
  }

  @Test
  void atThirtyDaysAnUpwardShockIsVolUpItself() {
    var book = book(30).row(ScenarioRow.move(0, 1, VolRule.UP));
    assertThat(book.in(0, book.option(InstrumentKind.CALL, 30 * DAY, "2100")))
        .isCloseTo(price(1, 2000, 2100, 0.6 * 1.5, 30), within(TOLERANCE));
  }

  @Test
  void aDownwardShockGrowsAsExpiryNears() {
    var book = book(10).row(ScenarioRow.move(0, 1, VolRule.DOWN));
    double shock = 0.25 * Math.pow(30 / 10.0, 0.3);
    assertThat(book.in(0, book.option(InstrumentKind.CALL, 10 * DAY, "2100")))
        .isCloseTo(price(1, 2000, 2100, 0.6 * (1 - shock), 10), within(TOLERANCE));
  }

  @Test
  void beyondThirtyDaysTheLongPowerHolds() {
    for (var days : new int[] {31, 120}) {
      var book = book(days).row(ScenarioRow.move(0, 1, VolRule.UP));
      double shock = 0.5 * Math.pow(30.0 / days, 0.13);
      assertThat(book.in(0, book.option(InstrumentKind.CALL, days * DAY, "2100")))
          .isCloseTo(price(1, 2000, 2100, 0.6 * (1 + shock), days), within(TOLERANCE));
    }
  }

  @Test
  void aShockGrowsNoFurtherBelowTheFloor() {
    var book = new OneAsset().flat(DAY / 2, "2000", 600_000_000);
    book.row(ScenarioRow.move(0, 1, VolRule.UP));
    double shock = 0.5 * Math.pow(30, 0.3);
    assertThat(book.in(0, book.option(InstrumentKind.CALL, DAY / 2, "2000")))
        .isCloseTo(price(1, 2000, 2000, 0.6 * (1 + shock), 0.5), within(TOLERANCE));
  }

  @Test
  void volatilityRisesAtLeastToItsLeast() {
    var book = book(30).row(ScenarioRow.move(0, 1, VolRule.UP));
    book.volatility =
        new AssetTopics.Volatility(
            100_000_000, 250_000_000, 300_000_000, 130_000_000, 1, 950_000_000, 2_000_000);
    assertThat(book.in(0, book.option(InstrumentKind.CALL, 30 * DAY, "2000")))
        .isCloseTo(price(1, 2000, 2000, 0.95, 30), within(TOLERANCE));
  }

  @Test
  void aDownwardShockOfMoreThanAllLeavesNoVolatility() {
    var book = book(1).row(ScenarioRow.move(0, 1, VolRule.DOWN));
    book.volatility =
        new AssetTopics.Volatility(0, 900_000_000, 300_000_000, 130_000_000, 1, 0, 2_000_000);
    assertThat(book.in(0, book.option(InstrumentKind.CALL, DAY, "1900"))).isEqualTo(100);
  }

  @Test
  void ofALongerCloseRangesAndShocksGrowWithItsRoot() {
    var book = book(30).row(ScenarioRow.move(1, 1, VolRule.UP));
    book.shocks = new AssetTopics.Shocks(200_000_000, 0, 4 * DAY);
    assertThat(book.eth().psrE9()).isEqualTo(400_000_000);
    // Four days: twice the range and twice the shock, and 26 days left when the book is closed.
    assertThat(book.in(0, book.option(InstrumentKind.CALL, 30 * DAY, "2100")))
        .isCloseTo(price(1, 2800, 2100, 0.6 * (1 + 0.5 * 2), 26), within(TOLERANCE));
  }

  @Test
  void whenTheBookIsClosedAfterExpiryTheOptionIsItsPayoff() {
    var book = new OneAsset().flat(7_200, "2000", 600_000_000);
    book.row(ScenarioRow.move(1, 1, VolRule.UP));
    book.shocks = new AssetTopics.Shocks(200_000_000, 0, 14_400);
    assertThat(book.in(0, book.option(InstrumentKind.CALL, 7_200, "2100"))).isEqualTo(300);
  }

  @Test
  void valuesAreDiscountedByTheTimeThatIsLeft() {
    var book = book(365).row(ScenarioRow.move(0, 1, VolRule.NONE));
    book.rateE9 = 50_000_000;
    book.shocks = new AssetTopics.Shocks(200_000_000, 0, 10 * DAY);
    var call = book.option(InstrumentKind.CALL, 365 * DAY, "2000");
    assertThat(book.now(call))
        .isCloseTo(Math.exp(-0.05) * price(1, 2000, 2000, 0.6, 365), within(TOLERANCE));
    double later = Math.exp(-0.05 * 355 / 365);
    assertThat(book.in(0, call))
        .isCloseTo(later * price(1, 2000, 2000, 0.6, 355), within(TOLERANCE));
  }

  @Test
  void aNegativeRateDiscountsNothing() {
    var book = book(365);
    book.rateE9 = -50_000_000;
    assertThat(book.now(book.option(InstrumentKind.CALL, 365 * DAY, "2000")))
        .isCloseTo(price(1, 2000, 2000, 0.6, 365), within(TOLERANCE));
  }

  @Test
  void aLinearSkewTiltsTheSmileOneWayThenTheOther() {
    var book = book(90).row(ScenarioRow.move(0, 1, VolRule.SKEW_LINEAR));
    double root = Math.sqrt(90 / 365.0);
    double cap = 0.15 - 0.05 * root;
    double z = Math.log(1500 / 2000.0) * cap / (2.4 * root);
    assertThat(z).isBetween(-cap, 0.0);
    var put = book.option(InstrumentKind.PUT, 90 * DAY, "1500");
    assertThat(book.in(0, put))
        .isCloseTo(price(-1, 2000, 1500, 0.6 * (1 + z), 90), within(TOLERANCE));
    assertThat(book.in(1, put))
        .isCloseTo(price(-1, 2000, 1500, 0.6 * (1 - z), 90), within(TOLERANCE));
  }

  @Test
  void anAbsoluteSkewBendsBothWingsAlike() {
    var book = book(90).row(ScenarioRow.move(0, 1, VolRule.SKEW_ABSOLUTE));
    double root = Math.sqrt(90 / 365.0);
    double cap = 0.15 - 0.05 * root;
    for (var strike : new int[] {1500, 2700}) {
      double z = Math.abs(Math.log(strike / 2000.0)) * cap / (2.4 * root);
      var put = book.option(InstrumentKind.PUT, 90 * DAY, Integer.toString(strike));
      assertThat(book.in(0, put))
          .isCloseTo(price(-1, 2000, strike, 0.6 * (1 + z), 90), within(TOLERANCE));
      assertThat(book.in(1, put))
          .isCloseTo(price(-1, 2000, strike, 0.6 * (1 - z), 90), within(TOLERANCE));
    }
  }

  @Test
  void farOutASkewIsItsCap() {
    var book = book(1).row(ScenarioRow.move(0, 1, VolRule.SKEW_LINEAR));
    double cap = 0.15 - 0.05 * Math.sqrt(1 / 365.0);
    // The width of a day is 2.4 / 19 = 0.126, and ln(2400 / 2000) = 0.182 is beyond it.
    var call = book.option(InstrumentKind.CALL, DAY, "2400");
    assertThat(book.in(0, call))
        .isCloseTo(price(1, 2000, 2400, 0.6 * (1 + cap), 1), within(TOLERANCE));
    assertThat(book.in(1, call))
        .isCloseTo(price(1, 2000, 2400, 0.6 * (1 - cap), 1), within(TOLERANCE));
  }

  @Test
  void theWidthOfASkewMayBendWithTime() {
    var book = book(365).row(ScenarioRow.move(0, 1, VolRule.SKEW_LINEAR));
    book.skew = new AssetTopics.Skew(100_000_000, 0, 10_000_000, 2_000_000_000L, -500_000_000);
    // One year: width 2 - 0.5.
    double z = Math.log(2500 / 2000.0) * 0.1 / 1.5;
    assertThat(book.in(0, book.option(InstrumentKind.CALL, 365 * DAY, "2500")))
        .isCloseTo(price(1, 2000, 2500, 0.6 * (1 + z), 365), within(TOLERANCE));
  }

  @Test
  void aSkewRowMayAlsoMoveSpot() {
    var book = book(90).row(ScenarioRow.move(-1, 2, VolRule.SKEW_LINEAR));
    double root = Math.sqrt(90 / 365.0);
    // The tilt is taken at the strike's distance from the forward as it is now.
    double z = Math.log(1500 / 2000.0) * (0.15 - 0.05 * root) / (2.4 * root);
    assertThat(book.in(1, book.option(InstrumentKind.PUT, 90 * DAY, "1500")))
        .isCloseTo(price(-1, 1800, 1500, 0.6 * (1 - z), 90), within(TOLERANCE));
  }

  /** At twice the loss, a far call may lose half its worth in a column, not 60 %. */
  @Test
  void aBasisRowTakesNoMoreOfAnOptionThanItIsWorth() {
    var book = book(30).row(ScenarioRow.move(0, 1, VolRule.BASIS));
    book.basis = new AssetTopics.Basis(100_000_000, 2_000_000_000, 0);
    var far = book.option(InstrumentKind.CALL, 30 * DAY, "3000");
    assertThat(price(1, 1800, 3000, 0.6, 30)).isLessThan(price(1, 2000, 3000, 0.6, 30) * 0.4);
    assertThat(book.in(1, far)).isCloseTo(book.now(far) / 2, within(TOLERANCE));
    assertThat(book.in(0, far)).isCloseTo(price(1, 2200, 3000, 0.6, 30), within(TOLERANCE));
    var near = book.option(InstrumentKind.CALL, 30 * DAY, "1500");
    assertThat(book.in(1, near)).isCloseTo(price(1, 1800, 1500, 0.6, 30), within(TOLERANCE));
  }

  @Test
  void aBasisRowMovesTheForwardUpAndDownAndLeavesVolatility() {
    var book = book(90).row(ScenarioRow.move(0, 1, VolRule.BASIS));
    book.basis = new AssetTopics.Basis(30_000_000, 0, 0);
    var call = book.option(InstrumentKind.CALL, 90 * DAY, "2000");
    assertThat(book.in(0, call)).isCloseTo(price(1, 2060, 2000, 0.6, 90), within(TOLERANCE));
    assertThat(book.in(1, call)).isCloseTo(price(1, 1940, 2000, 0.6, 90), within(TOLERANCE));
  }

  @Test
  void coinSettlementDoesNotChangeALiveOption() {
    var book = book(90).row(ScenarioRow.move(1, 1, VolRule.UP));
    var call = book.option(InstrumentKind.CALL, 90 * DAY, "2100");
    var coinCall = book.option(InstrumentKind.COIN_CALL, 90 * DAY, "2100");
    assertThat(book.now(coinCall)).isEqualTo(book.now(call));
    assertThat(book.in(0, coinCall)).isEqualTo(book.in(0, call));
  }

  /** Undiscounted. Math.log and Math.pow are good enough to compare with. */
  private static double price(
      double side, double forward, double strike, double volatility, double days) {
    double deviation = volatility * Math.sqrt(days / 365.0);
    return Black76.price(side, forward, strike, Math.log(forward / strike), deviation, 1);
  }
}
