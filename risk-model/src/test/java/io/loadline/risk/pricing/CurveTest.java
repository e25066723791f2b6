package io.loadline.risk.pricing;

import static io.loadline.risk.TestBooks.ETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loadline.risk.kernel.Black76;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Smile;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {
  private static final long DAY = 86_400;
  private static final double QUANTUM = 0x1p-24;

  /** Slices at 100 and 300 days, forwards 2020 and 2080, flat at 60 and 50 %, spot 2000. */
  private static OneAsset twoSlices() {
    return new OneAsset().flat(100 * DAY, "2020", 600_000_000).flat(300 * DAY, "2080", 500_000_000);
  }

  @Test
  void atASliceTheForwardIsItsOwn() {
    var book = twoSlices();
    assertThat(book.now(book.linear(InstrumentKind.DATED_FUTURE, 100 * DAY))).isEqualTo(2020);
    assertThat(book.now(book.linear(InstrumentKind.DATED_FUTURE, 300 * DAY))).isEqualTo(2080);
  }

  @Test
  void theForwardKeepsItsRatioToTheFeedsSpot() {
    var book = twoSlices().observe(ETH, "1900");
    // 1900 * 2020 / 2000.
    assertThat(book.now(book.linear(InstrumentKind.DATED_FUTURE, 100 * DAY)))
        .isCloseTo(1919, within(QUANTUM));
  }

  @Test
  void betweenTwoSlicesGrowthIsLinearInTime() {
    var book = twoSlices();
    // Half way: the geometric mean of the two, 2000 sqrt(1.01 * 1.04).
    assertThat(book.now(book.linear(InstrumentKind.DATED_FUTURE, 200 * DAY)))
        .isCloseTo(2000 * Math.sqrt(1.01 * 1.04), within(QUANTUM));
  }

  @Test
  void beforeTheFirstSliceGrowthStartsFromNothing() {
    var book = twoSlices();
    // A quarter of the way to the first: 2000 * 1.01^(1/4).
    assertThat(book.now(book.linear(InstrumentKind.DATED_FUTURE, 25 * DAY)))
        .isCloseTo(2000 * Math.sqrt(Math.sqrt(1.01)), within(QUANTUM));
  }

  @Test
  void beyondTheLastSliceGrowthGoesOnAsTheLastSlicesOwn() {
    var book = twoSlices();
    // Twice its time: 2000 * 1.04^2.
    assertThat(book.now(book.linear(InstrumentKind.DATED_FUTURE, 600 * DAY)))
        .isCloseTo(2000 * 1.04 * 1.04, within(QUANTUM));
  }

  @Test
  void betweenTwoSlicesTotalVarianceIsLinearInTime() {
    var book = twoSlices();
    // w = (0.36 * 100 + 0.25 * 300) / 2 = 55.5 day-variances over 200 days.
    double volatility = Math.sqrt((0.36 * 100 + 0.25 * 300) / 2 / 200);
    assertOption(book, 200, 2000 * Math.sqrt(1.01 * 1.04), volatility);
  }

  @Test
  void beforeTheFirstAndBeyondTheLastSliceTheVolatilityIsTheirs() {
    assertOption(twoSlices(), 25, 2000 * Math.sqrt(Math.sqrt(1.01)), 0.6);
    assertOption(twoSlices(), 600, 2000 * 1.04 * 1.04, 0.5);
  }

  @Test
  void volatilityIsReadAtTheDistanceFromTheForward() {
    // Variance 0.25 at strike 2000 and 0.49 at 4000 of a forward of 2000, linear in the logarithm:
    // at 2000 sqrt(2) it is half way.
    var smile =
        new Smile.Quotes(
            List.of(OneAsset.quote("2000", 500_000_000), OneAsset.quote("4000", 700_000_000)));
    var book = new OneAsset().slice(100 * DAY, "2000", smile);
    double years = 100 / 365.0;
    var call = book.option(InstrumentKind.CALL, 100 * DAY, "2828.42712475");
    double volatility = Math.sqrt((0.25 + 0.49) / 2);
    double strike = 2828.42712475;
    assertThat(book.now(call)).isCloseTo(call(2000, strike, volatility, years), within(1e-6));
    // Where the forward is 1 % higher, 200 days ahead on a curve of this slice alone: the strike
    // that far from it has the same volatility.
    var grown = new OneAsset().slice(100 * DAY, "2020", scaled("1.01"));
    var later = grown.option(InstrumentKind.CALL, 200 * DAY, "2885.27850996");
    assertThat(grown.now(later))
        .isCloseTo(call(2040.2, 2885.27850996, volatility, 200 / 365.0), within(1e-5));
  }

  private static Smile scaled(String factor) {
    var by = new BigDecimal(factor);
    return new Smile.Quotes(
        List.of(
            OneAsset.quote(by.multiply(new BigDecimal(2000)).toString(), 500_000_000),
            OneAsset.quote(by.multiply(new BigDecimal(4000)).toString(), 700_000_000)));
  }

  @Test
  void beyondTheOutermostQuotesVolatilityIsFlat() {
    var smile =
        new Smile.Quotes(
            List.of(OneAsset.quote("1800", 700_000_000), OneAsset.quote("2200", 500_000_000)));
    var book = new OneAsset().slice(100 * DAY, "2000", smile);
    double years = 100 / 365.0;
    assertThat(book.now(book.option(InstrumentKind.CALL, 100 * DAY, "900")))
        .isCloseTo(call(2000, 900, 0.7, years), within(1e-6));
    assertThat(book.now(book.option(InstrumentKind.CALL, 100 * DAY, "5000")))
        .isCloseTo(call(2000, 5000, 0.5, years), within(1e-6));
  }

  @Test
  void volatilityBelongsToTheStrikeWhateverSpotDoes() {
    var smile =
        new Smile.Quotes(
            List.of(OneAsset.quote("1800", 700_000_000), OneAsset.quote("2200", 500_000_000)));
    var book = new OneAsset().slice(100 * DAY, "2000", smile);
    book.observe(ETH, "2100");
    assertThat(book.now(book.option(InstrumentKind.CALL, 100 * DAY, "2200")))
        .isCloseTo(call(2100, 2200, 0.5, 100 / 365.0), within(1e-6));
  }

  @Test
  void withoutSlicesALiveExpiryHasNoForwardAndNoValue() {
    var book = new OneAsset();
    for (var kind :
        List.of(InstrumentKind.DATED_FUTURE, InstrumentKind.INVERSE_FUTURE, InstrumentKind.CALL)) {
      var instrument = kind.isOption() ? book.option(kind, DAY, "2000") : book.linear(kind, DAY);
      assertThat(book.reason(instrument)).contains("no slice of ETH is used");
    }
    assertThat(book.now(book.linear(InstrumentKind.PERPETUAL, 0))).isEqualTo(2000);
  }

  private static void assertOption(OneAsset book, long days, double forward, double volatility) {
    for (var strike : List.of("1500", "2000", "3000")) {
      var call = book.option(InstrumentKind.CALL, days * DAY, strike);
      assertThat(book.now(call))
          .as("strike %s", strike)
          .isCloseTo(
              call(forward, Double.parseDouble(strike), volatility, days / 365.0), within(1e-6));
    }
  }

  /** Black's formula; Math.log is good enough to compare with. */
  private static double call(double forward, double strike, double volatility, double years) {
    double deviation = volatility * Math.sqrt(years);
    return Black76.price(1, forward, strike, Math.log(forward / strike), deviation, 1);
  }
}
