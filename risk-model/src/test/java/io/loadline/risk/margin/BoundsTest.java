package io.loadline.risk.margin;

import io.loadline.risk.RandomParameters;
import io.loadline.risk.RandomRounds;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import io.loadline.risk.rules.ParameterSet;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R(book + change) <= R(book) + what the guard charges for the change, for initial and maintenance
 * margin: every charge switched on, all kinds, four venues, groups, accounts that live elsewhere,
 * closings, gifts and payments, for books within the position cap.
 */
class BoundsTest {
  private static final BigInteger E18 = BigInteger.TEN.pow(18);
  private static final BigInteger E24 = BigInteger.TEN.pow(24);
  private static final int GENERATIONS = 10;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noChangeCostsMoreThanTheGuardCharges(long seed) {
    search(seed, TestParameters.full());
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void noChangeCostsMoreUnderRandomParameters(long seed) {
    search(seed, new RandomParameters(seed).next());
  }

  private static void search(long seed, ParameterSet parameters) {
    var search =
        new Search(
                seed,
                TestWorld.rules(parameters),
                RandomRounds.healthy(seed, 0),
                new RandomBooks(seed, TestWorld.instruments()))
            .paying();
    search.findsNothingAgainst(
        (before, after, tried) -> slackUsdE6(search, parameters, before, after, tried),
        GENERATIONS);
  }

  private static BigInteger slackUsdE6(
      Search search,
      ParameterSet parameters,
      Evaluation before,
      Evaluation after,
      Search.Case tried) {
    if (after.margin().overflow()
        || before.margin().overflow()
        || !after.isWithinCaps(parameters)
        || !before.isWithinCaps(parameters)) {
      return E24;
    }
    var bounds = after.bounds(tried.changed());
    var ledgerMark = after.bounds(search.ledgerOf(tried.changed())).markUsdE6();
    var charge = charge(bounds, tried.quantityE18(), tried.cashOutE6(), ledgerMark);
    var initial =
        before.margin().initialUsdE6().add(charge).subtract(after.margin().initialUsdE6());
    var maintenance =
        before.margin().maintenanceUsdE6().add(charge).subtract(after.margin().maintenanceUsdE6());
    return initial.min(maintenance);
  }

  /** docs/formats.md section 3, rounded up. */
  private static BigInteger charge(
      InstrumentBounds bound, BigInteger quantityE18, BigInteger cashOutE6, BigInteger ledgerMark) {
    var lots = Rounding.divideUp(quantityE18.abs(), bound.lotE18());
    var side = quantityE18.signum() > 0 ? bound.buyUsdE6() : bound.sellUsdE6();
    var out = cashOutE6.multiply(BigInteger.TEN.pow(12)).multiply(ledgerMark);
    var givenUp = out.subtract(bound.markUsdE6().multiply(quantityE18));
    var exact = lots.multiply(bound.lotE18()).multiply(side).add(givenUp.max(BigInteger.ZERO));
    return Rounding.divideUp(exact, E18);
  }
}
