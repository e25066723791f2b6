package io.loadline.node.devnet.report;

import io.loadline.risk.margin.AssetCharge;
import io.loadline.risk.margin.Waterfall;
import java.util.Comparator;

/** The scenario that hurts an account most, in words. */
public final class Scenarios {
  private Scenarios() {}

  /** Such as {@code ETH +20 %, volatility up}; empty if no scenario costs the account anything. */
  public static String worst(Waterfall waterfall) {
    return waterfall.assets().stream()
        .filter(charge -> !charge.worst().isEmpty())
        .max(Comparator.comparing(AssetCharge::scanUsdE6))
        .map(charge -> charge.asset().symbol() + " " + charge.worst().getFirst().description())
        .orElse("");
  }
}
