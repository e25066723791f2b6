package io.loadline.risk.margin;

import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.e8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.RandomParameters;
import io.loadline.risk.RandomRounds;
import io.loadline.risk.TestBooks;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing can be won near expiry that the margin does not see. */
class NearExpiryTest {
  private static final int GENERATIONS = 8;

  /** What expires before the book can be closed can only add to the scan, whatever it hedges. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void hedgeThatExpiresTooSoonIsNone(long seed) {
    var rules =
        TestWorld.rules(seed == 1 ? TestParameters.full() : new RandomParameters(seed).next());
    new Search(
            seed,
            rules,
            RandomRounds.healthy(seed, 0),
            new RandomBooks(seed, TestWorld.instruments()),
            i ->
                i.expirySeconds() == TestWorld.IN_15_MINUTES
                    || i.expirySeconds() == TestWorld.UNSETTLED)
        .holding(i ->
            i.expirySeconds() != TestWorld.IN_15_MINUTES
                && i.expirySeconds() != TestWorld.UNSETTLED)
        .findsNothingAgainst(
            (before, after, _) ->
                after.margin().overflow()
                    ? BigInteger.ONE
                    : after.riskUsdE24().subtract(before.riskUsdE24()),
            GENERATIONS);
  }

  /**
   * Options of one near expiry at one venue: at every listed strike within the range the book's
   * loss at expiry is covered, flies between two grid prices included.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void lossAtEveryStrikeIsCovered(long seed) {
    var rules = TestWorld.rules(TestParameters.full());
    var instruments = TestWorld.instruments();
    var options =
        instruments.stream()
            .filter(i -> i.kind() == InstrumentKind.CALL || i.kind() == InstrumentKind.PUT)
            .filter(i -> i.venue().equals(TestWorld.OPTIONS) && i.asset().equals(ETH))
            .filter(i -> i.expirySeconds() == TestWorld.IN_2_DAYS)
            .toList();
    var books = new RandomBooks(seed, options);
    new Search(seed, rules, RandomRounds.healthy(seed, 0), books)
        .findsNothingAgainst((_, after, tried) -> coverUsdE24(after, tried.after()), GENERATIONS);
  }

  /** What the book must hold beside its value, less what it owes at the worst strike. */
  private static BigInteger coverUsdE24(Evaluation evaluation, Map<Instrument, BigInteger> book) {
    if (evaluation.margin().overflow()) {
      return BigInteger.ONE;
    }
    // Broken lots and marks: 1 lot of 1e-5 per position, half a millionth per unit.
    var tolerance = BigInteger.ZERO;
    for (var entry : book.entrySet()) {
      var mark = evaluation.bounds(entry.getKey()).markUsdE6().add(BigInteger.TWO);
      tolerance = tolerance.add(entry.getValue().abs()).add(mark.multiply(BigInteger.TEN.pow(13)));
    }
    var worst = BigInteger.ONE.shiftLeft(256).negate();
    for (var hundredths : List.of(85, 95, 100, 103, 110)) {
      var strike = e8(20L * hundredths);
      var owed = BigInteger.ZERO;
      for (var entry : book.entrySet()) {
        owed = owed.subtract(payoffE8(entry.getKey(), strike).multiply(entry.getValue()));
      }
      worst = worst.max(owed.divide(BigInteger.valueOf(100)));
    }
    return evaluation
        .riskUsdE24()
        .subtract(evaluation.valueUsdE24())
        .add(tolerance)
        .subtract(worst);
  }

  private static BigInteger payoffE8(Instrument option, BigInteger atE8) {
    var up = atE8.subtract(option.strikeUsdE8());
    return (option.kind().isCall() ? up : up.negate()).max(BigInteger.ZERO);
  }

  /**
   * A short butterfly 1960/2000/2040 that expires in two days owes 40 at 2000 at most; the grid's
   * nodes at 1900, 2000 and 2100 see that one, but not the fly 1980/2030/2080 around 2030.
   */
  @Test
  void flyBetweenTwoNodesPaysItsWholeWidth() {
    var rules = TestWorld.rules(TestParameters.full());
    var book = new LinkedHashMap<Instrument, BigInteger>();
    book.put(call(1980), TestBooks.e18("100"));
    book.put(call(2030), TestBooks.e18("-200"));
    book.put(call(2080), TestBooks.e18("100"));
    var negated = new LinkedHashMap<Instrument, BigInteger>();
    book.forEach((option, quantity) -> negated.put(option, quantity.negate()));
    var snapshot =
        new TestBooks.Builder()
            .observed(TestWorld.observed())
            .market(TestWorld.markets())
            .holds("short", negated)
            .build(rules);
    var maker = new Evaluation.Maker(snapshot, rules);
    var evaluation = maker.of(TestBooks.accountId("short"));
    var owed = TestBooks.e6("5000").multiply(Rounding.ONE_E18); // 100 times 50 of width
    assertThat(evaluation.riskUsdE24().subtract(evaluation.valueUsdE24()))
        .isGreaterThanOrEqualTo(owed.subtract(TestBooks.e6("0.001").multiply(Rounding.ONE_E18)));
  }

  private static Instrument call(long strike) {
    return TestWorld.dated(
        TestBooks.AWAY,
        TestWorld.OPTIONS,
        InstrumentKind.CALL,
        ETH,
        TestWorld.IN_2_DAYS,
        e8(strike));
  }
}
