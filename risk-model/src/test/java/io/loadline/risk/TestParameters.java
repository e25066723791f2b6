package io.loadline.risk;

import io.loadline.risk.bytes.Keccak;
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

/** A parameter set with everything switched on, the numbers of Crypto-SPAN/1's defaults. */
public final class TestParameters {
  private static final long ONE_E9 = 1_000_000_000L;

  private TestParameters() {}

  /** BTC and ETH in a group with credit 40 %, inside one with XRP and 15 %. */
  public static ParameterSet full() {
    return new ParameterSet(
        "full",
        Optional.of(Keccak.hash("the set before")),
        rows(),
        network(),
        List.of(
            new AssetGroup("majors", OptionalInt.of(1), 400_000_000),
            new AssetGroup("with XRP", OptionalInt.empty(), 150_000_000)),
        List.of(
            major("BTC", 24, 6, 160_000_000),
            major("ETH", 24, 5, 200_000_000),
            longTail("XRP", 34, 2, 300_000_000)),
        List.of(
            new RelatedAsset(new Asset("WBTC"), new Asset("BTC"), 20_000_000, 10_000_000),
            new RelatedAsset(new Asset("WSTETH"), new Asset("ETH"), 30_000_000, 15_000_000)),
        List.of(
            new StableAsset(new Asset("USDC"), 9_333_334),
            new StableAsset(new Asset("USDT"), 9_333_334)));
  }

  /** G33, skews at half a range down and up, and a basis row. */
  public static List<ScenarioRow> rows() {
    var rows = new ArrayList<>(ScenarioSet.G33.rows());
    rows.add(ScenarioRow.move(-1, 2, VolRule.SKEW_LINEAR));
    rows.add(ScenarioRow.move(-1, 2, VolRule.SKEW_ABSOLUTE));
    rows.add(ScenarioRow.move(1, 2, VolRule.SKEW_LINEAR));
    rows.add(ScenarioRow.move(1, 2, VolRule.SKEW_ABSOLUTE));
    rows.add(ScenarioRow.move(0, 1, VolRule.BASIS));
    return List.copyOf(rows);
  }

  public static NetworkParameters network() {
    return new NetworkParameters(
        ONE_E9,
        800_000_000,
        ONE_E9,
        false,
        65_600_000,
        true,
        new NetworkParameters.Confidence(550_000_000, ONE_E9),
        new NetworkParameters.Peg(990_000_000, 4 * ONE_E9, 30_000_000, 10_000_000),
        new NetworkParameters.Caution(10_000_000, 250_000_000, 500_000_000, 3),
        new NetworkParameters.Supply(50_000_000, 50_000_000));
  }

  public static AssetParameters major(String asset, int quantumBits, int lotDecimals, long psrE9) {
    return new AssetParameters(
        new Asset(asset),
        OptionalInt.of(0),
        quantumBits,
        lotDecimals,
        new AssetTopics.Shocks(psrE9, 770_000_000, 14_400),
        new AssetTopics.Volatility(
            500_000_000, 250_000_000, 300_000_000, 130_000_000, 1, 450_000_000, 2_000_000),
        new AssetTopics.Skew(150_000_000, -50_000_000, 10_000_000, 2_400_000_000L, 0),
        new AssetTopics.Discounts(
            950_000_000, ONE_E9, 80_000_000, 1_040_000_000, 500_000_000, 80_000_000),
        new AssetTopics.Basis(45_000_000, 500_000_000, 2 * ONE_E9),
        new AssetTopics.NearExpiry(7, 1_800),
        new AssetTopics.ShortOption(3_000_000, 2_000_000),
        new AssetTopics.Contingency(15_000_000, 5_000_000, 0, 0),
        new AssetTopics.Calendar(5_000_000, 50_000_000, 250_000_000),
        new AssetTopics.Liquidity(
            200_000, 10_000_000, 500_000_000, 33_600_000, 10_000_000_000L, 10_000_000, 100_000_000),
        new AssetTopics.Transfer(20_000_000, 100_000_000),
        new AssetTopics.Breaker(1_200, 60_000_000, 100_000_000),
        psrE9);
  }

  public static AssetParameters longTail(
      String asset, int quantumBits, int lotDecimals, long psrE9) {
    return new AssetParameters(
        new Asset(asset),
        OptionalInt.of(1),
        quantumBits,
        lotDecimals,
        new AssetTopics.Shocks(psrE9, ONE_E9, 28_800),
        new AssetTopics.Volatility(
            600_000_000, 300_000_000, 300_000_000, 130_000_000, 1, 800_000_000, 2_000_000),
        new AssetTopics.Skew(250_000_000, -100_000_000, 10_000_000, 2_400_000_000L, 0),
        new AssetTopics.Discounts(
            900_000_000, ONE_E9, 160_000_000, 1_080_000_000, 500_000_000, 160_000_000),
        new AssetTopics.Basis(45_000_000, ONE_E9, 3 * ONE_E9),
        new AssetTopics.NearExpiry(7, 1_800),
        new AssetTopics.ShortOption(10_000_000, 10_000_000),
        new AssetTopics.Contingency(50_000_000, 20_000_000, 20_000_000, 10_000_000),
        new AssetTopics.Calendar(10_000_000, 300_000_000, 500_000_000),
        new AssetTopics.Liquidity(
            2_000_000, 50_000_000, ONE_E9, 55_800_000, ONE_E9, 10_000_000, 10_000_000),
        new AssetTopics.Transfer(40_000_000, 150_000_000),
        new AssetTopics.Breaker(1_200, 112_500_000, 187_500_000),
        psrE9);
  }
}
