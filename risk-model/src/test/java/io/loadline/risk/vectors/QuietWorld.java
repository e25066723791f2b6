package io.loadline.risk.vectors;

import static io.loadline.risk.TestBooks.AWAY;
import static io.loadline.risk.TestBooks.BTC;
import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.HOME;

import io.loadline.risk.TestBooks;
import io.loadline.risk.TestWorld;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import java.math.BigInteger;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * BTC at 40000, ETH at 2000 and WSTETH at 2330, certain, without spreads and funding, so that a
 * vector shows one rule at a time. A venue at home and one away, both in dollars, and one at home
 * in coin.
 */
final class QuietWorld {
  static final Address LINEAR = TestWorld.LINEAR;
  static final Address OPTIONS = TestWorld.OPTIONS;
  static final Address COIN = TestWorld.COIN;
  static final Instrument CASH = TestBooks.cash(HOME, LINEAR);
  static final Instrument CASH_AWAY = TestBooks.cash(AWAY, OPTIONS);
  static final Instrument PERPETUAL = TestWorld.of(HOME, LINEAR, InstrumentKind.PERPETUAL, ETH);
  static final Instrument PERPETUAL_AWAY =
      TestWorld.of(AWAY, OPTIONS, InstrumentKind.PERPETUAL, ETH);
  static final Instrument BTC_PERPETUAL = TestWorld.of(HOME, LINEAR, InstrumentKind.PERPETUAL, BTC);

  private QuietWorld() {}

  static TestBooks.Builder book() {
    return new TestBooks.Builder().observed(observed()).market(markets(market -> market));
  }

  static List<ObservedPrice> observed() {
    return List.of(
        price(BTC, "40000"),
        price(ETH, "2000"),
        price(TestWorld.USDC, "1"),
        price(TestWorld.USDT, "1"),
        price(TestWorld.WSTETH, "2330"));
  }

  static ObservedPrice price(Asset asset, String usd) {
    return TestWorld.price(asset, usd, "0");
  }

  static List<ObservedPrice> observedBut(ObservedPrice... others) {
    return observed().stream()
        .map(price -> {
          for (var other : others) {
            if (other.asset().equals(price.asset())) {
              return other;
            }
          }
          return price;
        })
        .toList();
  }

  static List<ObservedPrice> observedWithout(Asset asset) {
    return observed().stream().filter(price -> !price.asset().equals(asset)).toList();
  }

  /** Of BTC and ETH. */
  static List<AssetMarket> markets(UnaryOperator<AssetMarket> ofEth) {
    return List.of(market(BTC), ofEth.apply(market(ETH)));
  }

  /** Slices yesterday, in two hours, two days, 30 and 90 days. */
  static AssetMarket market(Asset asset) {
    var loud =
        TestWorld.markets().stream().filter(m -> m.asset().equals(asset)).findFirst().orElseThrow();
    return new AssetMarket(
        asset,
        loud.feedSpotUsdE8(),
        1_000_000_000,
        loud.timeSeconds(),
        0,
        0,
        BigInteger.ZERO,
        0,
        loud.slices());
  }

  static AssetMarket with(
      AssetMarket market, long confidenceE9, long timeSeconds, long rateE9, long fundingE9) {
    return new AssetMarket(
        market.asset(),
        market.feedSpotUsdE8(),
        confidenceE9,
        timeSeconds,
        rateE9,
        fundingE9,
        market.dailyVolumeUsd(),
        market.redemptionE9(),
        market.slices());
  }

  static AssetMarket withSlices(AssetMarket market, List<Slice> slices) {
    return new AssetMarket(
        market.asset(),
        market.feedSpotUsdE8(),
        market.confidenceE9(),
        market.timeSeconds(),
        market.rateE9(),
        market.fundingE9(),
        market.dailyVolumeUsd(),
        market.redemptionE9(),
        slices);
  }

  static Slice slice(long expiry, BigInteger forwardE8, Smile smile) {
    return new Slice(expiry, forwardE8, smile);
  }

  static Instrument option(InstrumentKind kind, long expiry, long strike) {
    return TestWorld.dated(AWAY, OPTIONS, kind, ETH, expiry, TestBooks.e8(strike));
  }

  static Instrument future(long expiry) {
    return TestWorld.dated(HOME, LINEAR, InstrumentKind.DATED_FUTURE, ETH, expiry, BigInteger.ZERO);
  }

  static Instrument coin(InstrumentKind kind) {
    return TestWorld.of(HOME, COIN, kind, ETH);
  }

  static Instrument coin(InstrumentKind kind, long expiry, long strike) {
    return TestWorld.dated(HOME, COIN, kind, ETH, expiry, TestBooks.e8(strike));
  }
}
