package io.loadline.risk.pricing;

import static io.loadline.risk.TestBooks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.ScenarioSet;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds in any market. The seed is in the failure's text. */
class PricedMarketPropertiesTest {
  private static final int SEEDS = 160;
  private static final long DAY = 86_400;

  @Test
  void everyInstrumentHasAValueWithinBoundsOrAReason() {
    int valued = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      var market = of(seed);
      for (int i = 0; i < market.valuations().size(); i++) {
        switch (market.valuations().get(i)) {
          case Valuation.RiskArray array -> {
            valued++;
            assertBounded(array, market.assets().get(market.assetOf(i)), seed);
          }
          case Valuation.Cash cash -> assertThat(cash.markUsdE6()).as("seed %d", seed).isPositive();
          case Valuation.Unvaluable(var reason) ->
              assertThat(reason).as("seed %d", seed).isNotBlank();
        }
      }
    }
    assertThat(valued).isGreaterThan(10_000);
  }

  private static PricedMarket of(long seed) {
    var round = RandomMarkets.of(seed);
    return PricedMarket.of(round.snapshot(), round.rules());
  }

  private static void assertBounded(Valuation.RiskArray array, PricedAsset asset, long seed) {
    long limit = 1L << 51;
    long least = array.value();
    long greatest = array.value();
    for (int c = 0; c < array.size(); c++) {
      least = Math.min(least, array.value() + array.change(c));
      greatest = Math.max(greatest, array.value() + array.change(c));
    }
    long sensitivity =
        LongStream.of(
                array.delta(),
                array.vega(),
                array.calendarVega(),
                array.contractNotional(),
                array.grossNotional())
            .map(Math::abs)
            .max()
            .orElseThrow();
    assertThat(array.size()).as("seed %d", seed).isEqualTo(asset.columns());
    assertThat(array.markUsdE6()).as("seed %d", seed).isNotNegative();
    assertThat(least).as("seed %d", seed).isNotNegative();
    assertThat(Math.max(greatest, sensitivity)).as("seed %d", seed).isLessThan(limit);
  }

  @Test
  void rowsAreListedThenPinnedAndTheirColumnsFollowEachOther() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var round = RandomMarkets.of(seed);
      for (var asset : PricedMarket.of(round.snapshot(), round.rules()).assets()) {
        int column = 0;
        for (int r = 0; r < asset.rows().size(); r++) {
          var row = asset.rows().get(r);
          assertThat(row.firstColumn()).as("seed %d", seed).isEqualTo(column);
          assertThat(row.pin().isPresent()).as("seed %d", seed).isEqualTo(r >= asset.listedRows());
          column += row.columns();
        }
        assertThat(asset.columns()).as("seed %d", seed).isEqualTo(column);
        assertThat(asset.listedRows()).isEqualTo(round.rules().parameters().scenarios().size());
      }
    }
  }

  @Test
  void totalVarianceBetweenTwoSlicesLiesBetweenTheirs() {
    int pairs = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      for (var asset : of(seed).assets()) {
        var slices = asset.market().slices();
        double tolerance = asset.parameters().volatility().smileToleranceE9() / 1e9;
        for (int i = 1; i < slices.size(); i++) {
          assertRises(slices.get(i - 1), slices.get(i), tolerance, seed);
          pairs++;
        }
      }
    }
    assertThat(pairs).isGreaterThan(300);
  }

  /** At the same number of the earlier slice's deviations from the forward. */
  private static void assertRises(
      AcceptedSlice low, AcceptedSlice high, double tolerance, long seed) {
    var curve = new Curve(2000, 2000, List.of(low, high));
    double deviation = low.smile().volatility(0) * Math.sqrt(low.years());
    long between = (low.expirySeconds() + high.expirySeconds()) / 2;
    for (int step = -2; step <= 2; step++) {
      double k = step * deviation;
      double first = low.totalVariance(k);
      double last = high.totalVariance(k);
      assertThat(last).as("seed %d", seed).isGreaterThanOrEqualTo(first * (1 - tolerance));
      var point = curve.at(between, between - NOW);
      if (point.isPresent()) {
        double volatility = point.get().volatility(k);
        assertThat(volatility * volatility * point.get().years())
            .as("seed %d", seed)
            .isBetween(Math.min(first, last) * (1 - 1e-12), Math.max(first, last) * (1 + 1e-12));
      }
    }
  }

  @Test
  void aCallLessAPutIsTheForwardLessTheStrikeInEveryColumn() {
    int pairs = 0;
    for (long seed = 0; seed < 60; seed++) {
      var random = new SplittableRandom(seed);
      var book = new OneAsset();
      book.rows.addAll(ScenarioSet.S16.rows());
      book.rateE9 = random.nextLong(100_000_000);
      book.nearExpiry = new AssetTopics.NearExpiry(20, 0);
      long seconds = (1 + random.nextInt(200)) * DAY;
      book.flat(seconds, Integer.toString(1950 + random.nextInt(100)), 650_000_000);
      String strike = Integer.toString(1500 + random.nextInt(1000));
      var future = book.array(book.linear(InstrumentKind.DATED_FUTURE, seconds));
      var call = book.option(InstrumentKind.CALL, seconds, strike);
      var put = book.option(InstrumentKind.PUT, seconds, strike);
      pairs += assertParity(book, call, put, future, seconds);
    }
    assertThat(pairs).isGreaterThan(900);
  }

  private static int assertParity(
      OneAsset book, Instrument call, Instrument put, Valuation.RiskArray future, long seconds) {
    var c = book.array(call);
    var p = book.array(put);
    double discount = Math.exp(-(book.rateE9 / 1e9 * seconds / OneAsset.YEAR));
    double quanta = Math.scalb(1.0, OneAsset.BITS);
    double strike = strike(call) * quanta;
    // Two roundings of a half, two of the future's at most a half, and those of the formula.
    assertClose(c.value() - p.value(), discount * (future.value() - strike));
    int listed = book.eth().listedRows();
    for (int column = 0; column < listed; column++) {
      double forward = future.value() + future.change(column);
      long difference = c.value() + c.change(column) - p.value() - p.change(column);
      assertClose(difference, discount * (forward - strike));
    }
    assertThat(c.grossNotional()).isEqualTo(p.grossNotional());
    assertClose(c.delta() - p.delta(), discount * future.value());
    assertThat(c.vega()).isEqualTo(p.vega());
    return listed;
  }

  private static double strike(Instrument option) {
    return option.strikeUsdE8().doubleValue() / 1e8;
  }

  private static void assertClose(long actual, double expected) {
    assertThat(Math.abs(actual - expected)).isLessThan(1.6);
  }

  @Test
  void aWiderRangeNeverShrinksAWorstLossOfSpot() {
    var previous = BigInteger.ZERO;
    for (long psrE9 = 50_000_000; psrE9 <= 400_000_000; psrE9 += 50_000_000) {
      var book = new OneAsset();
      book.rows.addAll(ScenarioSet.G33.rows());
      book.shocks = new AssetTopics.Shocks(psrE9, 770_000_000, 0);
      var array = book.array(book.linear(InstrumentKind.SPOT, 0));
      var worst = BigInteger.ZERO;
      for (var row : book.eth().rows()) {
        worst =
            worst.max(
                BigInteger.valueOf(-array.change(row.firstColumn()))
                    .multiply(BigInteger.valueOf(row.weightE9())));
      }
      assertThat(worst).isGreaterThanOrEqualTo(previous);
      previous = worst;
    }
  }
}
