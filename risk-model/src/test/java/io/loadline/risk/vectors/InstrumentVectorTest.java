package io.loadline.risk.vectors;

import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.pricing.PricedMarket;
import io.loadline.risk.pricing.Row;
import io.loadline.risk.pricing.Valuation;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** docs/vectors/instruments.json: every kind of instrument in every situation. */
class InstrumentVectorTest {
  private static final String ORIGIN =
      "io.loadline.risk.vectors.InstrumentVectorTest of risk-model, which computes it from the"
          + " cases' own bytes; the second implementation in risk-model/src/test/js checks it.";

  @Test
  void theVectorsAreWhatTheEngineComputes() throws IOException {
    var file = new VectorFile("instruments.json", ORIGIN);
    for (var world : InstrumentWorlds.all()) {
      var added = file.add(world);
      var market = PricedMarket.of(added.snapshot(), added.rules());
      var assets = added.json().putObject("assets");
      for (var asset : market.assets()) {
        var json = assets.putObject(asset.parameters().asset().symbol());
        asset.rows().forEach(row -> row(json.withArray("rows"), row));
        for (var expiry : asset.expiries()) {
          json.withArray("expiries")
              .addObject()
              .put("expiry", Long.toString(expiry.expirySeconds()))
              .put("longE9", Long.toString(expiry.longE9()))
              .put("shortE9", Long.toString(expiry.shortE9()))
              .put("basisE9", Long.toString(expiry.basisFactorE9()));
        }
      }
      var instruments = added.json().putArray("instruments");
      for (int i = 0; i < added.snapshot().instruments().size(); i++) {
        instrument(
            instruments.addObject(),
            added.snapshot().instruments().get(i),
            market.valuations().get(i));
      }
    }
    file.checkOrWrite();
  }

  private static void row(ArrayNode rows, Row row) {
    var json =
        rows.addObject()
            .put("m", Double.toHexString(row.multiplier()))
            .put("weightE9", Long.toString(row.weightE9()))
            .put("block", Integer.toString(row.block()))
            .put("volRule", Integer.toString(row.volRule().code()))
            .put("columns", Integer.toString(row.columns()));
    row.pin()
        .ifPresent(pin ->
            json.putObject("pin")
                .put("expiry", Long.toString(pin.expirySeconds()))
                .put("strikeE8", pin.strikeUsdE8().toString()));
  }

  private static void instrument(ObjectNode json, Instrument instrument, Valuation valuation) {
    json.put("id", instrument.id().toHex())
        .put("kind", Integer.toString(instrument.kind().code()))
        .put("asset", instrument.asset().symbol())
        .put("expiry", Long.toString(instrument.expirySeconds()))
        .put("strikeE8", instrument.strikeUsdE8().toString());
    switch (valuation) {
      case Valuation.Unvaluable _ -> json.putNull("value");
      case Valuation.Cash cash -> put(json.putObject("value"), "markE6", cash.markUsdE6());
      case Valuation.RiskArray array -> {
        var value = json.putObject("value");
        put(value, "markE6", array.markUsdE6());
        put(value, "V", array.value());
        put(value, "D", array.delta());
        put(value, "W", array.vega());
        put(value, "G", array.calendarVega());
        put(value, "N", array.contractNotional());
        put(value, "M", array.grossNotional());
        var columns = value.putArray("P");
        for (int column = 0; column < array.size(); column++) {
          columns.add(Long.toString(array.change(column)));
        }
      }
    }
  }

  private static void put(ObjectNode json, String name, long number) {
    json.put(name, Long.toString(number));
  }
}
