package io.loadline.node.devnet.report;

import io.loadline.risk.margin.AssetCharge;
import io.loadline.risk.margin.Waterfall;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.VolRule;
import io.loadline.risk.scenario.ScenarioTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Optional;

/** The scenario that hurts an account most, in words. */
public final class Scenarios {
  private Scenarios() {}

  /** Such as {@code ETH +20 %, volatility up}; empty if no scenario costs the account anything. */
  public static String worst(Waterfall waterfall, ParameterSet parameters) {
    Optional<AssetCharge> worst =
        waterfall.assets().stream()
            .filter(charge -> charge.scanUsdE6().signum() > 0)
            .max(Comparator.comparing(AssetCharge::scanUsdE6));
    return worst.map(charge -> words(charge, parameters)).orElse("");
  }

  private static String words(AssetCharge charge, ParameterSet parameters) {
    var asset =
        parameters.assets().stream()
            .filter(each -> each.asset().equals(charge.asset()))
            .findFirst()
            .orElseThrow();
    var scenario = ScenarioTable.of(parameters, asset).get(charge.worstScenario());
    var percent =
        BigDecimal.valueOf((scenario.multiplier() - 1) * 100).setScale(0, RoundingMode.HALF_EVEN);
    var sign = percent.signum() > 0 ? "+" : "";
    return charge.asset().symbol() + " " + sign + percent + " %" + volatility(scenario.volRule());
  }

  private static String volatility(VolRule rule) {
    return switch (rule) {
      case NONE -> "";
      case UP -> ", volatility up";
      case DOWN -> ", volatility down";
      case SKEW_LINEAR -> ", smile tilted";
      case SKEW_ABSOLUTE -> ", smile bent";
      case BASIS -> ", basis moved";
    };
  }
}
