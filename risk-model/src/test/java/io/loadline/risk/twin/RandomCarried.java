package io.loadline.risk.twin;

import static io.loadline.risk.twin.World.DAY;
import static io.loadline.risk.twin.World.NOW;

import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.PriorAsset;
import io.loadline.risk.portfolio.PriorAsset.TimedPrice;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the round before left: nothing, or states, prices and markets that fit more or less. */
final class RandomCarried {
  /** What {@link PriorAsset} may hold, less the entry that this round adds. */
  private static final int MOST_SAMPLES = PriorAsset.MAX_WINDOW - 1;

  private static final List<Long> AGES = List.of(0L, 59L, 60L, 300L, 301L, 3_600L, 3_601L, 9_000L);

  private final Dice dice;
  private final RandomFeeds feeds;

  RandomCarried(Dice dice, RandomFeeds feeds) {
    this.dice = dice;
    this.feeds = feeds;
  }

  Carried of(List<Asset> names, List<Account> accounts) {
    if (dice.percent(15)) {
      return Carried.none();
    }
    var requirements = new ArrayList<Carried.PriorRequirement>();
    for (var account : dice.some(accounts, 70)) {
      requirements.add(
          new Carried.PriorRequirement(
              account.id(),
              dice.percent(20) ? BigInteger.ZERO : dice.bits(50),
              dice.percent(20) ? BigInteger.ZERO : dice.bits(50)));
    }
    return new Carried(
        Keccak.hash("the report before"),
        6,
        dice.bits(64),
        List.of(new Carried.PriorPin(World.CHAINS[0], 300)),
        requirements,
        dice.some(names, 85).stream().map(this::entry).toList());
  }

  private PriorAsset entry(Asset asset) {
    long age = dice.percent(90) ? dice.between(10, 120) : dice.between(0, 9 * DAY);
    return new PriorAsset(
        asset,
        dice.percent(85) ? 0 : dice.index(PriorAsset.STATES),
        dice.percent(90) ? (int) dice.between(0, 4) : (int) dice.edge(0, PriorAsset.MAX_CALM),
        NOW - age,
        price(asset),
        window(asset),
        dice.percent(80) ? Optional.of(feeds.market(asset, NOW - age)) : Optional.empty());
  }

  private List<TimedPrice> window(Asset asset) {
    var ages = new TreeSet<Long>();
    ages.addAll(dice.some(AGES, 25));
    for (long more = dice.percent(97) ? dice.between(0, 6) : 58; more > 0; more--) {
      ages.add(dice.between(-5, 4_000));
    }
    return ages.descendingSet().stream()
        .limit(MOST_SAMPLES)
        .map(age -> new TimedPrice(NOW - age, price(asset)))
        .toList();
  }

  /** Sometimes so far from today's that it stops the asset; a price of nothing too. */
  private BigInteger price(Asset asset) {
    var price = feeds.price(asset);
    return dice.percent(97) ? price : dice.near(price, 500_000);
  }
}
