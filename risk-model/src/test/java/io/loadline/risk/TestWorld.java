package io.loadline.risk;

import static io.loadline.risk.TestBooks.AWAY;
import static io.loadline.risk.TestBooks.BTC;
import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.HOME;
import static io.loadline.risk.TestBooks.IN_30_DAYS;
import static io.loadline.risk.TestBooks.IN_90_DAYS;
import static io.loadline.risk.TestBooks.NOW;
import static io.loadline.risk.TestBooks.address;
import static io.loadline.risk.TestBooks.e8;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A world with everything in it: four venues on two chains in three settlement coins, every kind of
 * instrument, expiries past, within the hour, within pinning distance, at slices and between them,
 * wrapped and staked tokens, a stablecoin below its peg.
 */
public final class TestWorld {
  public static final Asset XRP = new Asset("XRP");
  public static final Asset WSTETH = new Asset("WSTETH");
  public static final Asset WBTC = new Asset("WBTC");
  public static final Asset USDC = new Asset("USDC");
  public static final Asset USDT = new Asset("USDT");

  /** Perpetuals and futures, in USDC at home. */
  public static final Address LINEAR = TestBooks.PERPETUALS;

  /** Options, in USDT away. */
  public static final Address OPTIONS = TestBooks.OPTIONS;

  /** Everything that settles in coin, at home, with a ledger in USD. */
  public static final Address COIN = address("coin");

  /** A lending market away. */
  public static final Address LENDING = address("lending");

  public static final long SETTLED = NOW - 86_400;
  public static final long UNSETTLED = NOW - 3_600;
  public static final long IN_15_MINUTES = NOW + 900;
  public static final long IN_2_HOURS = NOW + 7_200;
  public static final long IN_2_DAYS = NOW + 172_800;
  public static final long IN_60_DAYS = NOW + 60 * 86_400L;

  private static final long[] EXPIRIES = {
    SETTLED, UNSETTLED, IN_15_MINUTES, IN_2_HOURS, IN_2_DAYS, IN_30_DAYS, IN_60_DAYS, IN_90_DAYS
  };
  private static final long[] STRIKES_IN_HUNDREDTHS = {60, 85, 95, 100, 103, 110, 130, 200};

  private TestWorld() {}

  public static Rules rules(ParameterSet parameters) {
    var plain = TestBooks.rules(parameters);
    return new Rules(
        Optional.empty(),
        plain.anchor(),
        3600,
        128,
        plain.chains(),
        List.of(
            new Rules.Venue(HOME, LINEAR, 900, 1_000_000_000, Long.MAX_VALUE),
            new Rules.Venue(AWAY, OPTIONS, 3_600, 700_000_000, 5_000_000_000L)),
        List.of(new Rules.Feed(ETH, HOME, address("feed"))),
        plain.collateral(),
        parameters);
  }

  /** Everything that can be held. */
  public static List<Instrument> instruments() {
    var list = new ArrayList<Instrument>();
    list.add(of(HOME, LINEAR, InstrumentKind.CASH, USDC));
    list.add(of(AWAY, OPTIONS, InstrumentKind.CASH, USDT));
    list.add(TestBooks.cash(HOME, COIN));
    list.add(of(AWAY, LENDING, InstrumentKind.LENDING_SUPPLY, USDC));
    list.add(of(AWAY, LENDING, InstrumentKind.LENDING_DEBT, USDC));
    list.add(of(AWAY, LENDING, InstrumentKind.LENDING_SUPPLY, WSTETH));
    list.add(of(AWAY, LENDING, InstrumentKind.LENDING_SUPPLY, WBTC));
    list.add(of(AWAY, LENDING, InstrumentKind.LENDING_DEBT, ETH));
    list.add(of(HOME, LINEAR, InstrumentKind.SPOT, ETH));
    for (var asset : List.of(BTC, ETH, XRP)) {
      list.add(of(HOME, LINEAR, InstrumentKind.PERPETUAL, asset));
      list.add(of(AWAY, OPTIONS, InstrumentKind.PERPETUAL, asset));
      list.add(of(HOME, COIN, InstrumentKind.INVERSE_PERPETUAL, asset));
      list.add(of(HOME, COIN, InstrumentKind.SPOT, asset));
      for (var expiry : EXPIRIES) {
        list.add(dated(HOME, LINEAR, InstrumentKind.DATED_FUTURE, asset, expiry, BigInteger.ZERO));
        list.add(dated(HOME, COIN, InstrumentKind.INVERSE_FUTURE, asset, expiry, BigInteger.ZERO));
        for (var hundredths : STRIKES_IN_HUNDREDTHS) {
          var strike = spotE8(asset).multiply(BigInteger.valueOf(hundredths)).divide(HUNDRED);
          list.add(dated(AWAY, OPTIONS, InstrumentKind.CALL, asset, expiry, strike));
          list.add(dated(AWAY, OPTIONS, InstrumentKind.PUT, asset, expiry, strike));
          list.add(dated(HOME, COIN, InstrumentKind.COIN_CALL, asset, expiry, strike));
          list.add(dated(HOME, LINEAR, InstrumentKind.PUT, asset, expiry, strike));
        }
      }
    }
    return List.copyOf(list);
  }

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  public static Instrument of(long chainId, Address venue, InstrumentKind kind, Asset asset) {
    return dated(chainId, venue, kind, asset, 0, BigInteger.ZERO);
  }

  public static Instrument dated(
      long chainId,
      Address venue,
      InstrumentKind kind,
      Asset asset,
      long expiry,
      BigInteger strikeE8) {
    return Instrument.of(chainId, venue, kind, asset, expiry, strikeE8);
  }

  public static BigInteger spotE8(Asset asset) {
    return switch (asset.symbol()) {
      case "BTC" -> e8(40_000);
      case "ETH" -> e8(2_000);
      case "XRP" -> BigInteger.valueOf(60_000_000);
      default -> throw new IllegalArgumentException("no spot of " + asset);
    };
  }

  /** With spreads, a wrapped coin off its underlying, and USDT at 0.985. */
  public static List<ObservedPrice> observed() {
    return List.of(
        price(BTC, "40000", "8"),
        price(ETH, "2000", "0.5"),
        price(USDC, "1.0001", "0.0001"),
        price(USDT, "0.985", "0"),
        price(WBTC, "39900", "10"),
        price(WSTETH, "2330", "1"),
        price(XRP, "0.6", "0.001"));
  }

  public static ObservedPrice price(Asset asset, String usd, String spread) {
    return new ObservedPrice(
        asset,
        new BigDecimal(usd).movePointRight(8).toBigIntegerExact(),
        new BigDecimal(spread).movePointRight(8).toBigIntegerExact());
  }

  /** Funding of both signs, XRP with little confidence and volume. */
  public static List<AssetMarket> markets() {
    return List.of(
        market(BTC, 950_000_000, 80_000, 5_000_000_000L, 0),
        market(ETH, 999_500_000, -120_000, 0, 0),
        new AssetMarket(
            WSTETH,
            e8(2_310),
            990_000_000,
            NOW - 60,
            0,
            0,
            BigInteger.ZERO,
            1_150_000_000,
            List.of()),
        market(XRP, 400_000_000, 300_000, 20_000_000, 0));
  }

  private static AssetMarket market(
      Asset asset, long confidenceE9, long fundingE9, long dailyVolumeUsd, long redemptionE9) {
    var spot = spotE8(asset);
    return new AssetMarket(
        asset,
        spot,
        confidenceE9,
        NOW - 12,
        40_000_000,
        fundingE9,
        BigInteger.valueOf(dailyVolumeUsd),
        redemptionE9,
        List.of(
            new Slice(SETTLED, permille(spot, 1_020), quotes(spot, 0)),
            new Slice(IN_2_HOURS, spot, quotes(spot, 50)),
            new Slice(IN_2_DAYS, permille(spot, 1_001), quotes(spot, 20)),
            new Slice(IN_30_DAYS, permille(spot, 1_004), svi()),
            new Slice(IN_90_DAYS, permille(spot, 1_012), quotes(spot, 0))));
  }

  private static BigInteger permille(BigInteger amount, long share) {
    return amount.multiply(BigInteger.valueOf(share)).divide(BigInteger.valueOf(1_000));
  }

  private static Smile quotes(BigInteger spotE8, long addE3) {
    return new Smile.Quotes(
        List.of(
            quote(spotE8, 500, 700 + addE3),
            quote(spotE8, 1_000, 600 + addE3),
            quote(spotE8, 2_000, 650 + addE3)));
  }

  private static Smile.Quote quote(BigInteger spotE8, long permille, long volE3) {
    return new Smile.Quote(permille(spotE8, permille), volE3 * 1_000_000);
  }

  private static Smile svi() {
    return new Smile.Svi(
        2_138_900_000L,
        41_639_800_000L,
        -290_894_000_000L,
        -26_351_100_000L,
        62_563_100_000L,
        2_592_000);
  }
}
