package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Sums in 128 bits: |lots| below 2^63, changes below 2^52 and at most 2^10 positions cannot
 * overflow them. Slower, otherwise equal to {@link LongSums}.
 */
final class WideSums implements ScenarioSums {
  private final InstrumentTable table;
  private final long[] high;
  private final long[] low;
  private final BigInteger[] skewLosses;
  private AssetRules rules;
  private BigInteger strikeLots = BigInteger.ZERO;
  private BigInteger naked = BigInteger.ZERO;

  WideSums(InstrumentTable table) {
    this.table = table;
    this.high = new long[table.stride];
    this.low = new long[table.stride];
    this.skewLosses = new BigInteger[table.skewRows.length];
    this.rules = table.assets.getFirst();
  }

  @Override
  public void clear(int asset) {
    rules = table.assets.get(asset);
    Arrays.fill(high, 0);
    Arrays.fill(low, 0);
    Arrays.fill(skewLosses, BigInteger.ZERO);
    strikeLots = BigInteger.ZERO;
    naked = BigInteger.ZERO;
  }

  @Override
  public void add(int instrument, long lots) {
    int offset = instrument * table.stride;
    for (int s = 0; s < table.scenarios; s++) {
      long change = table.rows[offset + s];
      long product = lots * change;
      low[s] += product;
      high[s] += Math.multiplyHigh(lots, change) + Wide.carry(low[s], product);
    }
    if (table.isOption(instrument)) {
      strikeLots = strikeLots.add(BigInteger.valueOf(lots));
    }
  }

  @Override
  public void closeStrike() {
    naked = naked.add(strikeLots.negate().max(BigInteger.ZERO));
    strikeLots = BigInteger.ZERO;
  }

  @Override
  public void closeExpiry() {
    for (int i = 0; i < skewLosses.length; i++) {
      int row = table.skewRows[i];
      skewLosses[i] = skewLosses[i].add(sum(row).abs());
      high[row] = 0;
      low[row] = 0;
    }
  }

  @Override
  public int worst() {
    int worst = 0;
    var greatest = loss(0);
    for (int s = 1; s < table.scenarios; s++) {
      var loss = loss(s);
      if (loss.compareTo(greatest) > 0) {
        greatest = loss;
        worst = s;
      }
    }
    return worst;
  }

  @Override
  public BigInteger loss(int scenario) {
    return Rounding.weightUp(rawLoss(scenario), rules.weightE9(scenario));
  }

  @Override
  public BigInteger nakedLots() {
    return naked;
  }

  private BigInteger rawLoss(int scenario) {
    for (int i = 0; i < skewLosses.length; i++) {
      if (table.skewRows[i] == scenario) {
        return skewLosses[i];
      }
    }
    return sum(scenario).negate();
  }

  private BigInteger sum(int scenario) {
    return Wide.value(high[scenario], low[scenario]);
  }
}
