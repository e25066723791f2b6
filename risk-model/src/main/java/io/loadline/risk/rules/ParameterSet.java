package io.loadline.risk.rules;

import io.loadline.risk.bytes.Limits;
import java.util.Comparator;
import java.util.List;

/** All numbers of the model; assets rising. */
public record ParameterSet(
    String name,
    ScenarioSet scenarioSet,
    long imFactorE9,
    long mmFactorE9,
    List<AssetParameters> assets) {
  private static final long MAX_FACTOR_E9 = 10_000_000_000L;
  private static final int MAX_NAME = 64;

  public ParameterSet {
    Limits.require(
        !name.isEmpty()
            && name.length() <= MAX_NAME
            && name.chars().allMatch(c -> c >= 0x20 && c < 0x7f),
        "parameter set name",
        name);
    Limits.require(imFactorE9 > 0 && imFactorE9 <= MAX_FACTOR_E9, "imFactorE9", imFactorE9);
    Limits.require(mmFactorE9 > 0 && mmFactorE9 <= imFactorE9, "mmFactorE9", mmFactorE9);
    Limits.require(!assets.isEmpty(), "number of assets", assets.size());
    assets = Limits.rising(assets, Comparator.comparing(AssetParameters::asset), "assets");
  }
}
