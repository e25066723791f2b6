package io.loadline.risk.margin;

import io.loadline.risk.rules.AssetGroup;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.NetworkParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.RelatedAsset;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.StableAsset;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Parameter sets with one thing changed. */
public final class TestParts {
  private TestParts() {}

  public static ParameterSet withAssets(ParameterSet set, UnaryOperator<AssetParameters> change) {
    return with(
        set,
        set.scenarios(),
        set.network(),
        set.groups(),
        set.assets().stream().map(change).toList());
  }

  public static ParameterSet withNetwork(ParameterSet set, NetworkParameters network) {
    return with(set, set.scenarios(), network, set.groups(), set.assets());
  }

  public static ParameterSet withScenarios(ParameterSet set, List<ScenarioRow> rows) {
    return with(set, rows, set.network(), set.groups(), set.assets());
  }

  public static ParameterSet withGroups(ParameterSet set, UnaryOperator<AssetGroup> change) {
    return with(
        set,
        set.scenarios(),
        set.network(),
        set.groups().stream().map(change).toList(),
        set.assets());
  }

  public static ParameterSet withoutGroups(ParameterSet set) {
    return with(
        set,
        set.scenarios(),
        set.network(),
        List.of(),
        set.assets().stream().map(TestParts::withoutGroup).toList());
  }

  public static ParameterSet withRelated(ParameterSet set, UnaryOperator<RelatedAsset> change) {
    return new ParameterSet(
        set.name(),
        set.predecessor(),
        set.scenarios(),
        set.network(),
        set.groups(),
        set.assets(),
        set.related().stream().map(change).toList(),
        set.stables());
  }

  public static ParameterSet withStables(ParameterSet set, UnaryOperator<StableAsset> change) {
    return new ParameterSet(
        set.name(),
        set.predecessor(),
        set.scenarios(),
        set.network(),
        set.groups(),
        set.assets(),
        set.related(),
        set.stables().stream().map(change).toList());
  }

  private static ParameterSet with(
      ParameterSet set,
      List<ScenarioRow> rows,
      NetworkParameters network,
      List<AssetGroup> groups,
      List<AssetParameters> assets) {
    return new ParameterSet(
        set.name(), set.predecessor(), rows, network, groups, assets, set.related(), set.stables());
  }

  /** One asset's parameters with the topics of the given types replaced. */
  public static AssetParameters with(AssetParameters p, Record... topics) {
    return new AssetParameters(
        p.asset(),
        p.group(),
        p.quantumBits(),
        p.lotDecimals(),
        pick(p.shocks(), topics),
        pick(p.volatility(), topics),
        pick(p.skew(), topics),
        pick(p.discounts(), topics),
        pick(p.basis(), topics),
        pick(p.nearExpiry(), topics),
        pick(p.shortOption(), topics),
        pick(p.contingency(), topics),
        pick(p.calendar(), topics),
        pick(p.liquidity(), topics),
        pick(p.transfer(), topics),
        pick(p.breaker(), topics),
        p.fixedMarginE9());
  }

  private static <T extends Record> T pick(T topic, Record... topics) {
    T picked = topic;
    for (var other : topics) {
      if (topic.getClass().isInstance(other)) {
        @SuppressWarnings("unchecked")
        T same = (T) other;
        picked = same;
      }
    }
    return picked;
  }

  public static AssetParameters withoutGroup(AssetParameters p) {
    return remade(p, OptionalInt.empty(), p.lotDecimals());
  }

  public static AssetParameters withLotDecimals(AssetParameters p, int lotDecimals) {
    return remade(p, p.group(), lotDecimals);
  }

  public static AssetParameters inGroup(AssetParameters p, OptionalInt group) {
    return remade(p, group, p.lotDecimals());
  }

  private static AssetParameters remade(AssetParameters p, OptionalInt group, int lotDecimals) {
    return new AssetParameters(
        p.asset(),
        group,
        p.quantumBits(),
        lotDecimals,
        p.shocks(),
        p.volatility(),
        p.skew(),
        p.discounts(),
        p.basis(),
        p.nearExpiry(),
        p.shortOption(),
        p.contingency(),
        p.calendar(),
        p.liquidity(),
        p.transfer(),
        p.breaker(),
        p.fixedMarginE9());
  }
}
