package io.loadline.risk.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loadline.risk.kernel.Black76;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.VolRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last minutes of an expiry and what follows. Spot is 2000, the first row 20 % up. */
class SettlementTest {
  private static final long DAY = 86_400;
  private static final double QUANTUM = 0x1p-24;

  private static OneAsset book() {
    var book =
        new OneAsset()
            .row(ScenarioRow.move(1, 1, VolRule.NONE))
            .row(ScenarioRow.move(0, 1, VolRule.BASIS));
    book.basis = new AssetTopics.Basis(30_000_000, 0, 0);
    return book;
  }

  /** An expiry of yesterday that settled at 2500. */
  private static OneAsset settled() {
    return book().flat(-DAY, "2500", 600_000_000);
  }

  @Test
  void halfWayThroughTheAverageHalfOfAMoveCounts() {
    var book = book().flat(900, "2000", 600_000_000);
    book.nearExpiry = new AssetTopics.NearExpiry(0, 1_800);
    // Half of 20 %, and half of 3 % of basis.
    var future = book.linear(InstrumentKind.DATED_FUTURE, 900);
    assertThat(book.in(0, future)).isCloseTo(2200, within(QUANTUM));
    assertThat(book.in(1, future)).isCloseTo(2030, within(QUANTUM));
    assertThat(book.in(2, future)).isCloseTo(1970, within(QUANTUM));
    var call = book.option(InstrumentKind.CALL, 900, "2100");
    double deviation = 0.6 * Math.sqrt(900 / 31_536_000.0);
    assertThat(book.in(0, call))
        .isCloseTo(
            Black76.price(1, 2200, 2100, Math.log(2200 / 2100.0), deviation, 1), within(1e-6));
  }

  @Test
  void beforeTheAverageBeginsAMoveCountsInFull() {
    var book = book().flat(1_800, "2000", 600_000_000);
    book.nearExpiry = new AssetTopics.NearExpiry(0, 1_800);
    assertThat(book.in(0, book.linear(InstrumentKind.DATED_FUTURE, 1_800)))
        .isCloseTo(2400, within(QUANTUM));
  }

  @Test
  void averagingDoesNotTouchWhatHasNoExpiry() {
    var book = book().flat(900, "2000", 600_000_000);
    book.nearExpiry = new AssetTopics.NearExpiry(0, 1_800);
    assertThat(book.in(0, book.linear(InstrumentKind.PERPETUAL, 0)))
        .isCloseTo(2400, within(QUANTUM));
  }

  @Test
  void aSettledFutureIsItsSettlementPriceWhateverHappens() {
    assertEverywhere(settled(), InstrumentKind.DATED_FUTURE, "0", 2500);
  }

  @Test
  void aSettledOptionIsItsPayoffWhateverHappens() {
    assertEverywhere(settled(), InstrumentKind.CALL, "2100", 400);
    assertEverywhere(settled(), InstrumentKind.PUT, "2100", 0);
    assertEverywhere(settled(), InstrumentKind.PUT, "2600", 100);
  }

  @Test
  void aSettledInverseFutureIsAFixedSumOfCoins() {
    // A dollar at 2500 is 0.0004 coins.
    var book = settled();
    var future = book.linear(InstrumentKind.INVERSE_FUTURE, -DAY);
    assertThat(book.now(future)).isCloseTo(0.8, within(QUANTUM));
    assertThat(book.in(0, future)).isCloseTo(0.96, within(QUANTUM));
    assertThat(book.in(1, future)).isEqualTo(book.now(future));
    assertThat(book.in(2, future)).isEqualTo(book.now(future));
  }

  @Test
  void aCoinSettledOptionIsAFixedSumOfCoinsAfterExpiry() {
    // 400 dollars at 2500 are 0.16 coins.
    var book = settled();
    var call = book.option(InstrumentKind.COIN_CALL, -DAY, "2100");
    assertThat(book.now(call)).isCloseTo(320, within(QUANTUM));
    assertThat(book.in(0, call)).isCloseTo(384, within(QUANTUM));
    assertThat(book.in(1, call)).isEqualTo(book.now(call));
    assertThat(book.in(2, call)).isEqualTo(book.now(call));
    assertEverywhere(settled(), InstrumentKind.COIN_PUT, "2100", 0);
  }

  @Test
  void withoutASettlementPriceAPastFutureIsSpot() {
    var book = book();
    var future = book.linear(InstrumentKind.DATED_FUTURE, -DAY);
    assertThat(book.now(future)).isEqualTo(2000);
    assertThat(book.in(0, future)).isCloseTo(2400, within(QUANTUM));
    assertThat(book.in(1, future)).isEqualTo(2000);
    assertThat(book.in(2, future)).isEqualTo(2000);
  }

  @Test
  void withoutASettlementPriceAPastOptionIsItsPayoffOnSpot() {
    var book = book();
    for (var kind : new InstrumentKind[] {InstrumentKind.CALL, InstrumentKind.COIN_CALL}) {
      var call = book.option(kind, -DAY, "1900");
      assertThat(book.now(call)).isEqualTo(100);
      assertThat(book.in(0, call)).isCloseTo(500, within(QUANTUM));
      assertThat(book.in(1, call)).isEqualTo(100);
    }
  }

  @Test
  void withoutASettlementPriceAPastInverseFutureIsADollar() {
    assertEverywhere(book(), InstrumentKind.INVERSE_FUTURE, "0", 1);
  }

  @Test
  void aSettlementPriceOfZeroIsNone() {
    var book = book().slice(-DAY, "0", new Smile.Quotes(List.of(OneAsset.quote("2000", 1))));
    assertThat(book.now(book.linear(InstrumentKind.DATED_FUTURE, -DAY))).isEqualTo(2000);
    assertThat(book.now(book.linear(InstrumentKind.INVERSE_FUTURE, -DAY))).isEqualTo(1);
  }

  @Test
  void anInversePerpetualIsADollar() {
    assertEverywhere(book(), InstrumentKind.INVERSE_PERPETUAL, "0", 1);
  }

  @Test
  void onlyTheBasisMovesAnInverseFuture() {
    var book = book().flat(90 * DAY, "2020", 600_000_000);
    var future = book.linear(InstrumentKind.INVERSE_FUTURE, 90 * DAY);
    assertThat(book.now(future)).isCloseTo(2000 / 2020.0, within(QUANTUM));
    assertThat(book.in(0, future)).isEqualTo(book.now(future));
    assertThat(book.in(1, future)).isCloseTo(2000 / (2020 * 1.03), within(QUANTUM));
    assertThat(book.in(2, future)).isCloseTo(2000 / (2020 * 0.97), within(QUANTUM));
  }

  @Test
  void aBasisRowMovesFuturesAndLeavesSpotAndPerpetuals() {
    var book = book().flat(90 * DAY, "2020", 600_000_000);
    var future = book.linear(InstrumentKind.DATED_FUTURE, 90 * DAY);
    assertThat(book.in(1, future)).isCloseTo(2020 * 1.03, within(QUANTUM));
    assertThat(book.in(2, future)).isCloseTo(2020 * 0.97, within(QUANTUM));
    for (var kind : new InstrumentKind[] {InstrumentKind.SPOT, InstrumentKind.PERPETUAL}) {
      assertThat(book.in(1, book.linear(kind, 0))).isEqualTo(2000);
      assertThat(book.in(2, book.linear(kind, 0))).isEqualTo(2000);
    }
  }

  private static void assertEverywhere(
      OneAsset book, InstrumentKind kind, String strike, double usd) {
    var instrument = kind.isOption() ? book.option(kind, -DAY, strike) : book.linear(kind, -DAY);
    assertThat(book.now(instrument)).as("%s now", kind).isEqualTo(usd);
    for (int column = 0; column < 3; column++) {
      assertThat(book.in(column, instrument)).as("%s in %d", kind, column).isEqualTo(usd);
    }
  }
}
