package io.loadline.node.config;

import static io.loadline.node.config.ParameterSetJson.e9;

import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.AssetTopics;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** One asset's parameters, a table per topic. */
final class AssetParametersJson {
  private AssetParametersJson() {}

  static AssetParameters read(Section asset, List<String> groups) {
    return new AssetParameters(
        RulesJson.asset(asset),
        ParameterSetJson.groupIndex(asset, "group", groups),
        (int) asset.number("quantumBits", 0, Integer.MAX_VALUE),
        (int) asset.number("lotDecimals", 0, Integer.MAX_VALUE),
        asset.section("shocks").build(AssetParametersJson::shocks),
        asset.section("volatility").build(AssetParametersJson::volatility),
        asset.section("skew").build(AssetParametersJson::skew),
        asset.section("discounts").build(AssetParametersJson::discounts),
        asset.section("basis").build(AssetParametersJson::basis),
        asset.section("nearExpiry").build(AssetParametersJson::nearExpiry),
        asset.section("shortOption").build(AssetParametersJson::shortOption),
        asset.section("contingency").build(AssetParametersJson::contingency),
        asset.section("calendar").build(AssetParametersJson::calendar),
        asset.section("liquidity").build(AssetParametersJson::liquidity),
        asset.section("transfer").build(AssetParametersJson::transfer),
        asset.section("breaker").build(AssetParametersJson::breaker),
        e9(asset, "fixedMargin"));
  }

  static void write(AssetParameters asset, ObjectNode out, List<String> groups) {
    out.put("asset", asset.asset().symbol());
    ParameterSetJson.putGroup(out, "group", asset.group(), groups);
    out.put("quantumBits", asset.quantumBits());
    out.put("lotDecimals", asset.lotDecimals());
    write(asset.shocks(), out.putObject("shocks"));
    write(asset.volatility(), out.putObject("volatility"));
    write(asset.skew(), out.putObject("skew"));
    write(asset.discounts(), out.putObject("discounts"));
    write(asset.basis(), out.putObject("basis"));
    write(asset.nearExpiry(), out.putObject("nearExpiry"));
    write(asset.shortOption(), out.putObject("shortOption"));
    write(asset.contingency(), out.putObject("contingency"));
    write(asset.calendar(), out.putObject("calendar"));
    write(asset.liquidity(), out.putObject("liquidity"));
    write(asset.transfer(), out.putObject("transfer"));
    write(asset.breaker(), out.putObject("breaker"));
    put(out, "fixedMargin", asset.fixedMarginE9());
  }

  private static AssetTopics.Shocks shocks(Section s) {
    return new AssetTopics.Shocks(
        e9(s, "priceScanRange"), e9(s, "tailWeight"), count(s, "liquidationSeconds"));
  }

  private static void write(AssetTopics.Shocks shocks, ObjectNode out) {
    put(out, "priceScanRange", shocks.psrE9());
    put(out, "tailWeight", shocks.tailWeightE9());
    out.put("liquidationSeconds", shocks.liquidationSeconds());
  }

  private static AssetTopics.Volatility volatility(Section s) {
    return new AssetTopics.Volatility(
        e9(s, "up"),
        e9(s, "down"),
        e9(s, "powerShort"),
        e9(s, "powerLong"),
        count(s, "floorDays"),
        e9(s, "leastUp"),
        e9(s, "smileTolerance"));
  }

  private static void write(AssetTopics.Volatility volatility, ObjectNode out) {
    put(out, "up", volatility.upE9());
    put(out, "down", volatility.downE9());
    put(out, "powerShort", volatility.powerShortE9());
    put(out, "powerLong", volatility.powerLongE9());
    out.put("floorDays", volatility.floorDays());
    put(out, "leastUp", volatility.leastUpE9());
    put(out, "smileTolerance", volatility.smileToleranceE9());
  }

  private static AssetTopics.Skew skew(Section s) {
    return new AssetTopics.Skew(
        e9(s, "capBase"),
        e9(s, "capSlope"),
        e9(s, "leastWidth"),
        e9(s, "width"),
        e9(s, "widthSlope"));
  }

  private static void write(AssetTopics.Skew skew, ObjectNode out) {
    put(out, "capBase", skew.capBaseE9());
    put(out, "capSlope", skew.capSlopeE9());
    put(out, "leastWidth", skew.leastWidthE9());
    put(out, "width", skew.widthE9());
    put(out, "widthSlope", skew.widthSlopeE9());
  }

  private static AssetTopics.Discounts discounts(Section s) {
    return new AssetTopics.Discounts(
        e9(s, "longBase"),
        e9(s, "longRate"),
        e9(s, "longAdd"),
        e9(s, "shortBase"),
        e9(s, "shortRate"),
        e9(s, "shortAdd"));
  }

  private static void write(AssetTopics.Discounts discounts, ObjectNode out) {
    put(out, "longBase", discounts.longBaseE9());
    put(out, "longRate", discounts.longRateE9());
    put(out, "longAdd", discounts.longAddE9());
    put(out, "shortBase", discounts.shortBaseE9());
    put(out, "shortRate", discounts.shortRateE9());
    put(out, "shortAdd", discounts.shortAddE9());
  }

  private static AssetTopics.Basis basis(Section s) {
    return new AssetTopics.Basis(e9(s, "move"), e9(s, "add"), e9(s, "slope"));
  }

  private static void write(AssetTopics.Basis basis, ObjectNode out) {
    put(out, "move", basis.moveE9());
    put(out, "add", basis.addE9());
    put(out, "slope", basis.slopeE9());
  }

  private static AssetTopics.NearExpiry nearExpiry(Section s) {
    return new AssetTopics.NearExpiry(count(s, "pinDays"), count(s, "averagingSeconds"));
  }

  private static void write(AssetTopics.NearExpiry nearExpiry, ObjectNode out) {
    out.put("pinDays", nearExpiry.pinDays());
    out.put("averagingSeconds", nearExpiry.averagingSeconds());
  }

  private static AssetTopics.ShortOption shortOption(Section s) {
    return new AssetTopics.ShortOption(e9(s, "minimum"), e9(s, "initialMinimum"));
  }

  private static void write(AssetTopics.ShortOption shortOption, ObjectNode out) {
    put(out, "minimum", shortOption.rateE9());
    put(out, "initialMinimum", shortOption.initialE9());
  }

  private static AssetTopics.Contingency contingency(Section s) {
    return new AssetTopics.Contingency(
        e9(s, "contract"), e9(s, "initialContract"), e9(s, "spot"), e9(s, "initialSpot"));
  }

  private static void write(AssetTopics.Contingency contingency, ObjectNode out) {
    put(out, "contract", contingency.contractE9());
    put(out, "initialContract", contingency.contractInitialE9());
    put(out, "spot", contingency.spotE9());
    put(out, "initialSpot", contingency.spotInitialE9());
  }

  private static AssetTopics.Calendar calendar(Section s) {
    return new AssetTopics.Calendar(e9(s, "base"), e9(s, "slope"), e9(s, "vega"));
  }

  private static void write(AssetTopics.Calendar calendar, ObjectNode out) {
    put(out, "base", calendar.baseE9());
    put(out, "slope", calendar.slopeE9());
    put(out, "vega", calendar.vegaE9());
  }

  private static AssetTopics.Liquidity liquidity(Section s) {
    return new AssetTopics.Liquidity(
        e9(s, "halfSpread"),
        e9(s, "volSpread"),
        e9(s, "impact"),
        e9(s, "dailyVol"),
        count(s, "dailyVolumeUsd"),
        e9(s, "freeVolume"),
        count(s, "positionCapUsd"));
  }

  private static void write(AssetTopics.Liquidity liquidity, ObjectNode out) {
    put(out, "halfSpread", liquidity.halfSpreadE9());
    put(out, "volSpread", liquidity.volSpreadE9());
    put(out, "impact", liquidity.impactE9());
    put(out, "dailyVol", liquidity.dailyVolE9());
    out.put("dailyVolumeUsd", liquidity.dailyVolumeUsd());
    put(out, "freeVolume", liquidity.freeVolumeE9());
    out.put("positionCapUsd", liquidity.positionCapUsd());
  }

  private static AssetTopics.Transfer transfer(Section s) {
    return new AssetTopics.Transfer(e9(s, "base"), e9(s, "root"));
  }

  private static void write(AssetTopics.Transfer transfer, ObjectNode out) {
    put(out, "base", transfer.baseE9());
    put(out, "root", transfer.rootE9());
  }

  private static AssetTopics.Breaker breaker(Section s) {
    return new AssetTopics.Breaker(
        count(s, "heartbeatSeconds"), e9(s, "moveShort"), e9(s, "moveLong"));
  }

  private static void write(AssetTopics.Breaker breaker, ObjectNode out) {
    out.put("heartbeatSeconds", breaker.heartbeatSeconds());
    put(out, "moveShort", breaker.moveShortE9());
    put(out, "moveLong", breaker.moveLongE9());
  }

  private static long count(Section section, String key) {
    return section.number(key, 0, Long.MAX_VALUE);
  }

  private static void put(ObjectNode out, String key, long e9) {
    out.put(key, Decimals.text(e9));
  }
}
