package io.loadline.risk.twin;

import static io.loadline.risk.twin.World.DAY;
import static io.loadline.risk.twin.World.NOW;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Slice;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;

/** Observed prices and what feeds say, with every fault that a feed can have. */
final class RandomFeeds {
  private static final long ONE_E9 = 1_000_000_000L;

  private final Dice dice;
  private final Scene scene;
  private final RandomSmile smiles;

  RandomFeeds(Dice dice, Scene scene) {
    this.dice = dice;
    this.scene = scene;
    smiles = new RandomSmile(dice, scene.isWild);
  }

  List<ObservedPrice> observed(List<Asset> names) {
    return dice.some(names, 97).stream().map(this::observed).toList();
  }

  private ObservedPrice observed(Asset asset) {
    var price = price(asset);
    long spreadE9 = dice.percent(80) ? dice.between(0, 3_000_000) : dice.between(0, 60_000_000);
    var spread = price.multiply(BigInteger.valueOf(spreadE9)).divide(BigInteger.valueOf(ONE_E9));
    return new ObservedPrice(asset, price, spread);
  }

  /** Near what the scene says; a stablecoin often off its peg; seldom below a cent, or nothing. */
  BigInteger price(Asset asset) {
    if (scene.isWild && dice.percent(25)) {
      return dice.bits(120);
    }
    if (dice.index(200) == 0) {
      return BigInteger.valueOf(dice.pick(0, 1, 999_999, 1_000_000, 1_000_001));
    }
    var price = dice.near(scene.price(asset), Scene.isStable(asset) ? 300 : 8_000);
    return Scene.isStable(asset) && dice.percent(25)
        ? price
            .multiply(BigInteger.valueOf(dice.between(900, 1_010)))
            .divide(BigInteger.valueOf(1_000))
        : price;
  }

  List<AssetMarket> markets(List<Asset> names) {
    return dice.some(names, 96).stream().map(asset -> market(asset, NOW)).toList();
  }

  /** What the feed said about that time. */
  AssetMarket market(Asset asset, long time) {
    var spot = dice.percent(98) ? price(asset) : BigInteger.ZERO;
    return new AssetMarket(
        asset,
        spot,
        dice.percent(90) ? dice.between(950_000_000, ONE_E9) : dice.edge(0, ONE_E9),
        Math.max(0, time - (dice.percent(92) ? dice.between(0, 300) : dice.between(-30, DAY))),
        rate(),
        dice.percent(70) ? dice.between(-2_000_000, 2_000_000) : dice.pick(-ONE_E9, 0, ONE_E9),
        dice.percent(70) ? BigInteger.valueOf(dice.magnitude(1, 50_000_000_000L)) : volume(),
        redemption(asset),
        slices(asset));
  }

  private long rate() {
    if (scene.isWild && dice.percent(30)) {
      return dice.pick(-1, 1) * dice.magnitude(1, Long.MAX_VALUE);
    }
    return dice.between(-40_000_000, 120_000_000);
  }

  private BigInteger volume() {
    return scene.isWild ? dice.bits(128) : BigInteger.ZERO;
  }

  /** About what a related token is worth of its underlying. */
  private long redemption(Asset asset) {
    var underlying = World.UNDERLYING.get(asset);
    if (underlying == null || dice.percent(30)) {
      return dice.percent(90) ? 0 : dice.between(1, ONE_E9);
    }
    long usual =
        scene
            .price(asset)
            .multiply(BigInteger.valueOf(ONE_E9))
            .divide(scene.price(underlying))
            .longValueExact();
    return usual * dice.between(950, 1_030) / 1_000;
  }

  /**
   * For some of the expiries, and for some others; total variance rises from one to the next, but
   * not always.
   */
  private List<Slice> slices(Asset asset) {
    if (dice.percent(2)) {
      return List.of();
    }
    var slices = new TreeMap<Long, Slice>();
    for (var expiry : scene.expiries(asset)) {
      if (dice.percent(75)) {
        slices.put(expiry, slice(asset, expiry));
      }
    }
    for (long more = dice.between(0, 2); more > 0; more--) {
      long expiry = NOW + dice.between(-3 * DAY, 300 * DAY);
      slices.put(expiry, slice(asset, expiry));
    }
    return List.copyOf(slices.values());
  }

  private Slice slice(Asset asset, long expiry) {
    long seconds = expiry - NOW;
    long driftE6 = Math.min(100_000, Math.max(0, seconds / (10 * DAY) * 1_000));
    var forward =
        dice.percent(98) ? dice.near(scene.price(asset), 2_000 + driftE6) : BigInteger.ZERO;
    double volatility = scene.volatility(asset) * dice.between(970, 1_030) / 1e3;
    boolean isLow = dice.percent(2);
    return new Slice(
        expiry,
        forward,
        smiles.of(scene.price(asset), isLow ? volatility / 4 : volatility, seconds));
  }
}
