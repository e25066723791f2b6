package io.loadline.risk.vectors;

import io.loadline.risk.margin.AccountMargin;
import io.loadline.risk.margin.AssetCharge;
import io.loadline.risk.margin.VenueId;
import io.loadline.risk.margin.Waterfall;
import io.loadline.risk.report.RoundResult;
import java.math.BigInteger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines of an account as docs/vectors/accounts.json has them: amounts in 1e-6 USD as decimal
 * text.
 */
public final class WaterfallJson {
  private WaterfallJson() {}

  /**
   * Of the account at that place, with the flags that are signed; overflowing, it has results only.
   */
  public static ObjectNode of(RoundResult round, int account) {
    Waterfall waterfall = round.explain(account);
    ObjectNode json = results(waterfall.margin());
    json.put("flags", Long.toString(round.sections().requirements().leaves().get(account).flags()));
    if (waterfall.margin().overflow()) {
      return json;
    }
    var assets = json.putObject("assets");
    waterfall.assets().forEach(asset -> asset(assets.putObject(asset.asset().symbol()), asset));
    var groups = json.putObject("groups");
    for (var group : waterfall.groups()) {
      put(groups.putObject(group.name()), "sum", group.sumUsdE6())
          .put("scan", group.scanUsdE6().toString())
          .put("risk", group.riskUsdE6().toString());
    }
    var venues = json.putObject("venues");
    waterfall.venues().forEach(venue -> venue(venues.putObject(name(venue.venue())), venue));
    core(json.putObject("core"), waterfall.core());
    put(json, "added", waterfall.addedUsdE6());
    put(json, "addedInitial", waterfall.addedInitialUsdE6());
    put(json, "initialCharges", waterfall.initialChargesUsdE6());
    put(json, "maintenanceCharges", waterfall.maintenanceChargesUsdE6());
    put(json, "credit", waterfall.creditUsdE6());
    ArrayNode unvalued = json.putArray("unvalued");
    waterfall.unvalued().forEach(each -> unvalued.add(Integer.toString(each.instrument())));
    return json;
  }

  private static ObjectNode results(AccountMargin margin) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("account", margin.account().toHex());
    put(json, "initialE6", margin.initialUsdE6());
    put(json, "maintenanceE6", margin.maintenanceUsdE6());
    put(json, "isolatedE6", margin.isolatedUsdE6());
    return json;
  }

  private static void asset(ObjectNode json, AssetCharge asset) {
    var lines = asset.lines();
    json.put("state", Integer.toString(asset.state().code()));
    put(json, "scan", lines.scanUsdE6());
    put(json, "calendarDelta", lines.calendarDeltaUsdE6());
    put(json, "calendarVega", lines.calendarVegaUsdE6());
    put(json, "crossCoin", lines.crossCoinUsdE6());
    put(json, "shortOption", lines.shortOptionMinimumUsdE6());
    put(json, "contingency", lines.contingencyUsdE6());
    put(json, "funding", lines.fundingUsdE6());
    put(json, "liquidity", lines.liquidityUsdE6());
    put(json, "concentration", lines.concentrationUsdE6());
    put(json, "spotBasis", lines.spotBasisUsdE6());
    put(json, "contingencyInitial", lines.contingencyInitialUsdE6());
    put(json, "shortOptionInitial", lines.shortOptionInitialUsdE6());
    put(json, "spotBasisInitial", lines.spotBasisInitialUsdE6());
    put(json, "oracle", lines.oracleUsdE6());
    put(json, "spread", lines.spreadUsdE6());
    put(json, "breaker", lines.breakerUsdE6());
    put(json, "exposure", lines.exposureUsdE6());
    ArrayNode rows = json.putArray("rows");
    asset.rows().forEach(row -> rows.add(row.costUsdE6().toString()));
    ArrayNode worst = json.putArray("worst");
    for (var row : asset.worst()) {
      worst.addArray().add(Integer.toString(row.block())).add(Integer.toString(row.index()));
    }
  }

  private static void venue(ObjectNode json, Waterfall.VenueCharge venue) {
    put(json, "value", venue.valueUsdE6());
    put(json, "credit", venue.creditUsdE6());
    put(json, "stress", venue.stressUsdE6());
    put(json, "depeg", venue.depegUsdE6());
    put(json, "core", venue.coreUsdE6());
    put(json, "isolated", venue.isolatedUsdE6());
  }

  private static void core(ObjectNode json, Waterfall.Core core) {
    put(json, "risk", core.riskUsdE6());
    put(json, "offsets", core.offsetsUsdE6());
    put(json, "shortOption", core.shortOptionUsdE6());
    put(json, "netted", core.nettedUsdE6());
    put(json, "sumOfVenues", core.sumOfVenuesUsdE6());
    put(json, "core", core.coreUsdE6());
  }

  private static String name(VenueId venue) {
    return venue.chainId() + ":" + venue.venue().toHex();
  }

  private static ObjectNode put(ObjectNode json, String name, BigInteger amount) {
    return json.put(name, amount.toString());
  }
}
