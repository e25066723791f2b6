package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.Arrays;

/** Sums in 64 bits, for books whose sum of |lots| times the greatest change stays below 2^63. */
final class LongSums implements ScenarioSums {
  private final InstrumentTable table;
  private final long[] sums;
  private final long[] skewLosses;
  private AssetRules rules;
  private long strikeLots;
  private long naked;

  LongSums(InstrumentTable table) {
    this.table = table;
    this.sums = new long[table.stride];
    this.skewLosses = new long[table.skewRows.length];
    this.rules = table.assets.getFirst();
  }

  @Override
  public void clear(int asset) {
    rules = table.assets.get(asset);
    Arrays.fill(sums, 0);
    Arrays.fill(skewLosses, 0);
    strikeLots = 0;
    naked = 0;
  }

  @Override
  public void add(int instrument, long lots) {
    accumulate(sums, table.rows, instrument * table.stride, lots);
    if (table.isOption(instrument)) {
      strikeLots += lots;
    }
  }

  private static void accumulate(long[] sums, long[] rows, int offset, long lots) {
    for (int s = 0; s < sums.length; s++) {
      sums[s] += lots * rows[offset + s];
    }
  }

  @Override
  public void closeStrike() {
    naked += Math.max(0, -strikeLots);
    strikeLots = 0;
  }

  @Override
  public void closeExpiry() {
    for (int i = 0; i < skewLosses.length; i++) {
      int row = table.skewRows[i];
      skewLosses[i] += Math.abs(sums[row]);
      sums[row] = 0;
    }
  }

  @Override
  public int worst() {
    int worst = 0;
    long greatest = weightedLoss(0);
    for (int s = 1; s < table.scenarios; s++) {
      long loss = weightedLoss(s);
      if (loss > greatest) {
        greatest = loss;
        worst = s;
      }
    }
    return worst;
  }

  @Override
  public BigInteger loss(int scenario) {
    return BigInteger.valueOf(weightedLoss(scenario));
  }

  @Override
  public BigInteger nakedLots() {
    return BigInteger.valueOf(naked);
  }

  private long weightedLoss(int scenario) {
    return Rounding.weightUp(rawLoss(scenario), rules.weightE9(scenario));
  }

  private long rawLoss(int scenario) {
    for (int i = 0; i < skewLosses.length; i++) {
      if (table.skewRows[i] == scenario) {
        return skewLosses[i];
      }
    }
    return -sums[scenario];
  }
}
