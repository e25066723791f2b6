package io.loadline.risk;

import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.margin.RandomBooks;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.PriorAsset;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Snapshots of {@link TestWorld} drawn from a seed, with what may be missing, late or too far. */
public final class RandomRounds {
  private static final int MAX_POSITIONS = 16;

  private RandomRounds() {}

  /** All prices and markets are there. */
  public static TestBooks.Builder healthy(long seed, int accounts) {
    var instruments = TestWorld.instruments();
    var books = new RandomBooks(seed, instruments);
    var builder =
        new TestBooks.Builder()
            .lists(instruments)
            .observed(TestWorld.observed())
            .market(TestWorld.markets());
    for (int i = 0; i < accounts; i++) {
      var owner = "owner " + i;
      int positions = 1 + books.random().nextInt(MAX_POSITIONS);
      if (books.random().nextBoolean()) {
        builder.holds(owner, books.related(positions));
      } else {
        books.fill(builder, owner, positions);
      }
      if (books.random().nextBoolean()) {
        builder.livesOn(owner, TestBooks.AWAY);
      }
    }
    return builder;
  }

  /** Prices and markets may be carried, missing or far from the last ones. */
  public static Snapshot troubled(long seed, int accounts, Rules rules) {
    var random = new SplittableRandom(seed);
    var observed = TestWorld.observed().stream().filter(_ -> random.nextInt(6) > 0).toList();
    var markets = new ArrayList<AssetMarket>();
    for (var market : TestWorld.markets()) {
      switch (random.nextInt(6)) {
        case 0 -> {}
        case 1 -> markets.add(withSpot(market, BigInteger.ZERO));
        default -> markets.add(market);
      }
    }
    return healthy(seed, accounts)
        .observed(observed)
        .market(markets)
        .carried(carried(random))
        .build(rules);
  }

  private static AssetMarket withSpot(AssetMarket market, BigInteger spotE8) {
    return new AssetMarket(
        market.asset(),
        spotE8,
        market.confidenceE9(),
        market.timeSeconds(),
        market.rateE9(),
        market.fundingE9(),
        market.dailyVolumeUsd(),
        market.redemptionE9(),
        market.slices());
  }

  private static Carried carried(SplittableRandom random) {
    var assets = new ArrayList<PriorAsset>();
    for (var price : TestWorld.observed()) {
      if (random.nextInt(4) > 0) {
        assets.add(prior(price, random));
      }
    }
    assets.sort(Comparator.comparing(PriorAsset::asset));
    return new Carried(Keccak.hash("previous"), 6, BigInteger.ONE, List.of(), List.of(), assets);
  }

  private static PriorAsset prior(ObservedPrice price, SplittableRandom random) {
    var window = new ArrayList<PriorAsset.TimedPrice>();
    for (long age = 4_000; age > 30; age -= 1 + random.nextLong(1_500)) {
      window.add(new PriorAsset.TimedPrice(TestBooks.NOW - age, near(price, random)));
    }
    return new PriorAsset(
        price.asset(),
        random.nextInt(3),
        random.nextInt(4),
        TestBooks.NOW - random.nextLong(5_000),
        near(price, random),
        window,
        market(price.asset(), random));
  }

  private static Optional<AssetMarket> market(Asset asset, SplittableRandom random) {
    return TestWorld.markets().stream()
        .filter(market -> market.asset().equals(asset))
        .filter(_ -> random.nextInt(4) > 0)
        .findFirst();
  }

  /** Mostly within a hundredth, sometimes a third away. */
  private static BigInteger near(ObservedPrice price, SplittableRandom random) {
    long permille = random.nextInt(5) == 0 ? 670 + random.nextLong(660) : 990 + random.nextLong(20);
    return price
        .priceUsdE8()
        .multiply(BigInteger.valueOf(permille))
        .divide(BigInteger.valueOf(1_000));
  }
}
