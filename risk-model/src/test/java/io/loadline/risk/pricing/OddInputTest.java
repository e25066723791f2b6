package io.loadline.risk.pricing;

import static io.loadline.risk.TestBooks.ETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.VolRule;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What no market shows and a feed may yet say: an answer, never an exception. */
class OddInputTest {
  private static final long DAY = 86_400;

  @Test
  void aValueOf2To51QuantaIsNoValueAndSaysSo() {
    // 2^51 quanta of 2^-24 USD are 134,217,728 dollars.
    var book = new OneAsset();
    var perpetual = book.linear(InstrumentKind.PERPETUAL, 0);
    assertThat(book.observe(ETH, "134217727").now(perpetual)).isEqualTo(134_217_727);
    assertThat(book.observe(ETH, "134217728").reason(perpetual))
        .isEqualTo(
            "the value of ETH PERPETUAL expiring 0, strike 0 is 1.34217728E8 USD:"
                + " no number below 2^51 quanta of 2^-24 USD in size");
  }

  @Test
  void aValueOf2To51QuantaInOneColumnTakesTheValueAway() {
    var book = new OneAsset().observe(ETH, "50000000").row(ScenarioRow.tail(3, 1));
    assertThat(book.reason(book.linear(InstrumentKind.SPOT, 0)))
        .contains("value in column 0 of ETH SPOT", "1.5E8 USD", "2^51 quanta");
    assertThat(book.now(book.linear(InstrumentKind.INVERSE_PERPETUAL, 0))).isEqualTo(1);
  }

  @Test
  void anIntegerOfTheChargesCountsAsWell() {
    var book = new OneAsset().observe(ETH, "200000000").flat(DAY, "2000", 600_000_000);
    // A put on a forward of 200,000,000 dollars is worth nothing, but its gross notional is spot.
    assertThat(book.reason(book.option(InstrumentKind.PUT, DAY, "2000")))
        .contains("gross notional of ETH PUT");
  }

  @Test
  void aMarkOf2To63MillionthsIsNoValue() {
    var book = new OneAsset();
    book.quantumBits = 0;
    var spot = book.linear(InstrumentKind.SPOT, 0);
    // 2^63 millionths are 9,223,372,036,854.775808 dollars.
    assertThat(book.observe(ETH, "9223372036854").now(spot)).isEqualTo(9_223_372_036_854.0);
    assertThat(book.observe(ETH, "9223372036855").reason(spot)).contains("the mark of ETH SPOT");
  }

  @Test
  void theLeastStrikeIsAStrike() {
    var book = new OneAsset().flat(DAY, "2000", 600_000_000);
    assertThat(book.now(book.option(InstrumentKind.CALL, DAY, "0.00000001")))
        .isCloseTo(2000, within(1e-6));
    assertThat(book.now(book.option(InstrumentKind.PUT, DAY, "0.00000001"))).isZero();
  }

  @Test
  void aForwardOfZeroIsNoSlice() {
    var book = new OneAsset().slice(DAY, "0", OneAsset.flatSmile("2000", 600_000_000));
    assertThat(book.reason(book.option(InstrumentKind.CALL, DAY, "2000")))
        .contains("no slice of ETH is used");
  }

  @Test
  void aForwardGrownBeyondAllNumbersIsNone() {
    // Half a per cent within a second would be e^862 within two days.
    var book = new OneAsset().flat(1, "2010", 600_000_000);
    for (var instrument :
        List.of(
            book.linear(InstrumentKind.DATED_FUTURE, 2 * DAY),
            book.linear(InstrumentKind.INVERSE_FUTURE, 2 * DAY),
            book.option(InstrumentKind.PUT, 2 * DAY, "2000"))) {
      assertThat(book.reason(instrument)).contains("the forward of expiry", "out of range");
    }
  }

  @Test
  void aForwardShrunkToNothingIsWorthNothing() {
    // The exponential ends at e^-708, a number still.
    var book = new OneAsset().flat(1, "1990", 600_000_000);
    assertThat(book.now(book.linear(InstrumentKind.DATED_FUTURE, 2 * DAY))).isZero();
    assertThat(book.now(book.option(InstrumentKind.PUT, 2 * DAY, "2000"))).isEqualTo(2000);
    assertThat(book.reason(book.linear(InstrumentKind.INVERSE_FUTURE, 2 * DAY)))
        .contains("the value of ETH INVERSE_FUTURE", "2^51 quanta");
  }

  @Test
  void anExpiryBeyondAllTimeIsPricedOrNotButNeverThrows() {
    var book = new OneAsset().flat(DAY, "2000", 600_000_000);
    book.rateE9 = 50_000_000;
    long seconds = 1L << 62;
    assertThat(book.now(book.linear(InstrumentKind.DATED_FUTURE, seconds))).isEqualTo(2000);
    assertThat(book.now(book.option(InstrumentKind.CALL, seconds, "2000"))).isZero();
  }

  @Test
  void aCarriedMarketWithoutSpotPricesNothingDated() {
    var book = new OneAsset().flat(DAY, "2000", 600_000_000);
    book.hasMarket = false;
    var nothing = book.market(ETH, BigInteger.ZERO, 0, book.slices);
    book.carry(ETH, "2000", Optional.of(nothing));
    assertThat(book.valuation(book.linear(InstrumentKind.DATED_FUTURE, DAY)))
        .isInstanceOf(Valuation.Unvaluable.class);
    assertThat(book.valuation(book.linear(InstrumentKind.DATED_FUTURE, 2 * DAY)))
        .isInstanceOf(Valuation.Unvaluable.class);
  }

  @Test
  void noVolatilityAtAllPricesThePayoff() {
    // 0.000000001 at one quote: nothing is left of it after a day.
    var book = new OneAsset().flat(DAY, "2000", 1).row(ScenarioRow.move(1, 1, VolRule.NONE));
    var call = book.option(InstrumentKind.CALL, DAY, "2100");
    assertThat(book.now(call)).isZero();
    assertThat(book.in(0, call)).isCloseTo(300, within(1e-6));
  }
}
