package io.loadline.risk.margin;

import io.loadline.risk.RandomParameters;
import io.loadline.risk.RandomRounds;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.ScenarioRow;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What buying and selling options may and may not do, at one venue and at several. */
class OptionPropertiesTest {
  private static final int GENERATIONS = 8;

  /** An option held cannot lose more than it is worth. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void longOptionNeverRaisesScanLessValue(long seed) {
    search(seed)
        .buying()
        .findsNothingAgainst(
            (before, after, tried) ->
                isComparable(before, after)
                    ? loss(before).subtract(loss(after)).add(rounding(after, tried))
                    : BigInteger.ONE,
            GENERATIONS);
  }

  /** Selling an option frees at most what it brings. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shortOptionNeverFreesMoreThanItsValue(long seed) {
    search(seed)
        .selling()
        .findsNothingAgainst(
            (before, after, tried) ->
                isComparable(before, after)
                    ? loss(after)
                        .add(after.shortOptionUsdE24())
                        .subtract(loss(before))
                        .subtract(before.shortOptionUsdE24())
                        .add(rounding(after, tried))
                    : BigInteger.ONE,
            GENERATIONS);
  }

  private static Search search(long seed) {
    var books = new RandomBooks(seed, TestWorld.instruments());
    return new Search(
        seed,
        TestWorld.rules(oneBlock(seed)),
        RandomRounds.healthy(seed, 0),
        books,
        i -> i.kind().isOption());
  }

  /** Random but for the first, with all rows in one block: of two, each would count the loss. */
  private static ParameterSet oneBlock(long seed) {
    var set = seed == 1 ? TestParameters.full() : new RandomParameters(seed).next();
    return TestParts.withScenarios(
        set, set.scenarios().stream().map(OptionPropertiesTest::inBlockZero).toList());
  }

  private static ScenarioRow inBlockZero(ScenarioRow row) {
    return new ScenarioRow(
        row.relative(),
        row.numerator(),
        row.denominator(),
        row.volRule(),
        row.damped(),
        row.weightE9(),
        0);
  }

  private static boolean isComparable(Evaluation before, Evaluation after) {
    return !before.margin().overflow() && !after.margin().overflow();
  }

  private static BigInteger loss(Evaluation evaluation) {
    return evaluation.riskUsdE24().subtract(evaluation.valueUsdE24());
  }

  /** A mark is half a millionth off at most; a broken lot may make a whole one with another. */
  private static BigInteger rounding(Evaluation after, Search.Case tried) {
    var bounds = after.bounds(tried.changed());
    return tried
        .quantityE18()
        .abs()
        .add(bounds.markUsdE6().add(BigInteger.ONE).multiply(bounds.lotE18()));
  }
}
