package io.loadline.risk.scenario;

import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.ScenarioRow;
import java.math.BigInteger;
import java.util.List;

/** A parameter set's rows with one asset's range: docs/crypto-span-1.md section 3. */
public final class ScenarioTable {
  private static final BigInteger ONE_E9 = BigInteger.valueOf(Scenario.FULL_WEIGHT_E9);

  private ScenarioTable() {}

  public static List<Scenario> of(ParameterSet set, AssetParameters asset) {
    return set.scenarios().stream().map(row -> resolve(row, asset)).toList();
  }

  private static Scenario resolve(ScenarioRow row, AssetParameters asset) {
    long psrE9 = asset.shocks().effectivePsrE9();
    double multiplier =
        (double) row.multiplierNumerator(psrE9) / (double) row.multiplierDenominator();
    long weightE9 =
        row.damped()
            ? dampedWeightE9(asset.shocks().tailWeightE9(), psrE9, row.distanceE9())
            : row.weightE9();
    return new Scenario(multiplier, row.volRule(), weightE9);
  }

  /** min(1, c PSR / |m - 1|), rounded up. */
  private static long dampedWeightE9(long tailWeightE9, long psrE9, long distanceE9) {
    var product = BigInteger.valueOf(tailWeightE9).multiply(BigInteger.valueOf(psrE9));
    var distance = BigInteger.valueOf(distanceE9);
    var weight = product.add(distance).subtract(BigInteger.ONE).divide(distance);
    return weight.min(ONE_E9).longValueExact();
  }
}
