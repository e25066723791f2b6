package io.loadline.risk.vectors;

import static io.loadline.risk.TestBooks.BTC;
import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.HOME;
import static io.loadline.risk.TestBooks.NOW;
import static io.loadline.risk.TestBooks.e8;
import static io.loadline.risk.TestWorld.USDC;
import static io.loadline.risk.TestWorld.USDT;
import static io.loadline.risk.TestWorld.WSTETH;

import io.loadline.risk.TestBooks;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.margin.TestParts;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.PriorAsset;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Markets in which every kind of instrument is listed, and nobody holds anything. */
final class InstrumentWorlds {
  private static final long DAY = 86_400;
  private static final List<Long> AHEAD =
      List.of(
          NOW + 900,
          NOW + 7_200,
          NOW + 2 * DAY,
          NOW + 30 * DAY,
          NOW + 60 * DAY,
          NOW + 90 * DAY,
          NOW + 400 * DAY);
  private static final List<Long> AT_A_SLICE = List.of(NOW + 30 * DAY);
  private static final List<Long> BEHIND = List.of(TestWorld.SETTLED, TestWorld.UNSETTLED);
  private static final List<Long> STRIKES = List.of(1_700L, 2_000L, 2_400L);
  private static final Set<InstrumentKind> HELD =
      Set.of(InstrumentKind.SPOT, InstrumentKind.LENDING_SUPPLY, InstrumentKind.LENDING_DEBT);

  private final List<VectorCase> worlds = new ArrayList<>();

  static List<VectorCase> all() {
    var made = new InstrumentWorlds();
    made.ahead();
    made.behind();
    made.withoutData();
    made.slices();
    made.coins();
    made.sizes();
    return made.worlds;
  }

  private void add(String name, String what, TestBooks.Builder listing) {
    add(name, what, TestParameters.full(), listing);
  }

  private void add(String name, String what, ParameterSet set, TestBooks.Builder listing) {
    Rules rules = TestWorld.rules(set);
    worlds.add(VectorCase.of(name, what, rules, listing));
  }

  /** Every kind in ETH, the dated ones with these expiries and the options with these strikes. */
  private static List<Instrument> everyKind(List<Long> expiries, List<Long> strikes) {
    var list = new ArrayList<Instrument>();
    for (var kind : InstrumentKind.values()) {
      if (kind == InstrumentKind.CASH) {
        list.add(TestBooks.cash(HOME, TestWorld.LINEAR));
      } else if (!kind.hasExpiry()) {
        list.add(TestWorld.of(HOME, TestWorld.LINEAR, kind, ETH));
      } else {
        for (var expiry : expiries) {
          for (var strike : kind.isOption() ? strikes : List.of(0L)) {
            list.add(dated(kind, expiry, e8(strike)));
          }
        }
      }
    }
    return list;
  }

  private static Instrument dated(InstrumentKind kind, long expiry, BigInteger strikeE8) {
    return TestWorld.dated(HOME, TestWorld.LINEAR, kind, ETH, expiry, strikeE8);
  }

  private static TestBooks.Builder listing(List<Instrument> instruments) {
    return new TestBooks.Builder()
        .lists(instruments)
        .observed(TestWorld.observed())
        .market(TestWorld.markets());
  }

  private void ahead() {
    add(
        "ahead",
        "Within averaging, within the hours a book is closed in, at slices of quotes and of SVI,"
            + " between slices, beyond the last; strikes of the week are pins.",
        listing(everyKind(AHEAD, STRIKES)));
  }

  private void behind() {
    add(
        "settled",
        "Past expiries with a settlement price and without.",
        listing(everyKind(BEHIND, STRIKES)));
  }

  private void withoutData() {
    var some = everyKind(AT_A_SLICE, List.of(2_000L));
    add(
        "no-slices",
        "A feed without slices: dated instruments have no value.",
        listing(some).market(List.of(withSlices(List.of()))));
    add(
        "carried-price",
        "No price observed: the carried one, the feed's market.",
        listing(some).observed(QuietWorld.observedWithout(ETH)).carried(carried(Optional.empty())));
    add(
        "carried-market",
        "No price and no market: both are carried.",
        listing(some)
            .observed(QuietWorld.observedWithout(ETH))
            .market(List.of())
            .carried(carried(Optional.of(eth()))));
    add(
        "no-price",
        "Neither a price nor a carried one: nothing but cash has a value.",
        listing(some).observed(QuietWorld.observedWithout(ETH)));
    add(
        "below-a-cent",
        "A price of 0.009999 has no value.",
        listing(some).observed(QuietWorld.observedBut(QuietWorld.price(ETH, "0.009999"))));
  }

  private static AssetMarket eth() {
    return TestWorld.markets().stream()
        .filter(m -> m.asset().equals(ETH))
        .findFirst()
        .orElseThrow();
  }

  private static AssetMarket withSlices(List<Slice> slices) {
    return QuietWorld.withSlices(eth(), slices);
  }

  private static Carried carried(Optional<AssetMarket> market) {
    var entry = new PriorAsset(ETH, 0, 0, NOW - 60, e8(1_950), List.of(), market);
    return new Carried(
        Keccak.hash("previous"), 6, BigInteger.ONE, List.of(), List.of(), List.of(entry));
  }

  private void slices() {
    var options = everyKind(List.of(NOW + 30 * DAY, NOW + 90 * DAY), STRIKES);
    add(
        "repaired",
        "A quote a little above the convex function below it is lowered to it.",
        listing(options).market(List.of(withSlices(quoted(505, 520, 500)))));
    add(
        "refused-butterfly",
        "A quote far above it: the slice is refused, and its expiry stands on the next one.",
        listing(options).market(List.of(withSlices(quoted(505, 900, 500)))));
    add(
        "refused-calendar",
        "A later slice of less variance is refused.",
        listing(options)
            .market(
                List.of(
                    withSlices(
                        List.of(
                            new Slice(NOW + 30 * DAY, e8(2_008), flat(600)),
                            new Slice(NOW + 90 * DAY, e8(2_024), flat(300)))))));
    add(
        "one-node",
        "A single quote holds at every strike.",
        listing(options)
            .market(
                List.of(
                    withSlices(
                        List.of(
                            new Slice(
                                NOW + 30 * DAY,
                                e8(2_008),
                                new Smile.Quotes(
                                    List.of(new Smile.Quote(e8(2_000), 600_000_000)))))))));
    add(
        "no-nodes",
        "A slice without quotes and one with a strike of 0 are refused; with none left the market is not good.",
        listing(options)
            .market(
                List.of(
                    withSlices(
                        List.of(
                            new Slice(NOW + 30 * DAY, e8(2_008), new Smile.Quotes(List.of())),
                            new Slice(
                                NOW + 90 * DAY,
                                e8(2_024),
                                new Smile.Quotes(
                                    List.of(
                                        new Smile.Quote(BigInteger.ZERO, 600_000_000),
                                        new Smile.Quote(e8(2_000), 600_000_000)))))))));
  }

  /** Slices of 30 days at 1980, 2000 and 2020 with these volatilities, and of 90 days. */
  private static List<Slice> quoted(long... volsE3) {
    var quotes = new ArrayList<Smile.Quote>();
    for (int i = 0; i < volsE3.length; i++) {
      quotes.add(new Smile.Quote(e8(1_980 + 20 * i), volsE3[i] * 1_000_000));
    }
    return List.of(
        new Slice(NOW + 30 * DAY, e8(2_008), new Smile.Quotes(quotes)),
        new Slice(NOW + 90 * DAY, e8(2_024), flat(700)));
  }

  private static Smile flat(long volE3) {
    return new Smile.Quotes(
        List.of(
            new Smile.Quote(e8(1_000), volE3 * 1_000_000),
            new Smile.Quote(e8(4_000), volE3 * 1_000_000)));
  }

  private void coins() {
    var list = new ArrayList<Instrument>();
    for (var asset : List.of(TestBooks.USD, USDC, USDT, WSTETH, BTC, new Asset("GOLD"))) {
      list.add(TestWorld.of(HOME, TestWorld.COIN, InstrumentKind.CASH, asset));
      HELD.stream().sorted().forEach(k -> list.add(TestWorld.of(HOME, TestWorld.COIN, k, asset)));
      list.add(TestWorld.of(HOME, TestWorld.COIN, InstrumentKind.PERPETUAL, asset));
    }
    add(
        "coins",
        "Dollars, stablecoins, a staked coin above what it redeems for, an asset nobody knows.",
        listing(list)
            .market(
                TestWorld.markets().stream()
                    .map(m -> m.asset().equals(WSTETH) ? redeeming(m) : m)
                    .toList()));
  }

  private static AssetMarket redeeming(AssetMarket market) {
    return new AssetMarket(
        market.asset(),
        market.feedSpotUsdE8(),
        market.confidenceE9(),
        market.timeSeconds(),
        0,
        0,
        BigInteger.ZERO,
        1_150_000_000,
        List.of());
  }

  private void sizes() {
    var set =
        TestParts.withAssets(
            TestParameters.full(),
            p ->
                TestParts.with(
                    p,
                    new AssetTopics.Shocks(200_000_000, 770_000_000, 172_800),
                    new AssetTopics.NearExpiry(0, 0)));
    var list = new ArrayList<>(everyKind(List.of(NOW + 30 * DAY), List.of(2_000L)));
    for (var exponent : List.of(-8, 6, 12, 20)) {
      var strike = BigInteger.TEN.pow(8 + exponent);
      list.add(dated(InstrumentKind.CALL, NOW + 30 * DAY, strike));
      list.add(dated(InstrumentKind.PUT, NOW + 30 * DAY, strike));
      list.add(dated(InstrumentKind.COIN_PUT, NOW + 30 * DAY, strike));
    }
    list.add(dated(InstrumentKind.DATED_FUTURE, NOW + 36_500 * DAY, BigInteger.ZERO));
    list.add(dated(InstrumentKind.CALL, NOW + 36_500 * DAY, e8(2_000)));
    add(
        "sizes",
        "Two days to close; strikes of 1e-8 to 1e20, an expiry in a hundred years: values of 2^51 quanta are none.",
        set,
        listing(list));
    var high = listing(everyKind(List.of(NOW + 30 * DAY), List.of(2_000L)));
    add(
        "dear",
        "ETH at 40 million: six times that is 2^51 quanta or more.",
        TestParameters.full(),
        high.observed(QuietWorld.observedBut(QuietWorld.price(ETH, "40000000"))));
  }
}
