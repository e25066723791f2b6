package io.loadline.risk.pricing;

import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.VolRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The listed rows with one asset's range: docs/crypto-span-1.md section 3. */
public final class ScenarioRows {
  private static final BigInteger ONE_E9 = BigInteger.valueOf(1_000_000_000L);

  private ScenarioRows() {}

  /** In the parameters' order. */
  public static List<Row> of(List<ScenarioRow> listed, AssetParameters asset) {
    long psrE9 = asset.shocks().effectivePsrE9();
    var rows = new ArrayList<Row>();
    int column = 0;
    for (var row : listed) {
      double multiplier =
          (double) row.multiplierNumerator(psrE9) / (double) row.multiplierDenominator();
      long weightE9 =
          row.damped()
              ? dampedWeightE9(asset.shocks().tailWeightE9(), psrE9, row.distanceE9())
              : row.weightE9();
      int columns = columns(row.volRule());
      rows.add(
          new Row(
              weightE9, row.block(), row.volRule(), multiplier, column, columns, Optional.empty()));
      column += columns;
    }
    return List.copyOf(rows);
  }

  private static int columns(VolRule rule) {
    return switch (rule) {
      case NONE, UP, DOWN -> 1;
      case SKEW_LINEAR, SKEW_ABSOLUTE, BASIS -> 2;
    };
  }

  /** min(1, c PSR / |m - 1|), rounded up. */
  private static long dampedWeightE9(long tailWeightE9, long psrE9, long distanceE9) {
    var product = BigInteger.valueOf(tailWeightE9).multiply(BigInteger.valueOf(psrE9));
    var distance = BigInteger.valueOf(distanceE9);
    var weight = product.add(distance).subtract(BigInteger.ONE).divide(distance);
    return weight.min(ONE_E9).longValueExact();
  }
}
