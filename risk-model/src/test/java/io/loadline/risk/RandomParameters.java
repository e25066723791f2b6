package io.loadline.risk;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.rules.AssetGroup;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.NetworkParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.RelatedAsset;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.ScenarioSet;
import io.loadline.risk.rules.StableAsset;
import io.loadline.risk.rules.VolRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Accepted parameter sets of {@link TestWorld}'s assets, drawn from a seed. */
public final class RandomParameters {
  private static final long ONE_E9 = 1_000_000_000L;

  private final SplittableRandom random;

  public RandomParameters(long seed) {
    random = new SplittableRandom(seed);
  }

  public ParameterSet next() {
    return new ParameterSet(
        "random",
        Optional.empty(),
        rows(),
        network(),
        List.of(
            new AssetGroup("inner", OptionalInt.of(1), upTo(ONE_E9)),
            new AssetGroup("outer", OptionalInt.empty(), upTo(ONE_E9))),
        List.of(asset("BTC", 0, 24), asset("ETH", random.nextInt(2), 28), asset("XRP", 1, 36)),
        List.of(
            new RelatedAsset(
                new Asset("WBTC"), new Asset("BTC"), upTo(ONE_E9 / 2), upTo(ONE_E9 / 2)),
            new RelatedAsset(new Asset("WSTETH"), new Asset("ETH"), upTo(90_000_000), 0)),
        List.of(
            new StableAsset(new Asset("USDC"), upTo(100_000_000)),
            new StableAsset(new Asset("USDT"), upTo(100_000_000))));
  }

  /** Rows of several blocks, and basis rows in one of their own. */
  private List<ScenarioRow> rows() {
    var rows =
        new ArrayList<>(random.nextBoolean() ? ScenarioSet.G33.rows() : ScenarioSet.S16.rows());
    rows.add(ScenarioRow.move(-1, 2, VolRule.SKEW_LINEAR));
    rows.add(ScenarioRow.move(1, 2, VolRule.SKEW_ABSOLUTE));
    int block = random.nextInt(3);
    rows.add(new ScenarioRow(true, 0, 1, VolRule.BASIS, false, 1 + upTo(ONE_E9 - 1), block));
    return List.copyOf(rows);
  }

  private NetworkParameters network() {
    long mmFactor = 500_000_000 + upTo(ONE_E9);
    return new NetworkParameters(
        mmFactor + upTo(500_000_000),
        mmFactor,
        ONE_E9 + upTo(ONE_E9),
        random.nextBoolean(),
        upTo(ONE_E9),
        random.nextBoolean(),
        new NetworkParameters.Confidence(upTo(ONE_E9), upTo(ONE_E9)),
        new NetworkParameters.Peg(
            990_000_000, upTo(4 * ONE_E9), upTo(30_000_000), upTo(50_000_000)),
        new NetworkParameters.Caution(
            upTo(10_000_000), upTo(200_000_000), 200_000_000 + upTo(ONE_E9), 1 + upTo(5)),
        new NetworkParameters.Supply(upTo(50_000_000), upTo(50_000_000)));
  }

  private AssetParameters asset(String name, int group, int quantumBits) {
    long psrE9 = 100_000_000 + upTo(200_000_000);
    long spotE9 = upTo(100_000_000);
    return new AssetParameters(
        new Asset(name),
        random.nextInt(4) == 0 ? OptionalInt.empty() : OptionalInt.of(group),
        quantumBits - random.nextInt(8),
        2 + random.nextInt(6),
        new AssetTopics.Shocks(psrE9, upTo(ONE_E9), upTo(100_000)),
        new AssetTopics.Volatility(
            upTo(ONE_E9),
            upTo(ONE_E9),
            upTo(ONE_E9),
            upTo(ONE_E9),
            1 + upTo(9),
            upTo(ONE_E9),
            5_000_000),
        new AssetTopics.Skew(
            upTo(300_000_000), -upTo(100_000_000), 10_000_000, upTo(3 * ONE_E9), upTo(ONE_E9)),
        new AssetTopics.Discounts(
            ONE_E9 - upTo(200_000_000),
            upTo(ONE_E9),
            upTo(ONE_E9),
            ONE_E9 + upTo(200_000_000),
            upTo(ONE_E9),
            upTo(ONE_E9)),
        new AssetTopics.Basis(upTo(100_000_000), upTo(ONE_E9), upTo(3 * ONE_E9)),
        new AssetTopics.NearExpiry(random.nextInt(8), upTo(1_800)),
        new AssetTopics.ShortOption(upTo(10_000_000), upTo(10_000_000)),
        new AssetTopics.Contingency(upTo(50_000_000), upTo(50_000_000), spotE9, upTo(100_000_000)),
        new AssetTopics.Calendar(upTo(20_000_000), upTo(ONE_E9), upTo(ONE_E9)),
        new AssetTopics.Liquidity(
            upTo(5_000_000),
            upTo(50_000_000),
            upTo(2 * ONE_E9),
            upTo(100_000_000),
            1 + upTo(1_000_000_000L),
            upTo(50_000_000),
            1 + upTo(100_000_000)),
        new AssetTopics.Transfer(upTo(200_000_000), upTo(400_000_000)),
        new AssetTopics.Breaker(1 + upTo(1_200), 1 + upTo(100_000_000), 1 + upTo(200_000_000)),
        psrE9);
  }

  /** Sometimes nothing and sometimes all of it. */
  private long upTo(long greatest) {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> greatest;
      default -> random.nextLong(greatest + 1);
    };
  }
}
