package io.loadline.risk.vectors;

import static io.loadline.risk.TestBooks.AWAY;
import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.HOME;
import static io.loadline.risk.TestBooks.IN_30_DAYS;
import static io.loadline.risk.TestBooks.IN_90_DAYS;
import static io.loadline.risk.TestWorld.USDC;
import static io.loadline.risk.TestWorld.USDT;
import static io.loadline.risk.vectors.AloneParameters.E9;
import static io.loadline.risk.vectors.QuietWorld.CASH;
import static io.loadline.risk.vectors.QuietWorld.CASH_AWAY;
import static io.loadline.risk.vectors.QuietWorld.PERPETUAL;
import static io.loadline.risk.vectors.QuietWorld.PERPETUAL_AWAY;
import static io.loadline.risk.vectors.QuietWorld.book;
import static io.loadline.risk.vectors.QuietWorld.coin;
import static io.loadline.risk.vectors.QuietWorld.future;
import static io.loadline.risk.vectors.QuietWorld.option;

import io.loadline.risk.TestBooks;
import io.loadline.risk.TestWorld;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.AssetTopics;
import java.util.ArrayList;
import java.util.List;

/** Whole accounts for each charge alone: docs/crypto-span-1.md section 8. */
final class ChargeCases {
  private static final Instrument USDC_CASH =
      TestWorld.of(HOME, QuietWorld.LINEAR, InstrumentKind.CASH, USDC);
  private static final Instrument USDT_CASH =
      TestWorld.of(AWAY, QuietWorld.OPTIONS, InstrumentKind.CASH, USDT);

  private final List<VectorCase> cases = new ArrayList<>();

  static List<VectorCase> all() {
    var made = new ChargeCases();
    made.core();
    made.contracts();
    made.size();
    made.coins();
    made.data();
    return made.cases;
  }

  private void add(String name, String what, AloneParameters parameters, TestBooks.Builder books) {
    cases.add(VectorCase.of(name, what, parameters.rules(), books));
  }

  private static AloneParameters alone() {
    return new AloneParameters();
  }

  private void core() {
    add(
        "delta-calendar",
        "Perpetual, coins, futures and options against each other: nearest buckets match first.",
        alone().topics(new AssetTopics.Calendar(5_000_000, 50_000_000, 0)),
        book()
            .holds("a", PERPETUAL, "10")
            .holds("a", future(IN_30_DAYS), "-6")
            .holds("a", future(IN_90_DAYS), "-7")
            .holds("b", PERPETUAL, "-5")
            .holds("b", coin(InstrumentKind.SPOT), "3")
            .holds("b", option(InstrumentKind.CALL, IN_30_DAYS, 2000), "8"));
    add(
        "vega-calendar",
        "A straddle of 90 days against one of 30.",
        alone().topics(new AssetTopics.Calendar(0, 0, 250_000_000)),
        book()
            .holds("a", option(InstrumentKind.CALL, IN_90_DAYS, 2000), "10")
            .holds("a", option(InstrumentKind.PUT, IN_90_DAYS, 2000), "10")
            .holds("a", option(InstrumentKind.CALL, IN_30_DAYS, 2000), "-12")
            .holds("a", option(InstrumentKind.PUT, IN_30_DAYS, 2000), "-12")
            .holds("a", CASH_AWAY, "-2000"));
    var strangle =
        book()
            .holds("a", option(InstrumentKind.CALL, IN_30_DAYS, 2600), "-10")
            .holds("a", option(InstrumentKind.PUT, IN_30_DAYS, 1400), "-10")
            .holds("a", coin(InstrumentKind.COIN_CALL, IN_30_DAYS, 2600), "4");
    add(
        "short-option",
        "A strangle, partly covered by a coin-settled call of the same strike.",
        alone().topics(new AssetTopics.ShortOption(15_000_000, 5_000_000)),
        strangle);
    add(
        "short-option-floor",
        "The same where the minimum is a floor of the core.",
        alone()
            .topics(new AssetTopics.ShortOption(150_000_000, 5_000_000))
            .factors(E9, 800_000_000, E9, true),
        strangle);
    add(
        "factors",
        "Initial margin 1.25 of the core and 1.3 of the rest, maintenance 0.7 of the core.",
        alone()
            .topics(
                new AssetTopics.ShortOption(15_000_000, 5_000_000),
                new AssetTopics.Contingency(15_000_000, 5_000_000, 0, 0))
            .factors(1_250_000_000, 700_000_000, 1_300_000_000, false),
        strangle.copy().holds("a", PERPETUAL, "-1").holds("a", CASH, "2000"));
  }

  private void contracts() {
    add(
        "contingency",
        "Flat perpetuals at two venues, and a coin-margined one: contracts net per venue only.",
        alone().topics(new AssetTopics.Contingency(15_000_000, 5_000_000, 0, 0)),
        book()
            .holds("a", PERPETUAL, "10")
            .holds("a", CASH, "-20000")
            .holds("a", PERPETUAL_AWAY, "-10")
            .holds("a", CASH_AWAY, "20000")
            .holds("b", coin(InstrumentKind.INVERSE_PERPETUAL), "-20000")
            .holds("b", coin(InstrumentKind.SPOT), "10.1"));
    add(
        "funding",
        "A long perpetual pays what a short one does not; a short inverse one pays like a long.",
        alone(),
        book()
            .market(QuietWorld.markets(m -> QuietWorld.with(m, E9, m.timeSeconds(), 0, 800_000)))
            .holds("a", PERPETUAL, "10")
            .holds("a", CASH, "-20000")
            .holds("b", PERPETUAL, "-10")
            .holds("b", CASH, "20000")
            .holds("c", coin(InstrumentKind.INVERSE_PERPETUAL), "-20000")
            .holds("c", coin(InstrumentKind.SPOT), "10"));
  }

  private void size() {
    add(
        "liquidity",
        "Half a spread on delta at every venue, and on vega in every expiry.",
        alone().topics(liquidity(300_000, 20_000_000, 0, 0)),
        book()
            .holds("a", PERPETUAL, "10")
            .holds("a", PERPETUAL_AWAY, "-10")
            .holds("b", option(InstrumentKind.CALL, IN_30_DAYS, 2000), "-10")
            .holds("b", option(InstrumentKind.CALL, IN_30_DAYS, 2200), "4")
            .holds("b", option(InstrumentKind.PUT, IN_90_DAYS, 2000), "-3"));
    add(
        "concentration",
        "Two percent of a day's volume, half of it free, split over two venues.",
        alone().topics(liquidity(0, 0, 700_000_000, 33_600_000)),
        book()
            .holds("a", PERPETUAL, "50000")
            .holds("a", CASH, "-100000000")
            .holds("a", PERPETUAL_AWAY, "50000")
            .holds("a", CASH_AWAY, "-100000000")
            .holds("b", PERPETUAL, "5000")
            .holds("b", CASH, "-10000000"));
  }

  private static AssetTopics.Liquidity liquidity(
      long halfSpreadE9, long volSpreadE9, long impactE9, long dailyVolE9) {
    return new AssetTopics.Liquidity(
        halfSpreadE9, volSpreadE9, impactE9, dailyVolE9, 10_000_000_000L, 10_000_000, 100_000_000);
  }

  private void coins() {
    var staked = TestWorld.of(HOME, QuietWorld.COIN, InstrumentKind.SPOT, TestWorld.WSTETH);
    add(
        "spot-basis",
        "Staked ether against a perpetual; ether lent at one venue and owed at another.",
        alone()
            .topics(new AssetTopics.Contingency(0, 0, 20_000_000, 10_000_000))
            .stakedHaircuts(30_000_000, 15_000_000),
        book()
            .holds("a", staked, "10")
            .holds("a", PERPETUAL, "-11.65")
            .holds(
                "b", TestWorld.of(AWAY, TestWorld.LENDING, InstrumentKind.LENDING_DEBT, ETH), "-10")
            .holds("b", coin(InstrumentKind.LENDING_SUPPLY), "10"));
    add(
        "redemption",
        "A staked coin is worth no more than what it redeems for.",
        alone(),
        book()
            .market(
                List.of(
                    QuietWorld.market(TestBooks.BTC),
                    QuietWorld.market(ETH),
                    TestWorld.markets().stream()
                        .filter(m -> m.asset().equals(TestWorld.WSTETH))
                        .findFirst()
                        .orElseThrow()))
            .holds("a", staked, "10")
            .holds("a", CASH, "-23300"));
    var dollars =
        book()
            .holds("a", PERPETUAL, "10")
            .holds("a", USDC_CASH, "-20000")
            .holds("a", PERPETUAL_AWAY, "-10")
            .holds("a", USDT_CASH, "20000");
    add(
        "cross-stable",
        "Long where USDC settles, short where USDT does.",
        alone().peg(0, 0, 10_000_000),
        dollars);
    add(
        "depeg",
        "The same with USDT at 0.975, below the threshold of 0.99.",
        alone().peg(990_000_000, 4 * E9, 0),
        dollars
            .copy()
            .observed(QuietWorld.observedBut(QuietWorld.price(USDT, "0.975")))
            .holds("a", PERPETUAL_AWAY, "2")
            .holds("a", USDT_CASH, "-3500"));
    add(
        "stress",
        "A venue's value in a stablecoin pays for less than itself.",
        alone().stress(9_333_334),
        book()
            .holds("a", USDC_CASH, "10000")
            .holds("a", PERPETUAL_AWAY, "20")
            .holds("a", CASH_AWAY, "-40000")
            .holds(
                "b",
                TestWorld.of(AWAY, TestWorld.LENDING, InstrumentKind.LENDING_SUPPLY, USDC),
                "5000")
            .holds("b", PERPETUAL, "-15")
            .holds("b", CASH, "30000"));
  }

  private void data() {
    var pair =
        book()
            .holds("a", PERPETUAL, "10")
            .holds("a", CASH, "-20000")
            .holds("a", option(InstrumentKind.CALL, IN_30_DAYS, 2200), "-5");
    add(
        "confidence",
        "A feed that is forty percent sure, where 55 are asked for.",
        alone().confidence(550_000_000, E9),
        pair.copy()
            .market(
                QuietWorld.markets(m -> QuietWorld.with(m, 400_000_000, m.timeSeconds(), 0, 0))));
    add(
        "spread",
        "Observed prices four dollars apart.",
        alone(),
        pair.copy().observed(QuietWorld.observedBut(TestWorld.price(ETH, "2000", "2"))));
  }
}
