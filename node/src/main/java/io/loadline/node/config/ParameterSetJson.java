package io.loadline.node.config;

import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.ScenarioSet;
import java.nio.file.Path;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Parameter sets as people write them: decimals as text. config/schema/parameters.json. */
public final class ParameterSetJson {
  static final String DECIMAL = "a decimal as text, like \"0.2\"";

  private ParameterSetJson() {}

  /** Reads a file that holds nothing else. */
  public static ParameterSet read(Path file) {
    return Document.json(file).build(ParameterSetJson::read);
  }

  static ParameterSet read(Section set) {
    return new ParameterSet(
        set.text("name"),
        set.text("scenarioSet", "G33 or S16", ScenarioSet::valueOf),
        e9(set, "initialFactor"),
        e9(set, "maintenanceFactor"),
        set.sections("assets", asset -> asset.build(ParameterSetJson::asset)));
  }

  private static AssetParameters asset(Section asset) {
    return new AssetParameters(
        RulesJson.asset(asset),
        (int) asset.number("quantumBits", 0, 63),
        (int) asset.number("lotDecimals", 0, 18),
        e9(asset, "priceScanRange"),
        e9(asset, "tailWeight"),
        e9(asset, "volUp"),
        e9(asset, "volDown"),
        e9(asset, "volPowerShort"),
        e9(asset, "volPowerLong"),
        asset.number("volFloorDays", 0, Integer.MAX_VALUE),
        e9(asset, "minVolUp"),
        e9(asset, "skewCapBase"),
        e9(asset, "skewCapSlope"),
        e9(asset, "shortOptionMinimum"),
        asset.number("liquidationSeconds", 0, Integer.MAX_VALUE),
        e9(asset, "fixedMargin"));
  }

  static ObjectNode write(ParameterSet set) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("name", set.name());
    out.put("scenarioSet", set.scenarioSet().name());
    out.put("initialFactor", Decimals.text(set.imFactorE9()));
    out.put("maintenanceFactor", Decimals.text(set.mmFactorE9()));
    var assets = out.putArray("assets");
    set.assets().forEach(asset -> write(asset, assets.addObject()));
    return out;
  }

  private static void write(AssetParameters asset, ObjectNode out) {
    out.put("asset", asset.asset().symbol());
    out.put("quantumBits", asset.quantumBits());
    out.put("lotDecimals", asset.lotDecimals());
    out.put("priceScanRange", Decimals.text(asset.psrE9()));
    out.put("tailWeight", Decimals.text(asset.tailWeightE9()));
    out.put("volUp", Decimals.text(asset.volUpE9()));
    out.put("volDown", Decimals.text(asset.volDownE9()));
    out.put("volPowerShort", Decimals.text(asset.volPowerShortE9()));
    out.put("volPowerLong", Decimals.text(asset.volPowerLongE9()));
    out.put("volFloorDays", asset.volFloorDays());
    out.put("minVolUp", Decimals.text(asset.minVolUpE9()));
    out.put("skewCapBase", Decimals.text(asset.skewCapBaseE9()));
    out.put("skewCapSlope", Decimals.text(asset.skewCapSlopeE9()));
    out.put("shortOptionMinimum", Decimals.text(asset.shortOptionE9()));
    out.put("liquidationSeconds", asset.liquidationSeconds());
    out.put("fixedMargin", Decimals.text(asset.fixedMarginE9()));
  }

  private static long e9(Section section, String key) {
    return section.text(key, DECIMAL, Decimals::e9);
  }
}
