package io.loadline.node.margin.output;

import io.loadline.node.margin.output.Explanation.AssetScan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A margin for programs: everything, decimals as text. */
final class MarginJson {
  private MarginJson() {}

  static ObjectNode of(Explanation told) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("owner", told.owner());
    out.put("time", told.timeSeconds());
    out.putObject("parameters").put("name", told.parameters()).put("hash", told.parametersHash());
    usd(out, "initialUsd", told.initialE6());
    usd(out, "maintenanceUsd", told.maintenanceE6());
    usd(out, "isolatedUsd", told.isolatedE6());
    out.put("relief", BigDecimal.valueOf(told.reliefE9(), 9).toPlainString());
    usd(out, "fixedPercentageUsd", told.fixedPercentageE6());
    texts(out, "flags", told.flags());
    ArrayNode warnings = out.putArray("warnings");
    told.warnings()
        .forEach(w -> warnings.addObject().put("where", w.where()).put("text", w.text()));
    venues(out, told);
    cover(out, told);
    texts(out, "why", told.causes());
    ArrayNode waterfall = out.putArray("waterfall");
    for (var line : told.waterfall()) {
      ObjectNode node = waterfall.addObject().put("line", line.label());
      usd(node, "initialUsd", line.initialE6());
      usd(node, "maintenanceUsd", line.maintenanceE6());
    }
    ArrayNode scans = out.putArray("scans");
    told.scans().forEach(scan -> scan(scans.addObject(), scan));
    positions(out, told);
    return out;
  }

  private static void venues(ObjectNode out, Explanation told) {
    ArrayNode venues = out.putArray("venues");
    for (var venue : told.venues()) {
      ObjectNode node = venues.addObject().put("name", venue.name()).put("chain", venue.chainId());
      usd(node, "valueUsd", venue.valueE6());
      usd(node, "creditUsd", venue.creditE6());
      usd(node, "isolatedUsd", venue.aloneE6());
    }
  }

  private static void cover(ObjectNode out, Explanation told) {
    if (told.cover().isEmpty()) {
      out.putNull("collateral");
      return;
    }
    var cover = told.cover().get();
    ObjectNode node = out.putObject("collateral");
    ArrayNode deposits = node.putArray("deposits");
    for (var deposit : cover.deposits()) {
      ObjectNode one =
          deposits
              .addObject()
              .put("asset", deposit.asset())
              .put("amount", deposit.amount())
              .put("priceUsd", new BigDecimal(deposit.priceE8(), 8).toPlainString());
      usd(one, "initialUsd", deposit.initialE6());
      usd(one, "maintenanceUsd", deposit.maintenanceE6());
    }
    usd(node, "excessInitialUsd", cover.initialE6().subtract(told.initialE6()));
    usd(node, "excessMaintenanceUsd", cover.maintenanceE6().subtract(told.maintenanceE6()));
  }

  private static void scan(ObjectNode out, AssetScan scan) {
    out.put("asset", scan.asset());
    out.put("priceUsd", new BigDecimal(scan.priceE8(), 8).toPlainString());
    out.put("state", scan.state());
    ArrayNode worst = out.putArray("worst");
    scan.worst().forEach(worst::add);
    ArrayNode rows = out.putArray("rows");
    for (var row : scan.rows()) {
      ObjectNode node =
          rows.addObject()
              .put("row", row.words())
              .put("multiplier", new BigDecimal(row.row().multiplier()).toPlainString())
              .put("volatility", row.row().volRule().name())
              .put("weight", BigDecimal.valueOf(row.row().weightE9(), 9).toPlainString());
      usd(node, "gainUsd", row.gainUsdE6());
    }
  }

  private static void positions(ObjectNode out, Explanation told) {
    ArrayNode positions = out.putArray("positions");
    for (var position : told.positions()) {
      ObjectNode node =
          positions
              .addObject()
              .put("venue", position.venue())
              .put("instrument", position.instrument())
              .put("quantity", position.quantity());
      position
          .reason()
          .ifPresentOrElse(reason -> node.put("noValue", reason), () -> node.putNull("noValue"));
      usd(node, "markUsd", position.markE6());
      usd(node, "valueUsd", position.valueE6());
      texts(node, "positions", position.paths());
    }
  }

  private static void usd(ObjectNode out, String name, BigInteger usdE6) {
    out.put(name, Money.exact(usdE6));
  }

  private static void texts(ObjectNode out, String name, List<String> texts) {
    ArrayNode array = out.putArray(name);
    texts.forEach(array::add);
  }
}
