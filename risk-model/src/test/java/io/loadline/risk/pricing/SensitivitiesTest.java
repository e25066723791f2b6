package io.loadline.risk.pricing;

import static io.loadline.risk.TestBooks.ETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loadline.risk.kernel.Black76;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.rules.AssetTopics;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The integers of the charges: D, W, G, N and M, in USD here. */
class SensitivitiesTest {
  private static final long DAY = 86_400;
  private static final long YEAR = 365 * DAY;
  private static final double BUMP = 1e-4;

  private static OneAsset book() {
    var book = new OneAsset().flat(YEAR, "2100", 600_000_000).flat(-DAY, "2500", 600_000_000);
    book.rateE9 = 50_000_000;
    return book;
  }

  private static void assertIntegers(
      OneAsset book, Instrument instrument, double value, double d, double n, double m) {
    var array = book.array(instrument);
    assertThat(book.usd(array.value())).as("V").isEqualTo(value);
    assertThat(book.usd(array.delta())).as("D").isEqualTo(d);
    assertThat(book.usd(array.contractNotional())).as("N").isEqualTo(n);
    assertThat(book.usd(array.grossNotional())).as("M").isEqualTo(m);
    assertThat(array.vega()).as("W").isZero();
    assertThat(array.calendarVega()).as("G").isZero();
  }

  @Test
  void whatIsSpotLikeHasItsValueAsDeltaAndNoContract() {
    var book = book().observe(OneAsset.WSTETH, "2300");
    for (var kind :
        List.of(InstrumentKind.SPOT, InstrumentKind.LENDING_SUPPLY, InstrumentKind.LENDING_DEBT)) {
      assertIntegers(book, book.linear(kind, 0), 2000, 2000, 0, 2000);
      var related = book.add(kind, OneAsset.WSTETH, 0, BigInteger.ZERO);
      assertIntegers(book, related, 2300, 2300, 0, 2300);
    }
  }

  @Test
  void perpetualsAndFuturesAreContractsOfTheirValue() {
    var book = book();
    assertIntegers(book, book.linear(InstrumentKind.PERPETUAL, 0), 2000, 2000, 2000, 2000);
    var future = book.linear(InstrumentKind.DATED_FUTURE, YEAR);
    assertIntegers(book, future, 2100, 2100, 2100, 2100);
    var unsettled = book.linear(InstrumentKind.DATED_FUTURE, -2 * DAY);
    assertIntegers(book, unsettled, 2000, 2000, 2000, 2000);
  }

  @Test
  void anInverseContractHasNoDeltaAndTheOppositeNotional() {
    var book = book().observe(ETH, "2100");
    assertIntegers(book, book.linear(InstrumentKind.INVERSE_PERPETUAL, 0), 1, 0, -1, 1);
    book.flat(2 * YEAR, "4000", 600_000_000);
    var future = book.linear(InstrumentKind.INVERSE_FUTURE, 2 * YEAR);
    assertIntegers(book, future, 0.5, 0, -0.5, 0.5);
    var unsettled = book.linear(InstrumentKind.INVERSE_FUTURE, -2 * DAY);
    assertIntegers(book, unsettled, 1, 0, -1, 1);
  }

  @Test
  void whatIsSettledInDollarsHasNeitherDeltaNorNotional() {
    var book = book();
    assertIntegers(book, book.linear(InstrumentKind.DATED_FUTURE, -DAY), 2500, 0, 0, 2500);
    assertIntegers(book, book.option(InstrumentKind.CALL, -DAY, "2100"), 400, 0, 0, 2000);
  }

  @Test
  void whatIsSettledInCoinHasItsValueAsDelta() {
    var book = book().observe(ETH, "1250");
    assertIntegers(book, book.linear(InstrumentKind.INVERSE_FUTURE, -DAY), 0.5, 0.5, 0, 0.5);
    var call = book.option(InstrumentKind.COIN_CALL, -DAY, "2100");
    assertIntegers(book, call, 200, 200, 0, 1250);
  }

  @Test
  void anOptionsDeltaIsTheForwardTimesItsSlope() {
    var book = book();
    double deviation = 0.6;
    for (var kind : List.of(InstrumentKind.CALL, InstrumentKind.COIN_PUT)) {
      double side = kind.isCall() ? 1 : -1;
      double slope =
          (price(side, 2100 * (1 + BUMP), deviation) - price(side, 2100 * (1 - BUMP), deviation))
              / (2 * 2100 * BUMP);
      var array = book.array(book.option(kind, YEAR, "2200"));
      assertThat(book.usd(array.delta())).isCloseTo(2100 * slope, within(1e-3));
      assertThat(book.usd(array.grossNotional())).isEqualTo(2000);
      assertThat(array.contractNotional()).isZero();
    }
  }

  @Test
  void anOptionsVegaIsItsSlopeInVolatility() {
    var book = book();
    double slope = (price(1, 2100, 0.6 + BUMP) - price(1, 2100, 0.6 - BUMP)) / (2 * BUMP);
    var array = book.array(book.option(InstrumentKind.CALL, YEAR, "2200"));
    assertThat(book.usd(array.vega())).isCloseTo(slope, within(1e-3));
    var put = book.array(book.option(InstrumentKind.PUT, YEAR, "2200"));
    assertThat(put.vega()).isEqualTo(array.vega());
  }

  @Test
  void calendarVegaIsWhatTheUpwardShockOfTheVolatilityAtTheMoneyIsWorth() {
    var book = book();
    book.shocks = new AssetTopics.Shocks(200_000_000, 0, 4 * DAY);
    var array = book.array(book.option(InstrumentKind.CALL, YEAR, "2200"));
    // Four days to close double volUp of 50 %; 365 days scale it with (30 / 365)^0.13.
    double shock = 0.5 * 2 * Math.pow(30 / 365.0, 0.13);
    assertThat(book.usd(array.calendarVega()))
        .isCloseTo(book.usd(array.vega()) * 0.6 * shock, within(1e-4));
  }

  @Test
  void calendarVegaIsTheSameShockForEveryStrikeOfAnExpiry() {
    // 60 % at the forward, 90 % at the strike: the shock is that of 60 %.
    var smile =
        new Smile.Quotes(
            List.of(OneAsset.quote("2100", 600_000_000), OneAsset.quote("3000", 900_000_000)));
    var book = new OneAsset().slice(30 * DAY, "2100", smile);
    var array = book.array(book.option(InstrumentKind.CALL, 30 * DAY, "3000"));
    assertThat(book.usd(array.calendarVega()))
        .isCloseTo(book.usd(array.vega()) * 0.6 * 0.5, within(1e-6));
  }

  @Test
  void aPastOptionWithoutASettlementPriceHasTheDeltaOfItsPayoff() {
    var book = book();
    for (var kind : List.of(InstrumentKind.CALL, InstrumentKind.COIN_CALL)) {
      assertIntegers(book, book.option(kind, -2 * DAY, "1900"), 100, 2000, 0, 2000);
      assertIntegers(book, book.option(kind, -2 * DAY, "2100"), 0, 0, 0, 2000);
    }
    assertIntegers(book, book.option(InstrumentKind.PUT, -2 * DAY, "2100"), 100, -2000, 0, 2000);
  }

  @Test
  void marksAreMillionthsRoundedHalfToEven() {
    var book = new OneAsset();
    book.quantumBits = 1;
    // Two quanta to a dollar: 1000.3 is 2001 quanta, 1000.5 USD.
    var perpetual = book.linear(InstrumentKind.PERPETUAL, 0);
    assertThat(book.observe(ETH, "1000.3").array(perpetual).markUsdE6()).isEqualTo(1_000_500_000);
    // Ties of quanta to even: 1000.25 is 2000.5 and 1000.75 is 2001.5 quanta.
    assertThat(book.observe(ETH, "1000.25").array(perpetual).value()).isEqualTo(2000);
    assertThat(book.observe(ETH, "1000.75").array(perpetual).value()).isEqualTo(2002);
    // 2^-7 USD is 7812.5 millionths, 3 * 2^-7 are 23437.5.
    book.quantumBits = 7;
    assertThat(book.observe(ETH, "1.0078125").array(perpetual).markUsdE6()).isEqualTo(1_007_812);
    assertThat(book.observe(ETH, "1.0234375").array(perpetual).markUsdE6()).isEqualTo(1_023_438);
  }

  private static double price(double side, double forward, double volatility) {
    return Black76.price(
        side, forward, 2200, Math.log(forward / 2200), volatility, Math.exp(-0.05));
  }
}
