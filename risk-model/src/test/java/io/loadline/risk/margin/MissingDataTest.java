package io.loadline.risk.margin;

import static io.loadline.risk.TestBooks.BTC;
import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.HOME;
import static io.loadline.risk.TestBooks.NOW;
import static io.loadline.risk.TestBooks.e18;
import static io.loadline.risk.TestBooks.e6;
import static io.loadline.risk.TestBooks.e8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.RandomRounds;
import io.loadline.risk.TestBooks;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.PriorAsset;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prices and markets that are late, missing or absurd: nobody gains by them. */
class MissingDataTest {
  private static final Rules RULES = TestWorld.rules(TestParameters.full());
  private static final BigInteger GREATEST = AccountMargin.GREATEST_USD_E6;

  /**
   * All feeds and prices gone for a round: the carried ones give the same maintenance margins, and
   * nobody's initial margin falls.
   */
  @Test
  void silenceMovesNoMaintenanceMarginAndReleasesNothing() {
    var healthy = RandomRounds.healthy(21, 120).observed(withoutSpread());
    var silent = healthy.copy().observed(List.of()).market(List.of()).carried(carried());
    var before = new MarginEngine(healthy.build(RULES), RULES).margins(1);
    var after = new MarginEngine(silent.build(RULES), RULES).margins(1);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).maintenanceUsdE6()).isEqualTo(before.get(i).maintenanceUsdE6());
      assertThat(after.get(i).initialUsdE6()).isGreaterThanOrEqualTo(before.get(i).initialUsdE6());
      assertThat(after.get(i).unvalued()).isEqualTo(before.get(i).unvalued());
    }
    assertThat(after).anyMatch(AccountMargin::dataMissing);
  }

  /** A spread exists for observed prices only. */
  private static List<ObservedPrice> withoutSpread() {
    return TestWorld.observed().stream()
        .map(p -> new ObservedPrice(p.asset(), p.priceUsdE8(), BigInteger.ZERO))
        .toList();
  }

  private static Carried carried() {
    var entries = new ArrayList<PriorAsset>();
    for (var price : TestWorld.observed()) {
      var market =
          TestWorld.markets().stream().filter(m -> m.asset().equals(price.asset())).findFirst();
      entries.add(
          new PriorAsset(price.asset(), 0, 0, NOW - 384, price.priceUsdE8(), List.of(), market));
    }
    return new Carried(Keccak.hash("previous"), 6, BigInteger.ONE, List.of(), List.of(), entries);
  }

  @Test
  void refusedSlicesLeaveOthersToInterpolate() {
    var call = TestBooks.option(InstrumentKind.CALL, ETH, TestBooks.IN_30_DAYS, 2200);
    var markets = new ArrayList<AssetMarket>();
    for (var market : TestWorld.markets()) {
      var kept =
          market.slices().stream()
              .filter(slice -> slice.expirySeconds() != TestBooks.IN_30_DAYS)
              .toList();
      markets.add(
          new AssetMarket(
              market.asset(),
              market.feedSpotUsdE8(),
              market.confidenceE9(),
              market.timeSeconds(),
              market.rateE9(),
              market.fundingE9(),
              market.dailyVolumeUsd(),
              market.redemptionE9(),
              kept));
    }
    var margin = marginOf(RandomRounds.healthy(1, 0).market(markets).holds("a", call, "-10"));
    assertThat(margin.unvalued()).isFalse();
    assertThat(margin.initialUsdE6()).isPositive().isLessThan(GREATEST);
  }

  @Test
  void whatWasNeverPricedAsksForEverythingIfShortAndCountsNothingIfLong() {
    var unknown = TestWorld.of(HOME, TestWorld.LINEAR, InstrumentKind.SPOT, new Asset("DOGE"));
    var perpetual = TestBooks.linear(InstrumentKind.PERPETUAL, ETH);
    var hedged = RandomRounds.healthy(1, 0).holds("a", perpetual, "1").holds("a", unknown, "-1");
    var margin = marginOf(hedged);
    assertThat(margin.initialUsdE6()).isEqualTo(GREATEST);
    assertThat(margin.isolatedUsdE6()).isEqualTo(GREATEST);
    assertThat(margin.unvalued()).isTrue();
    assertThat(margin.overflow()).isFalse();
    var alone = marginOf(RandomRounds.healthy(1, 0).holds("a", perpetual, "1"));
    assertThat(margin.maintenanceUsdE6()).isEqualTo(alone.maintenanceUsdE6());
    var rich =
        marginOf(
            RandomRounds.healthy(1, 0).holds("a", perpetual, "1").holds("a", unknown, "1000000"));
    assertThat(rich.initialUsdE6()).isEqualTo(alone.initialUsdE6());
    assertThat(rich.unvalued()).isTrue();
  }

  @Test
  void priceOfZeroTakesEveryValueAway() {
    var builder =
        RandomRounds.healthy(1, 0)
            .observed(List.of(new ObservedPrice(ETH, BigInteger.ZERO, BigInteger.ZERO)))
            .holds("a", TestBooks.linear(InstrumentKind.PERPETUAL, ETH), "-1");
    assertThat(marginOf(builder).initialUsdE6()).isEqualTo(GREATEST);
    var spotOfZero =
        new AssetMarket(
            ETH, BigInteger.ZERO, 1_000_000_000L, NOW, 0, 0, BigInteger.ZERO, 0, List.of());
    var noMarket =
        RandomRounds.healthy(1, 0)
            .market(List.of(spotOfZero))
            .holds("a", TestBooks.linear(InstrumentKind.PERPETUAL, ETH), "-1")
            .holds("a", TestBooks.option(InstrumentKind.PUT, ETH, TestBooks.IN_30_DAYS, 2000), "1");
    assertThat(marginOf(noMarket).unvalued()).isTrue();
    assertThat(marginOf(noMarket).initialUsdE6()).isLessThan(GREATEST);
  }

  /** 10^30 contracts do not fit an int128 of 1e-18; 10^20 do, and overflow the model. */
  @Test
  void absurdQuantitiesAskForTheGreatestAmount() {
    var perpetual = TestBooks.linear(InstrumentKind.PERPETUAL, BTC);
    for (var quantity : List.of(e18("100000000000000000000"), e18("-100000000000000000000"))) {
      var margin = marginOf(RandomRounds.healthy(1, 0).holds("a", perpetual, quantity));
      assertThat(margin.overflow()).isTrue();
      assertThat(margin.initialUsdE6()).isEqualTo(GREATEST);
      assertThat(margin.maintenanceUsdE6()).isEqualTo(GREATEST);
      assertThat(margin.isolatedUsdE6()).isEqualTo(GREATEST);
    }
  }

  @Test
  void moreThanTheMostPositionsOverflows() {
    var builder = RandomRounds.healthy(1, 0);
    TestWorld.instruments().stream().limit(129).forEach(i -> builder.holds("a", i, "0.001"));
    assertThat(marginOf(builder).overflow()).isTrue();
    var fewer = RandomRounds.healthy(1, 0);
    TestWorld.instruments().stream().limit(128).forEach(i -> fewer.holds("a", i, "0.001"));
    assertThat(marginOf(fewer).overflow()).isFalse();
  }

  /**
   * A future settled at 2040 owes 40 to its short from 2000; nothing can move it any more, and
   * nothing is charged on it but the price of its coin.
   */
  @Test
  void settledFutureIsItsSettlementPrice() {
    var future =
        TestWorld.dated(
            HOME,
            TestWorld.LINEAR,
            InstrumentKind.DATED_FUTURE,
            ETH,
            TestWorld.SETTLED,
            BigInteger.ZERO);
    var cash = TestWorld.of(HOME, TestWorld.COIN, InstrumentKind.CASH, new Asset("USD"));
    var margin =
        marginOf(
            RandomRounds.healthy(1, 0)
                .observed(List.of(new ObservedPrice(ETH, e8(2_500), BigInteger.ZERO)))
                .holds("a", future, "-1")
                .holds("a", cash, "2000"));
    assertThat(margin.initialUsdE6()).isEqualTo(e6("40"));
  }

  private static AccountMargin marginOf(TestBooks.Builder builder) {
    return new MarginEngine(builder.build(RULES), RULES).margins(1).getFirst();
  }
}
