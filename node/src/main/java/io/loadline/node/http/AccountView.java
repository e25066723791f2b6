package io.loadline.node.http;

import io.loadline.node.bundle.RoundBundle;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.margin.AccountMargin;
import io.loadline.risk.margin.AssetCharge;
import io.loadline.risk.margin.Waterfall;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.report.RoundResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Margins of one account, recomputed from a round's bundle; the newest computation is kept, as all
 * questions are about the newest round.
 */
final class AccountView {
  private record Computed(long height, RoundResult result) {}

  private @Nullable Computed newest;

  /** Empty if the round has no such account. */
  synchronized Optional<ObjectNode> margins(RoundBundle bundle, Bytes32 account) {
    Computed known = newest;
    if (known == null || known.height() != bundle.height()) {
      known =
          new Computed(
              bundle.height(), new RiskRound().evaluate(bundle.snapshot(), bundle.rules()));
      newest = known;
    }
    var margins = known.result().margins();
    for (int i = 0; i < margins.size(); i++) {
      if (margins.get(i).account().equals(account)) {
        return Optional.of(json(bundle.height(), known.result().explain(i)));
      }
    }
    return Optional.empty();
  }

  private static ObjectNode json(long height, Waterfall waterfall) {
    AccountMargin margin = waterfall.margin();
    ObjectNode out = StatusJson.object();
    out.put("account", margin.account().toHex());
    out.put("height", height);
    out.put("initialUsd", usd(margin.initialUsdE6()));
    out.put("maintenanceUsd", usd(margin.maintenanceUsdE6()));
    out.put("isolatedUsd", usd(margin.isolatedUsdE6()));
    out.put("relief", BigDecimal.valueOf(margin.reliefE9(), 9).toPlainString());
    out.put("fixedPercentageUsd", usd(waterfall.fixedPercentageUsdE6()));
    out.put("dataMissing", margin.dataMissing());
    out.put("overflow", margin.overflow());
    out.put("unvalued", margin.unvalued());
    ArrayNode assets = out.putArray("assets");
    for (AssetCharge charge : waterfall.assets()) {
      assets
          .addObject()
          .put("asset", charge.asset().symbol())
          .put("scanUsd", usd(charge.scanUsdE6()))
          .put("shortOptionMinimumUsd", usd(charge.shortOptionMinimumUsdE6()))
          .put(
              "worstScenario",
              charge.worst().isEmpty() ? "" : charge.worst().getFirst().description());
    }
    return out;
  }

  private static String usd(BigInteger e6) {
    return new BigDecimal(e6, 6).toPlainString();
  }
}
