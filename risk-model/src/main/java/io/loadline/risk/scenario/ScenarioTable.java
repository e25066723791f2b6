package io.loadline.risk.scenario;

import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.ScenarioSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The rows of G33 and S16 for one asset, in the order of docs/crypto-span-1.md. */
public final class ScenarioTable {
  private static final long ONE_E9 = 1_000_000_000L;
  private static final double LEAST_MULTIPLIER = 0.01;
  private static final long DAY_SECONDS = 86_400;
  private static final int GRID_STEPS = 4;
  private static final long[] TAIL_MULTIPLIERS_E9 = {
    340_000_000L,
    670_000_000L,
    1_500_000_000L,
    2_000_000_000L,
    3_000_000_000L,
    4_000_000_000L,
    5_000_000_000L,
    6_000_000_000L
  };

  /** Thirds of the price-scan range, each with volatility up and down. */
  private static final int[] SPAN_THIRDS = {0, 1, -1, 2, -2, 3, -3};

  private static final long SPAN_EXTREME_WEIGHT_E9 = 350_000_000L;

  private ScenarioTable() {}

  public static List<Scenario> of(ScenarioSet set, AssetParameters parameters) {
    return switch (set) {
      case G33 -> grid(parameters);
      case S16 -> span(parameters);
    };
  }

  /** The 24-hour range scaled by the root of the liquidation time, rounded up. */
  static long effectivePsrE9(AssetParameters parameters) {
    long seconds = Math.max(DAY_SECONDS, parameters.liquidationSeconds());
    var psr = BigInteger.valueOf(parameters.psrE9());
    var square = psr.multiply(psr).multiply(BigInteger.valueOf(seconds));
    var day = BigInteger.valueOf(DAY_SECONDS);
    var scaled = square.add(day).subtract(BigInteger.ONE).divide(day);
    var root = scaled.sqrt();
    return root.multiply(root).equals(scaled) ? root.longValueExact() : root.longValueExact() + 1;
  }

  private static List<Scenario> grid(AssetParameters parameters) {
    long psrE9 = effectivePsrE9(parameters);
    var rows = new ArrayList<Scenario>();
    for (int step = -GRID_STEPS; step <= GRID_STEPS; step++) {
      double m = multiplier(step * psrE9, GRID_STEPS);
      rows.add(new Scenario(m, VolRule.UP, ONE_E9));
      if (Math.abs(step) < GRID_STEPS) {
        rows.add(new Scenario(m, VolRule.NONE, ONE_E9));
        rows.add(new Scenario(m, VolRule.DOWN, ONE_E9));
      }
    }
    for (var multiplierE9 : TAIL_MULTIPLIERS_E9) {
      long weightE9 = tailWeightE9(parameters.tailWeightE9(), psrE9, multiplierE9 - ONE_E9);
      rows.add(new Scenario(multiplier(multiplierE9 - ONE_E9, 1), VolRule.UP, weightE9));
    }
    rows.add(new Scenario(1, VolRule.SKEW_LINEAR, ONE_E9));
    rows.add(new Scenario(1, VolRule.SKEW_ABSOLUTE, ONE_E9));
    return List.copyOf(rows);
  }

  private static List<Scenario> span(AssetParameters parameters) {
    long psrE9 = effectivePsrE9(parameters);
    var rows = new ArrayList<Scenario>();
    for (var thirds : SPAN_THIRDS) {
      double m = multiplier(thirds * psrE9, 3);
      rows.add(new Scenario(m, VolRule.UP, ONE_E9));
      rows.add(new Scenario(m, VolRule.DOWN, ONE_E9));
    }
    rows.add(new Scenario(multiplier(2 * psrE9, 1), VolRule.NONE, SPAN_EXTREME_WEIGHT_E9));
    rows.add(new Scenario(multiplier(-2 * psrE9, 1), VolRule.NONE, SPAN_EXTREME_WEIGHT_E9));
    return List.copyOf(rows);
  }

  /** 1 + moveE9 / (10^9 divisor), at least 0.01: integers first, then one division. */
  private static double multiplier(long moveE9, int divisor) {
    double m = (double) (divisor * ONE_E9 + moveE9) / (double) (divisor * ONE_E9);
    return Math.max(m, LEAST_MULTIPLIER);
  }

  /** min(1, c PSR / |m - 1|), rounded up. */
  private static long tailWeightE9(long tailWeightE9, long psrE9, long moveE9) {
    var product = BigInteger.valueOf(tailWeightE9).multiply(BigInteger.valueOf(psrE9));
    var move = BigInteger.valueOf(Math.abs(moveE9));
    var weight = product.add(move).subtract(BigInteger.ONE).divide(move);
    return weight.min(BigInteger.valueOf(ONE_E9)).longValueExact();
  }
}
