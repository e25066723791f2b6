package io.loadline.risk.twin;

import static io.loadline.risk.twin.World.DAY;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.rules.AssetGroup;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.NetworkParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.RelatedAsset;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.StableAsset;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A random parameter set. Most numbers are such as somebody might publish; of each some are at or
 * between the limits of the format, and in some sets whole charges are off.
 */
final class RandomParameters {
  private static final long ONE_E9 = 1_000_000_000L;
  private static final long TEN_E9 = 10 * ONE_E9;
  private static final long MAX_USD = 1_000_000_000_000_000L;
  private static final long[] CLOSING_SECONDS = {0, 3_600, 14_400, 28_800, DAY, 2 * DAY, 9 * DAY};

  private final Dice dice;

  /** Per cent of charges that are on, and of numbers that are anything within their limits. */
  private final int on;

  private final int odd;

  RandomParameters(Dice dice, boolean isWild) {
    this.dice = dice;
    on = (int) dice.pick(0, 50, 90, 100, 100, 100);
    odd = isWild ? 40 : 3;
  }

  ParameterSet set() {
    var rows = RandomScenarios.rows(dice);
    var groups = groups();
    var known = dice.sample(World.ASSETS, (int) dice.between(1, 4)).stream().sorted().toList();
    var network = network();
    return new ParameterSet(
        "random",
        Optional.empty(),
        rows,
        network,
        groups,
        known.stream().map(asset -> parameters(asset, rows, groups.size())).toList(),
        World.UNDERLYING.entrySet().stream()
            .filter(each -> known.contains(each.getValue()) && dice.percent(75))
            .map(each -> related(each.getKey(), each.getValue()))
            .toList(),
        dice.some(World.STABLES, 92).stream().map(coin -> stable(coin, network)).toList());
  }

  /** None, one, two side by side, or two deep with one more beside. */
  private List<AssetGroup> groups() {
    var groups = new ArrayList<AssetGroup>();
    int shape = dice.index(5);
    for (int i = 0; i < shape; i++) {
      boolean isTop = i == shape - 1 || shape == 2 || dice.percent(20);
      var parent = isTop ? OptionalInt.empty() : OptionalInt.of(shape - 1);
      groups.add(new AssetGroup("group " + i, parent, number(0, 700_000_000, 0, ONE_E9)));
    }
    return groups;
  }

  private NetworkParameters network() {
    long initial = number(900_000_000, 1_500_000_000, 1, TEN_E9);
    long caution = charge(50_000_000, 400_000_000, TEN_E9);
    return new NetworkParameters(
        initial,
        Math.min(initial, number(600_000_000, 900_000_000, 1, TEN_E9)),
        number(ONE_E9, 1_600_000_000, ONE_E9, TEN_E9),
        dice.percent(25),
        charge(20_000_000, ONE_E9, ONE_E9),
        dice.percent(50),
        new NetworkParameters.Confidence(
            charge(500_000_000, 900_000_000, ONE_E9), charge(500_000_000, ONE_E9, TEN_E9)),
        new NetworkParameters.Peg(
            charge(980_000_000, 999_000_000, ONE_E9),
            charge(ONE_E9, 5 * ONE_E9, TEN_E9),
            dice.percent(80) ? number(10_000_000, 50_000_000, 0, ONE_E9) : ONE_E9,
            charge(1_000_000, 30_000_000, ONE_E9)),
        new NetworkParameters.Caution(
            number(2_000_000, 20_000_000, 0, ONE_E9),
            caution,
            Math.max(caution, charge(300_000_000, 800_000_000, TEN_E9)),
            dice.percent(90) ? dice.between(1, 5) : dice.edge(1, 255)),
        new NetworkParameters.Supply(
            charge(10_000_000, 200_000_000, ONE_E9), charge(1_000_000, 100_000_000, ONE_E9)));
  }

  private AssetParameters parameters(Asset asset, List<ScenarioRow> rows, int groups) {
    var group =
        groups == 0 || dice.percent(25) ? OptionalInt.empty() : OptionalInt.of(dice.index(groups));
    return new AssetParameters(
        asset,
        group,
        quantumBits(asset),
        (int) number(2, 7, 0, 12),
        shocks(RandomScenarios.widestMoveE3(rows)),
        new AssetTopics.Volatility(
            number(200_000_000, 900_000_000, 0, TEN_E9),
            number(100_000_000, 500_000_000, 0, ONE_E9),
            number(100_000_000, 500_000_000, 0, ONE_E9),
            number(50_000_000, 300_000_000, 0, ONE_E9),
            number(1, 7, 1, 365),
            number(0, 900_000_000, 0, TEN_E9),
            dice.percent(80) ? 3_000_000 : number(500_000, 20_000_000, 0, ONE_E9)),
        new AssetTopics.Skew(
            charge(50_000_000, 300_000_000, ONE_E9),
            number(-100_000_000, 50_000_000, -ONE_E9, ONE_E9),
            number(1_000_000, 50_000_000, 1, TEN_E9),
            number(500_000_000, 3 * ONE_E9, 0, TEN_E9),
            number(-500_000_000, 500_000_000, -TEN_E9, TEN_E9)),
        discounts(),
        new AssetTopics.Basis(
            charge(10_000_000, 90_000_000, ONE_E9 - 1),
            charge(200_000_000, ONE_E9, TEN_E9),
            charge(500_000_000, 3 * ONE_E9, TEN_E9)),
        new AssetTopics.NearExpiry(charge(1, 8, 365), averagingSeconds()),
        new AssetTopics.ShortOption(
            charge(1_000_000, 20_000_000, ONE_E9), charge(1_000_000, 20_000_000, ONE_E9)),
        new AssetTopics.Contingency(
            charge(5_000_000, 50_000_000, ONE_E9),
            charge(1_000_000, 30_000_000, ONE_E9),
            charge(0, 40_000_000, ONE_E9 / 2),
            charge(0, 40_000_000, ONE_E9 / 2)),
        new AssetTopics.Calendar(
            charge(1_000_000, 20_000_000, ONE_E9),
            charge(20_000_000, 400_000_000, TEN_E9),
            charge(100_000_000, 600_000_000, ONE_E9)),
        liquidity(),
        new AssetTopics.Transfer(
            charge(10_000_000, 60_000_000, ONE_E9), charge(50_000_000, 300_000_000, ONE_E9)),
        new AssetTopics.Breaker(
            number(300, 3_600, 1, 30 * DAY),
            number(20_000_000, 120_000_000, 1, TEN_E9),
            number(50_000_000, 200_000_000, 1, TEN_E9)),
        100_000_000);
  }

  /** Mostly few enough that several times the asset's price is below 2^51 quanta. */
  private int quantumBits(Asset asset) {
    int priceBits = World.usualPriceE8(asset).divide(BigInteger.valueOf(100_000_000)).bitLength();
    return dice.percent(95) ? (int) dice.between(14, 46 - priceBits) : (int) dice.edge(0, 50);
  }

  private long averagingSeconds() {
    long usual = dice.pick(0, 600, 1_800, 1_800, 3_600);
    return dice.percent(odd) ? dice.edge(0, DAY) : usual;
  }

  /** A range as wide as the rows' multipliers allow, at most. */
  private AssetTopics.Shocks shocks(long widestMoveE3) {
    long seconds = dice.percent(95) ? dice.pick(CLOSING_SECONDS) : dice.edge(0, 30 * DAY);
    long days = Math.max(1, (seconds + DAY - 1) / DAY);
    long root = (long) Math.ceil(Math.sqrt((double) days) * 1_000);
    long most = 980_000_000_000_000L / Math.max(1_000, widestMoveE3) / root;
    long psr = Math.min(Math.min(most, ONE_E9), number(100_000_000, 330_000_000, 1, ONE_E9));
    return new AssetTopics.Shocks(psr, number(500_000_000, ONE_E9, 0, TEN_E9), seconds);
  }

  private AssetTopics.Discounts discounts() {
    if (!dice.percent(on)) {
      return AssetTopics.Discounts.OFF;
    }
    return new AssetTopics.Discounts(
        number(880_000_000, ONE_E9, 1, ONE_E9),
        number(0, 2 * ONE_E9, 0, TEN_E9),
        number(0, 200_000_000, 0, TEN_E9),
        number(ONE_E9, 1_100_000_000, ONE_E9, TEN_E9),
        number(0, 2 * ONE_E9, 0, TEN_E9),
        number(0, 200_000_000, 0, TEN_E9));
  }

  private AssetTopics.Liquidity liquidity() {
    if (!dice.percent(on)) {
      return AssetTopics.Liquidity.OFF;
    }
    return new AssetTopics.Liquidity(
        number(100_000, 3_000_000, 0, ONE_E9),
        number(5_000_000, 60_000_000, 0, ONE_E9),
        number(300_000_000, ONE_E9, 0, TEN_E9),
        number(20_000_000, 60_000_000, 0, TEN_E9),
        dice.percent(97) ? dice.magnitude(100_000, 20_000_000_000L) : dice.edge(1, MAX_USD),
        dice.percent(20) ? 0 : number(1_000_000, 20_000_000, 0, ONE_E9),
        dice.percent(97) ? dice.magnitude(1_000_000, 200_000_000) : dice.edge(1, MAX_USD));
  }

  private RelatedAsset related(Asset asset, Asset underlying) {
    return new RelatedAsset(
        asset,
        underlying,
        charge(5_000_000, 50_000_000, ONE_E9 / 2),
        charge(5_000_000, 30_000_000, ONE_E9 / 2));
  }

  private StableAsset stable(Asset coin, NetworkParameters network) {
    long most = ONE_E9 * ONE_E9 / network.imAddE9();
    return new StableAsset(coin, Math.min(most, charge(1_000_000, 30_000_000, ONE_E9)));
  }

  /** Off in some sets. */
  private long charge(long low, long high, long limit) {
    return dice.percent(on) ? number(low, high, 0, limit) : 0;
  }

  private long number(long low, long high, long least, long most) {
    return dice.percent(odd) ? dice.edge(least, most) : dice.between(low, high);
  }
}
