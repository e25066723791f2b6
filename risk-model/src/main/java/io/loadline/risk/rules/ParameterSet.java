package io.loadline.risk.rules;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Limits;
import io.loadline.risk.portfolio.Asset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * All numbers of the model; assets, related tokens and stablecoins rising. {@code predecessor} is
 * the hash of the set that this one follows.
 */
public record ParameterSet(
    String name,
    Optional<Bytes32> predecessor,
    List<ScenarioRow> scenarios,
    NetworkParameters network,
    List<AssetGroup> groups,
    List<AssetParameters> assets,
    List<RelatedAsset> related,
    List<StableAsset> stables) {
  private static final int MAX_ROWS = 256;
  private static final int MAX_ASSETS = 64;
  private static final int MAX_STABLES = 16;

  public ParameterSet {
    Limit.printable(name, "name");
    Limit.size(scenarios, 1, MAX_ROWS, "scenarios");
    Limit.size(groups, 0, MAX_ASSETS, "groups");
    Limit.size(assets, 1, MAX_ASSETS, "assets");
    Limit.size(related, 0, MAX_ASSETS, "related");
    Limit.size(stables, 0, MAX_STABLES, "stables");
    scenarios = List.copyOf(scenarios);
    groups = List.copyOf(groups);
    assets = Limits.rising(assets, Comparator.comparing(AssetParameters::asset), "assets");
    related = Limits.rising(related, Comparator.comparing(RelatedAsset::asset), "related");
    stables = Limits.rising(stables, Comparator.comparing(StableAsset::asset), "stables");
    checkScenarios(scenarios, assets);
    checkGroups(groups, assets);
    checkNames(assets, related, stables);
    checkStress(stables, network);
  }

  /** The rows and factors alone: no groups, related tokens, stablecoins or predecessor. */
  public static ParameterSet plain(
      String name,
      ScenarioSet scenarios,
      long imFactorE9,
      long mmFactorE9,
      List<AssetParameters> assets) {
    return new ParameterSet(
        name,
        Optional.empty(),
        scenarios.rows(),
        NetworkParameters.factors(imFactorE9, mmFactorE9),
        List.of(),
        assets,
        List.of(),
        List.of());
  }

  private static void checkScenarios(List<ScenarioRow> rows, List<AssetParameters> assets) {
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      for (var asset : assets) {
        row.checkMultiplier(asset, i);
      }
      if (row.isOfGrid()) {
        requireMove(rows, i, -row.numerator(), "its mirror");
        requireMove(rows, i, 0, "its row at 0");
      }
    }
  }

  /** A wider range must contain a narrower one's rows, or margin would not grow with it. */
  private static void requireMove(List<ScenarioRow> rows, int index, long numerator, String what) {
    var row = rows.get(index);
    boolean found =
        rows.stream().anyMatch(r -> r.isMove(numerator, row.denominator(), row.volRule()));
    Limit.require(
        found,
        "scenarios[" + index + "]",
        row.numerator() + "/" + row.denominator() + " " + row.volRule(),
        "in the list together with " + what);
  }

  private static void checkGroups(List<AssetGroup> groups, List<AssetParameters> assets) {
    var names = new HashSet<String>();
    for (int i = 0; i < groups.size(); i++) {
      var group = groups.get(i);
      Limit.require(names.add(group.name()), "group name", group.name(), "unique");
      if (group.parent().isPresent()) {
        Limit.between(
            group.parent().getAsInt(), i + 1L, groups.size() - 1L, "parent of groups[" + i + "]");
      }
    }
    for (var asset : assets) {
      if (asset.group().isPresent()) {
        Limit.between(asset.group().getAsInt(), 0, groups.size() - 1L, "group of " + asset.asset());
      }
    }
  }

  /** More cash must never ask for more. */
  private static void checkStress(List<StableAsset> stables, NetworkParameters network) {
    for (var each : stables) {
      Limit.require(
          each.stressE9() <= Limit.ONE_E9 * Limit.ONE_E9 / network.imAddE9(),
          "stressE9 of " + each.asset(),
          each.stressE9(),
          "at most 10^18 / imAddE9");
    }
  }

  private static void checkNames(
      List<AssetParameters> assets, List<RelatedAsset> related, List<StableAsset> stables) {
    var known = new HashSet<Asset>();
    assets.forEach(asset -> known.add(asset.asset()));
    for (var each : related) {
      Limit.require(
          known.contains(each.underlying()),
          "underlying of " + each.asset(),
          each.underlying(),
          "an asset of the set");
    }
    for (var each : stables) {
      Limit.require(known.add(each.asset()), "stables", each.asset(), "no asset of the set");
    }
    for (var each : related) {
      Limit.require(
          known.add(each.asset()),
          "related",
          each.asset(),
          "no asset and no stablecoin of the set");
    }
  }
}
