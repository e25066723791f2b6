package io.loadline.risk.twin;

import static io.loadline.risk.twin.World.DAY;
import static io.loadline.risk.twin.World.NOW;

import io.loadline.risk.portfolio.Asset;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What all parts of a random round have to agree about: what an asset is worth, how it moves and
 * when its contracts expire.
 */
final class Scene {
  private static final long YEAR = 365 * DAY;
  private static final long HOUR = 3_600;

  /** Past, within averaging, within the time to close a book, within pin days, and far. */
  private static final List<Long> TERMS =
      List.of(
          -30 * DAY, -HOUR, 0L, 1L, 600L, 1_799L, HOUR, 4 * HOUR, 5 * HOUR, DAY / 2, DAY, 2 * DAY,
          7 * DAY, 9 * DAY, 30 * DAY, 31 * DAY, 90 * DAY, 180 * DAY, 400 * DAY, 3 * YEAR);

  /** Those that most books are in. */
  private static final List<Long> USUAL_TERMS =
      List.of(DAY / 2, 2 * DAY, 7 * DAY, 9 * DAY, 30 * DAY, 90 * DAY, 180 * DAY);

  final boolean isWild;
  private final Dice dice;
  private final Map<Asset, BigInteger> prices = new TreeMap<>();
  private final Map<Asset, Double> volatilities = new TreeMap<>();
  private final Map<Asset, List<Long>> expiries = new TreeMap<>();

  Scene(Dice dice, boolean isWild) {
    this.dice = dice;
    this.isWild = isWild;
  }

  /** In 1e-8 USD. */
  BigInteger price(Asset asset) {
    return prices.computeIfAbsent(
        asset, _ -> dice.near(World.usualPriceE8(asset), isStable(asset) ? 500 : 100_000));
  }

  /** The middle of its smiles. */
  double volatility(Asset asset) {
    return volatilities.computeIfAbsent(asset, _ -> dice.between(300, 1_200) / 1e3);
  }

  /** Unix seconds, rising; mostly ahead. */
  List<Long> expiries(Asset asset) {
    return expiries.computeIfAbsent(asset, _ -> drawExpiries());
  }

  private List<Long> drawExpiries() {
    var chosen = new TreeSet<Long>();
    dice.sample(USUAL_TERMS, (int) dice.between(2, 4)).forEach(t -> chosen.add(NOW + t));
    dice.sample(TERMS, (int) dice.between(1, 4)).forEach(t -> chosen.add(NOW + t));
    if (isWild) {
      chosen.add(Math.max(0, NOW + dice.magnitude(1, Long.MAX_VALUE / 4)));
    }
    return List.copyOf(chosen);
  }

  static boolean isStable(Asset asset) {
    return World.STABLES.contains(asset) || asset.equals(World.USD);
  }
}
