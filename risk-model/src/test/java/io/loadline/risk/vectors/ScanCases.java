package io.loadline.risk.vectors;

import static io.loadline.risk.TestBooks.AWAY;
import static io.loadline.risk.TestBooks.HOME;
import static io.loadline.risk.TestBooks.IN_30_DAYS;
import static io.loadline.risk.TestBooks.IN_90_DAYS;
import static io.loadline.risk.TestWorld.IN_15_MINUTES;
import static io.loadline.risk.TestWorld.IN_2_DAYS;
import static io.loadline.risk.TestWorld.IN_2_HOURS;
import static io.loadline.risk.vectors.AloneParameters.E9;
import static io.loadline.risk.vectors.QuietWorld.BTC_PERPETUAL;
import static io.loadline.risk.vectors.QuietWorld.CASH;
import static io.loadline.risk.vectors.QuietWorld.CASH_AWAY;
import static io.loadline.risk.vectors.QuietWorld.PERPETUAL;
import static io.loadline.risk.vectors.QuietWorld.PERPETUAL_AWAY;
import static io.loadline.risk.vectors.QuietWorld.book;
import static io.loadline.risk.vectors.QuietWorld.future;
import static io.loadline.risk.vectors.QuietWorld.option;

import io.loadline.risk.TestBooks;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.AssetGroup;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.ScenarioSet;
import io.loadline.risk.rules.VolRule;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Whole accounts for each rule of the scan alone: docs/crypto-span-1.md sections 3, 5 and 7. */
final class ScanCases {
  private final List<VectorCase> cases = new ArrayList<>();

  static List<VectorCase> all() {
    var made = new ScanCases();
    made.rows();
    made.time();
    made.venues();
    made.groups();
    return made.cases;
  }

  private void add(String name, String what, AloneParameters parameters, TestBooks.Builder books) {
    cases.add(VectorCase.of(name, what, parameters.rules(), books));
  }

  private static AloneParameters alone() {
    return new AloneParameters();
  }

  private void rows() {
    add(
        "grid",
        "A perpetual and a short straddle under prices times volatilities.",
        alone(),
        book()
            .holds("a", PERPETUAL, "3")
            .holds("a", CASH, "-6000")
            .holds("b", option(InstrumentKind.CALL, IN_30_DAYS, 2000), "-10")
            .holds("b", option(InstrumentKind.PUT, IN_30_DAYS, 2000), "-10")
            .holds("b", CASH_AWAY, "2700"));
    add(
        "span-16",
        "The same straddle under the sixteen rows of S16.",
        alone().onlyRows(ScenarioSet.S16.rows()),
        book()
            .holds("b", option(InstrumentKind.CALL, IN_30_DAYS, 2000), "-10")
            .holds("b", option(InstrumentKind.PUT, IN_30_DAYS, 2000), "-10")
            .holds("b", CASH_AWAY, "2700"));
    add(
        "tails",
        "Short calls and puts beyond the grid, with damped rows at 0.34 and 3.",
        alone().rows(ScenarioRow.tail(34, 100), ScenarioRow.tail(300, 100)),
        book()
            .holds("a", option(InstrumentKind.CALL, IN_90_DAYS, 4000), "-100")
            .holds("b", option(InstrumentKind.PUT, IN_90_DAYS, 1000), "-100"));
    add(
        "blocks",
        "Rows of two blocks add up.",
        alone()
            .rows(
                inBlock(1, 4, VolRule.NONE),
                inBlock(-1, 4, VolRule.NONE),
                inBlock(0, 1, VolRule.NONE)),
        book().holds("a", PERPETUAL, "-3").holds("a", CASH, "6000"));
    add(
        "weights",
        "A row at twice the range counts for a third.",
        alone().rows(ScenarioRow.move(2, 1, VolRule.NONE).withWeight(333_333_333)),
        book().holds("a", option(InstrumentKind.CALL, IN_30_DAYS, 2600), "-50"));
    add(
        "minimum-volatility",
        "An upward shock ends at 2.00 at least.",
        alone()
            .topics(
                new AssetTopics.Volatility(
                    500_000_000, 250_000_000, 300_000_000, 130_000_000, 1, 2 * E9, 2_000_000)),
        book().holds("a", option(InstrumentKind.CALL, IN_30_DAYS, 2200), "-10"));
    add(
        "volatility-powers",
        "Short options of two days, 30 and 90 days: the shock scales with (30 / days)^p, at least three days.",
        alone()
            .topics(
                new AssetTopics.Volatility(
                    800_000_000, 400_000_000, 450_000_000, 200_000_000, 3, 0, 2_000_000)),
        book()
            .holds("a", option(InstrumentKind.PUT, IN_2_DAYS, 1900), "-10")
            .holds("b", option(InstrumentKind.PUT, IN_30_DAYS, 1900), "-10")
            .holds("c", option(InstrumentKind.PUT, IN_90_DAYS, 1900), "10"));
    add(
        "skew",
        "Risk reversals of two expiries, tilted each by itself, linear and absolute.",
        alone()
            .topics(
                new AssetTopics.Shocks(1_000_000, 0, 0),
                new AssetTopics.Volatility(0, 0, 0, 0, 1, 0, 2_000_000))
            .rows(
                ScenarioRow.move(0, 1, VolRule.SKEW_LINEAR),
                ScenarioRow.move(0, 1, VolRule.SKEW_ABSOLUTE)),
        book()
            .holds("a", option(InstrumentKind.PUT, IN_30_DAYS, 1700), "-10")
            .holds("a", option(InstrumentKind.CALL, IN_30_DAYS, 2300), "10")
            .holds("a", option(InstrumentKind.PUT, IN_90_DAYS, 1700), "10")
            .holds("a", option(InstrumentKind.CALL, IN_90_DAYS, 2300), "-10"));
    add(
        "basis",
        "A future of 90 days against one of 30, and against the perpetual.",
        alone()
            .rows(ScenarioRow.move(0, 1, VolRule.BASIS))
            .topics(new AssetTopics.Basis(45_000_000, 500_000_000, 2 * E9)),
        book()
            .holds("a", future(IN_90_DAYS), "10")
            .holds("a", future(IN_30_DAYS), "-10")
            .holds("b", future(IN_90_DAYS), "-10")
            .holds("b", PERPETUAL, "10"));
  }

  private static ScenarioRow inBlock(long numerator, long denominator, VolRule rule) {
    return new ScenarioRow(true, numerator, denominator, rule, false, E9, 1);
  }

  private void time() {
    add(
        "time-to-close",
        "A long straddle decays while it is closed, over two days; the range grows with their root.",
        alone().closingIn(172_800),
        book()
            .holds("a", option(InstrumentKind.CALL, IN_30_DAYS, 2000), "10")
            .holds("a", option(InstrumentKind.PUT, IN_30_DAYS, 2000), "10")
            .holds("a", CASH_AWAY, "-3000")
            .holds("b", option(InstrumentKind.CALL, IN_2_DAYS, 2000), "10")
            .holds("b", CASH_AWAY, "-400"));
    add(
        "near-expiry",
        "A hedge that settles within validity and closing: its gains do not count.",
        alone().closingIn(14_400).validFor(3_600),
        book()
            .holds("a", option(InstrumentKind.PUT, IN_2_HOURS, 2000), "10")
            .holds("a", PERPETUAL_AWAY, "10")
            .holds("a", CASH_AWAY, "-20100")
            .holds("b", option(InstrumentKind.PUT, IN_2_DAYS, 2000), "10")
            .holds("b", PERPETUAL_AWAY, "10")
            .holds("b", CASH_AWAY, "-20300"));
    add(
        "pin",
        "A short butterfly between two rows of the grid loses its width at its own strike.",
        alone().topics(new AssetTopics.NearExpiry(7, 0)),
        book()
            .holds("a", option(InstrumentKind.CALL, IN_2_DAYS, 2020), "-100")
            .holds("a", option(InstrumentKind.CALL, IN_2_DAYS, 2050), "200")
            .holds("a", option(InstrumentKind.CALL, IN_2_DAYS, 2080), "-100"));
    add(
        "averaging",
        "Within the last half hour only the part of the average that is open moves.",
        alone().topics(new AssetTopics.NearExpiry(0, 1_800)),
        book()
            .holds("a", option(InstrumentKind.CALL, IN_15_MINUTES, 2000), "-10")
            .holds("b", future(IN_15_MINUTES), "10")
            .holds("b", CASH, "-20000"));
    add(
        "option-discount",
        "A vertical, and a short put: model value is not what a forced sale brings.",
        alone()
            .topics(
                new AssetTopics.Discounts(
                    950_000_000, E9, 80_000_000, 1_040_000_000, 500_000_000, 80_000_000)),
        book()
            .market(QuietWorld.markets(m -> QuietWorld.with(m, E9, m.timeSeconds(), 40_000_000, 0)))
            .holds("a", option(InstrumentKind.CALL, IN_30_DAYS, 2000), "10")
            .holds("a", option(InstrumentKind.CALL, IN_30_DAYS, 2200), "-10")
            .holds("a", CASH_AWAY, "-700")
            .holds("b", option(InstrumentKind.PUT, IN_90_DAYS, 2000), "-10"));
  }

  private void venues() {
    add(
        "settlement-latency",
        "Long at one venue, short at another whose money takes seven days to leave.",
        alone()
            .closingIn(14_400)
            .topics(new AssetTopics.Transfer(20_000_000, 100_000_000))
            .venues(
                Rules.Venue.trusted(HOME, QuietWorld.LINEAR),
                new Rules.Venue(AWAY, QuietWorld.OPTIONS, 604_800, E9, Long.MAX_VALUE)),
        book()
            .holds("a", PERPETUAL, "10")
            .holds("a", CASH, "-20000")
            .holds("a", PERPETUAL_AWAY, "-10")
            .holds("a", CASH_AWAY, "20000"));
    add(
        "foreign-transfer",
        "The same of two accounts, at home on either chain: gains abroad count for less.",
        alone().foreign(65_600_000, true),
        book()
            .livesOn("b", AWAY)
            .holds("a", PERPETUAL, "10")
            .holds("a", CASH, "-20000")
            .holds("a", PERPETUAL_AWAY, "-8")
            .holds("a", CASH_AWAY, "16000")
            .holds("b", PERPETUAL, "10")
            .holds("b", CASH, "-20000")
            .holds("b", PERPETUAL_AWAY, "-8")
            .holds("b", CASH_AWAY, "16000"));
    add(
        "core-of-venues",
        "Netting that would cost more than none: opposite deltas of two expiries, each at its own venue.",
        alone().topics(new AssetTopics.Shocks(1_000, 0, 0), new AssetTopics.Calendar(E9 / 2, 0, 0)),
        book()
            .holds("a", PERPETUAL, "10")
            .holds("a", CASH, "-20000")
            .holds("a", option(InstrumentKind.PUT, IN_90_DAYS, 2000), "20")
            .holds("a", CASH_AWAY, "-5000"));
  }

  private void groups() {
    var pair =
        book()
            .holds("a", PERPETUAL, "20")
            .holds("a", CASH, "-40000")
            .holds("a", BTC_PERPETUAL, "-1")
            .holds("a", CASH, "40000")
            .holds("b", PERPETUAL_AWAY, "20")
            .holds("b", BTC_PERPETUAL, "-1");
    add(
        "groups",
        "Long ether, short bitcoin in a group with credit 60 % inside one with 25 %.",
        alone()
            .groups(
                new AssetGroup("inner", OptionalInt.of(1), 600_000_000),
                new AssetGroup("outer", OptionalInt.empty(), 250_000_000)),
        pair);
    add(
        "groups-limited",
        "Ether at two venues in a group whose bitcoin, hardly held, is dear to transfer: no more than its members apart.",
        alone()
            .closingIn(14_400)
            .topics(new AssetTopics.Transfer(20_000_000, 100_000_000))
            .bitcoinTopics(new AssetTopics.Transfer(400_000_000, 100_000_000))
            .groups(new AssetGroup("majors", OptionalInt.empty(), 600_000_000)),
        book()
            .holds("a", PERPETUAL, "10")
            .holds("a", CASH, "-20000")
            .holds("a", PERPETUAL_AWAY, "-10")
            .holds("a", CASH_AWAY, "20000")
            .holds("a", BTC_PERPETUAL, "0.00001")
            .holds("a", CASH, "-0.4"));
    add(
        "groups-abroad",
        "The same without credit for gains off the home chain, with transfer prices.",
        alone()
            .topics(new AssetTopics.Transfer(20_000_000, 100_000_000))
            .foreign(65_600_000, false)
            .groups(new AssetGroup("majors", OptionalInt.empty(), 600_000_000)),
        pair);
  }
}
