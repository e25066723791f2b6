package io.loadline.risk.vectors;

import static io.loadline.risk.TestBooks.AWAY;
import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.HOME;
import static io.loadline.risk.TestBooks.IN_30_DAYS;
import static io.loadline.risk.TestBooks.NOW;
import static io.loadline.risk.TestBooks.e8;
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
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.PriorAsset;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whole accounts for what is missing, old, too large or at a venue on terms: docs/crypto-span-1.md
 * sections 4, 6, 9 and 10.
 */
final class StateCases {
  private static final AssetTopics.Breaker BREAKER =
      new AssetTopics.Breaker(1_200, 60_000_000, 100_000_000);

  private final List<VectorCase> cases = new ArrayList<>();

  static List<VectorCase> all() {
    var made = new StateCases();
    made.breakers();
    made.missing();
    made.past();
    made.venues();
    made.sizes();
    return made.cases;
  }

  private void add(String name, String what, AloneParameters parameters, TestBooks.Builder books) {
    cases.add(VectorCase.of(name, what, parameters.rules(), books));
  }

  private static AloneParameters alone() {
    return new AloneParameters();
  }

  private static AloneParameters watched() {
    return alone().topics(BREAKER).caution(10_000_000, 250_000_000, 500_000_000, 3);
  }

  private static TestBooks.Builder pair() {
    return book()
        .holds("a", PERPETUAL, "10")
        .holds("a", CASH, "-20000")
        .holds("a", option(InstrumentKind.CALL, IN_30_DAYS, 2200), "-5");
  }

  private void breakers() {
    add(
        "caution-moved",
        "Seven percent within five minutes.",
        watched(),
        pair().carried(carried(entry(0, 0, "1990", "1860", Optional.empty()))));
    add(
        "caution-calm",
        "Nothing since two rounds; a third is asked for.",
        watched(),
        pair().carried(carried(entry(1, 1, "2000", "2000", Optional.empty()))));
    add(
        "caution-old-market",
        "A feed that has not spoken for half an hour.",
        watched(),
        pair().market(QuietWorld.markets(m -> QuietWorld.with(m, E9, NOW - 1_800, 0, 0))));
    add(
        "caution-refused-slice",
        "A slice with less variance than the one before it.",
        watched(),
        pair().market(QuietWorld.markets(StateCases::withRefusedSlice)));
    add(
        "caution-spread",
        "Observed prices two percent apart.",
        watched(),
        pair().observed(QuietWorld.observedBut(TestWorld.price(ETH, "2000", "40"))));
    add(
        "halt-jumped",
        "More than the price-scan range since the round before.",
        watched(),
        pair().carried(carried(entry(0, 0, "1600", "1600", Optional.empty()))));
    add(
        "halt-no-price",
        "No price now: the one of ten minutes ago, with the feed's market.",
        watched(),
        pair()
            .observed(QuietWorld.observedWithout(ETH))
            .carried(carried(entry(0, 0, "1950", "1950", Optional.empty()))));
    add(
        "halt-no-market",
        "No market now: the carried one.",
        watched(),
        pair()
            .market(List.of(QuietWorld.market(TestBooks.BTC)))
            .carried(carried(entry(0, 0, "2000", "2000", Optional.of(QuietWorld.market(ETH))))));
  }

  private static AssetMarket withRefusedSlice(AssetMarket market) {
    var slices = new ArrayList<>(market.slices());
    var last = slices.removeLast();
    slices.add(
        new Slice(
            last.expirySeconds(),
            last.forwardUsdE8(),
            new Smile.Quotes(
                List.of(
                    new Smile.Quote(e8(1_000), 100_000_000),
                    new Smile.Quote(e8(4_000), 100_000_000)))));
    return QuietWorld.withSlices(market, slices);
  }

  private static PriorAsset entry(
      int state, int calm, String price, String fourMinutesAgo, Optional<AssetMarket> market) {
    return new PriorAsset(
        ETH,
        state,
        calm,
        NOW - 600,
        usdE8(price),
        List.of(new PriorAsset.TimedPrice(NOW - 240, usdE8(fourMinutesAgo))),
        market);
  }

  private static BigInteger usdE8(String usd) {
    return TestWorld.price(ETH, usd, "0").priceUsdE8();
  }

  private static Carried carried(PriorAsset entry) {
    return new Carried(
        Keccak.hash("previous"), 6, BigInteger.ONE, List.of(), List.of(), List.of(entry));
  }

  private void missing() {
    var gold = TestWorld.of(HOME, QuietWorld.LINEAR, InstrumentKind.SPOT, new Asset("GOLD"));
    add(
        "unvalued",
        "What nobody knows counts nothing if it is held and everything if it is owed.",
        alone(),
        pair().holds("a", gold, "5").holds("b", gold, "-0.000001").holds("b", PERPETUAL, "1"));
    add(
        "no-slices",
        "Options without a curve have no value, perpetuals do.",
        alone(),
        pair()
            .market(QuietWorld.markets(m -> QuietWorld.withSlices(m, List.of())))
            .holds("b", option(InstrumentKind.CALL, IN_30_DAYS, 2200), "5")
            .holds("b", PERPETUAL, "10")
            .holds("b", CASH, "-20000"));
    add(
        "below-a-cent",
        "An asset at half a cent has no value, also as debt.",
        alone(),
        book()
            .observed(QuietWorld.observedBut(QuietWorld.price(ETH, "0.005")))
            .holds("a", PERPETUAL, "10")
            .holds("b", coin(InstrumentKind.LENDING_DEBT), "-1"));
  }

  private void past() {
    add(
        "settled",
        "Yesterday's contracts at the settlement price, those of an hour ago at the spot.",
        alone(),
        book()
            .holds("a", future(TestWorld.SETTLED), "-10")
            .holds("a", option(InstrumentKind.CALL, TestWorld.SETTLED, 1900), "-10")
            .holds("a", coin(InstrumentKind.COIN_CALL, TestWorld.SETTLED, 1900), "-10")
            .holds("a", coin(InstrumentKind.INVERSE_FUTURE, TestWorld.SETTLED, 0), "-1000")
            .holds("b", future(TestWorld.UNSETTLED), "-10")
            .holds("b", option(InstrumentKind.CALL, TestWorld.UNSETTLED, 1900), "-10")
            .holds("b", coin(InstrumentKind.COIN_CALL, TestWorld.UNSETTLED, 1900), "-10")
            .holds("b", coin(InstrumentKind.INVERSE_FUTURE, TestWorld.UNSETTLED, 0), "-1000"));
  }

  private void venues() {
    add(
        "venue-credit",
        "Value at a venue counts half, up to 5000; a debt counts in full.",
        alone()
            .venues(
                new Rules.Venue(HOME, QuietWorld.LINEAR, 0, 500_000_000, Long.MAX_VALUE),
                new Rules.Venue(AWAY, QuietWorld.OPTIONS, 0, E9, 5_000_000_000L)),
        book()
            .holds("a", PERPETUAL, "-10")
            .holds("a", CASH, "22000")
            .holds("b", PERPETUAL_AWAY, "-50")
            .holds("b", CASH_AWAY, "109000")
            .holds("c", CASH, "4000")
            .holds("c", CASH_AWAY, "-3000"));
  }

  private void sizes() {
    add(
        "lots",
        "Quantities are cut to lots of 0.0001 against the account.",
        alone(),
        book()
            .holds("a", PERPETUAL, "-0.00005")
            .holds("b", PERPETUAL, "0.00005")
            .holds("b", CASH, "-1"));
    add(
        "overflow",
        "Lots of 64 bits, value of more than 116 bits, more than two positions; and the largest that is none.",
        alone().atMost(2),
        book()
            .holds("a", PERPETUAL, BigInteger.TWO.pow(63).multiply(BigInteger.TEN.pow(14)))
            .holds("b", CASH, BigInteger.TWO.pow(96))
            .holds("c", PERPETUAL, "1")
            .holds("c", PERPETUAL_AWAY, "1")
            .holds("c", CASH, "1")
            .holds("d", CASH, BigInteger.TWO.pow(96).subtract(BigInteger.ONE).negate()));
  }
}
