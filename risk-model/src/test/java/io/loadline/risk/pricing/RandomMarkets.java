package io.loadline.risk.pricing;

import static io.loadline.risk.TestBooks.AWAY;
import static io.loadline.risk.TestBooks.BTC;
import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.HOME;
import static io.loadline.risk.TestBooks.NOW;
import static io.loadline.risk.TestBooks.OPTIONS;

import io.loadline.risk.TestBooks;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.portfolio.PriorAsset;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.NetworkParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.RelatedAsset;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.ScenarioSet;
import io.loadline.risk.rules.StableAsset;
import io.loadline.risk.rules.VolRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Rules and snapshots from a seed, without accounts: all kinds, all rules of volatility, past and
 * future expiries, missing prices and markets. Of eight seeds one is <em>wild</em>: its numbers
 * come from their whole range, as nobody would publish them.
 */
public final class RandomMarkets {
  private static final Asset WSTETH = new Asset("WSTETH");
  private static final Asset USDC = new Asset("USDC");
  private static final Asset DOGE = new Asset("DOGE");
  private static final long DAY = 86_400;
  private static final List<Asset> LISTED = List.of(BTC, ETH);
  private static final long[] SECONDS = {
    -DAY, 0, 1, 900, 1_800, DAY / 2, DAY, 3 * DAY, 7 * DAY, 30 * DAY, 31 * DAY, 90 * DAY, 400 * DAY
  };

  private final SplittableRandom random;
  private final boolean isWild;

  private RandomMarkets(long seed) {
    random = new SplittableRandom(seed);
    isWild = seed % 8 == 7;
  }

  public record Round(Rules rules, Snapshot snapshot) {}

  public static Round of(long seed) {
    return new RandomMarkets(seed).round();
  }

  private Round round() {
    var rules = TestBooks.rules(parameters());
    var observed = new ArrayList<ObservedPrice>();
    var markets = new ArrayList<AssetMarket>();
    var carried = new ArrayList<PriorAsset>();
    for (var asset : List.of(BTC, DOGE, ETH, USDC, WSTETH)) {
      if (chance(9)) {
        observed.add(
            new ObservedPrice(asset, price(asset), BigInteger.valueOf(random.nextInt(99))));
      }
      if (chance(8)) {
        markets.add(market(asset));
      }
      if (chance(5)) {
        carried.add(
            new PriorAsset(
                asset,
                0,
                0,
                NOW - 60,
                price(asset),
                List.of(),
                chance(5) ? Optional.of(market(asset)) : Optional.empty()));
      }
    }
    var snapshot =
        new Snapshot(
            Keccak.hash("network"),
            RulesCodec.hash(rules),
            1,
            7,
            NOW,
            List.of(new Pin(HOME, 324, Keccak.hash("block"), NOW)),
            observed,
            markets,
            instruments(),
            List.of(),
            List.of(),
            new Carried(Keccak.hash("before"), 6, BigInteger.ZERO, List.of(), List.of(), carried));
    return new Round(rules, snapshot);
  }

  private ParameterSet parameters() {
    var rows = new ArrayList<ScenarioRow>(ScenarioSet.G33.rows());
    rows.add(ScenarioRow.move(-1, 2, VolRule.SKEW_LINEAR));
    rows.add(ScenarioRow.move(1, 2, VolRule.SKEW_ABSOLUTE));
    rows.add(ScenarioRow.move(0, 1, VolRule.BASIS));
    rows.add(ScenarioRow.move(2, 1, VolRule.NONE).withWeight(350_000_000));
    return new ParameterSet(
        "random",
        Optional.empty(),
        rows,
        NetworkParameters.factors(1_000_000_000, 800_000_000),
        List.of(),
        LISTED.stream().map(this::parameters).toList(),
        List.of(new RelatedAsset(WSTETH, ETH, 10_000_000, 0)),
        List.of(new StableAsset(USDC, 5_000_000)));
  }

  private AssetParameters parameters(Asset asset) {
    return new AssetParameters(
        asset,
        OptionalInt.empty(),
        random.nextInt(isWild ? 51 : 25),
        random.nextInt(8),
        new AssetTopics.Shocks(
            between(50_000_000, 280_000_000), between(0, 1_000_000_000), between(0, 3 * DAY)),
        new AssetTopics.Volatility(
            between(0, 1_000_000_000),
            between(0, 1_000_000_000),
            between(0, 1_000_000_000),
            between(0, 1_000_000_000),
            between(1, 10),
            between(0, 1_000_000_000),
            chance(5) ? 2_000_000 : 200_000_000),
        new AssetTopics.Skew(
            between(0, 500_000_000),
            between(-200_000_000, 200_000_000),
            between(1, 100_000_000),
            between(0, 3_000_000_000L),
            between(-1_000_000_000, 1_000_000_000)),
        new AssetTopics.Discounts(
            between(900_000_000, 1_000_000_000),
            between(0, 2_000_000_000),
            between(0, 100_000_000),
            between(1_000_000_000, 1_100_000_000),
            between(0, 2_000_000_000),
            between(0, 100_000_000)),
        new AssetTopics.Basis(
            between(0, 100_000_000), between(0, 500_000_000), between(0, 1_000_000_000)),
        new AssetTopics.NearExpiry(between(0, 8), between(0, 3_600)),
        new AssetTopics.ShortOption(5_000_000, 0),
        AssetTopics.Contingency.OFF,
        AssetTopics.Calendar.OFF,
        AssetTopics.Liquidity.OFF,
        AssetTopics.Transfer.OFF,
        AssetTopics.Breaker.OFF,
        100_000_000);
  }

  private BigInteger price(Asset asset) {
    if (isWild) {
      return wild();
    }
    long usd = asset.equals(BTC) ? 40_000 : asset.equals(USDC) ? 1 : 2_000;
    return TestBooks.e8(usd)
        .multiply(BigInteger.valueOf(between(990_000, 1_010_000)))
        .divide(BigInteger.valueOf(1_000_000));
  }

  private AssetMarket market(Asset asset) {
    var slices = new ArrayList<Slice>();
    for (var seconds : SECONDS) {
      if (random.nextBoolean()) {
        var drift = BigInteger.valueOf(between(99_000, 102_000));
        var forward = price(asset).multiply(drift).divide(BigInteger.valueOf(100_000));
        slices.add(new Slice(NOW + seconds, forward, smile(asset, Math.max(seconds, 1))));
      }
    }
    return new AssetMarket(
        asset,
        chance(9) ? price(asset) : BigInteger.ZERO,
        between(0, 1_000_000_000),
        NOW - between(0, 100),
        isWild ? random.nextLong() >> random.nextInt(63) : between(-50_000_000, 100_000_000),
        between(-1_000_000, 1_000_000),
        BigInteger.valueOf(between(0, 1_000_000_000_000L)),
        random.nextBoolean() ? between(900_000_000, 1_200_000_000) : 0,
        slices);
  }

  private Smile smile(Asset asset, long seconds) {
    if (random.nextInt(3) == 0) {
      double scale = isWild ? Math.scalb(1.0, random.nextInt(60) - 30) : seconds / 31_536_000.0;
      return new Smile.Svi(
          (long) (between(-5_000_000, 400_000_000_000L) * scale),
          (long) (between(0, 300_000_000_000L) * scale),
          between(-999_000_000_000L, 999_000_000_000L),
          between(-100_000_000_000L, 100_000_000_000L),
          between(10_000_000_000L, 500_000_000_000L),
          chance(9) ? seconds : between(0, seconds));
    }
    var quotes = new ArrayList<Smile.Quote>();
    long noise = chance(7) ? 1_000_000 : 60_000_000;
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      var share = BigInteger.valueOf(600 + 80L * i + random.nextInt(60));
      var strike = price(asset).multiply(share).divide(BigInteger.valueOf(1_000));
      long vol = 500_000_000 + 20_000_000L * Math.abs(i - 5) + between(0, noise);
      quotes.add(
          new Smile.Quote(strike.max(BigInteger.ONE), isWild && !chance(8) ? vol * vol : vol));
    }
    quotes.sort(Comparator.comparing(Smile.Quote::strikeUsdE8));
    for (int i = quotes.size() - 1; i > 0; i--) {
      if (quotes.get(i).strikeUsdE8().equals(quotes.get(i - 1).strikeUsdE8())) {
        quotes.remove(i);
      }
    }
    return new Smile.Quotes(quotes);
  }

  private List<Instrument> instruments() {
    var all = new ArrayList<Instrument>();
    for (var asset : List.of(BTC, DOGE, ETH, new Asset("USD"), USDC, WSTETH)) {
      for (var kind : InstrumentKind.values()) {
        int count = LISTED.contains(asset) && kind.isOption() ? 20 : 2;
        for (int i = 0; i < count; i++) {
          all.add(instrument(kind, asset));
        }
      }
    }
    return all.stream().distinct().sorted(Comparator.comparing(Instrument::id)).toList();
  }

  private Instrument instrument(InstrumentKind kind, Asset asset) {
    long seconds = SECONDS[random.nextInt(SECONDS.length)];
    long other = isWild ? random.nextLong() >>> (1 + random.nextInt(62)) : between(1, 500 * DAY);
    long expiry = NOW + Math.min(random.nextBoolean() ? seconds : other, Long.MAX_VALUE - NOW);
    var strike =
        price(asset)
            .multiply(BigInteger.valueOf(between(600, 1_500)))
            .divide(BigInteger.valueOf(1_000))
            .max(BigInteger.ONE);
    return Instrument.of(
        random.nextBoolean() ? HOME : AWAY,
        OPTIONS,
        kind,
        asset,
        kind.hasExpiry() ? expiry : 0,
        kind.isOption() ? strike : BigInteger.ZERO);
  }

  private BigInteger wild() {
    return new BigInteger(1, new byte[] {(byte) random.nextInt(1, 128)})
        .shiftLeft(random.nextInt(121))
        .add(BigInteger.valueOf(random.nextInt(100)));
  }

  private long between(long low, long high) {
    return low + random.nextLong(high - low + 1);
  }

  /** Of ten. */
  private boolean chance(int of) {
    return random.nextInt(10) < of;
  }
}
