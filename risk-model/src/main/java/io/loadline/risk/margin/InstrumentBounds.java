package io.loadline.risk.margin;

import java.math.BigInteger;

/**
 * What one whole unit more or less of an instrument can add to a requirement at most, in 1e-6 USD,
 * up. Holds for every book, because scan and short option minimum are subadditive: what a change
 * costs beside a book is at most what it costs alone.
 *
 * @param markUsdE6 signed mark, what net liquidation value counts for one unit
 */
public record InstrumentBounds(
    BigInteger markUsdE6, BigInteger buyUsdE6, BigInteger sellUsdE6, BigInteger lotE18) {
  private static final BigInteger E11 = BigInteger.TEN.pow(11);
  private static final BigInteger E6 = BigInteger.TEN.pow(6);

  /**
   * One millionth for each unit covers all roundings of a lot's charge: they are below 1e-23 USD.
   */
  private static final BigInteger ROUNDING = BigInteger.ONE;

  static InstrumentBounds of(InstrumentTable table, int index, long imFactorE9) {
    int asset = table.asset[index];
    if (!table.valued[index]) {
      var greatest = AccountMargin.GREATEST_USD_E6;
      return new InstrumentBounds(BigInteger.ZERO, greatest, greatest, BigInteger.ONE);
    }
    var mark = BigInteger.valueOf(table.markUsdE6[index]);
    if (asset == InstrumentTable.CASH_ASSET) {
      return new InstrumentBounds(mark, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ONE);
    }
    var rules = table.assets.get(asset);
    var factorE9 = BigInteger.valueOf(imFactorE9).max(Rounding.ONE_E9);
    var buy = lossUsdE6(table, rules, index, 1, factorE9).add(ROUNDING);
    var sell = lossUsdE6(table, rules, index, -1, factorE9).add(ROUNDING);
    if (table.isOption(index)) {
      sell = sell.add(shortOptionUsdE6(rules, factorE9));
    }
    return new InstrumentBounds(mark, buy, sell, rules.lotE18());
  }

  /** The greatest weighted loss of one unit long (side 1) or short (-1), times the factor. */
  private static BigInteger lossUsdE6(
      InstrumentTable table, AssetRules rules, int index, int side, BigInteger factorE9) {
    var greatestE9 = BigInteger.ZERO;
    for (int s = 0; s < table.scenarios; s++) {
      long change = table.rows[index * table.stride + s];
      boolean isSkew = table.scenariosOf(table.asset[index]).get(s).volRule().isSkew();
      long loss = isSkew ? Math.abs(change) : -side * change;
      greatestE9 =
          greatestE9.max(BigInteger.valueOf(loss).multiply(BigInteger.valueOf(rules.weightE9(s))));
    }
    var exactE18 = greatestE9.multiply(factorE9).multiply(E6);
    var quanta = Rounding.ONE_E18.shiftLeft(rules.view().parameters().quantumBits());
    return Rounding.divideUp(exactE18, quanta);
  }

  private static BigInteger shortOptionUsdE6(AssetRules rules, BigInteger factorE9) {
    var parameters = rules.view().parameters();
    var exact =
        BigInteger.valueOf(parameters.shortOption().rateE9())
            .multiply(rules.view().priceUsdE8())
            .multiply(factorE9);
    return Rounding.divideUp(exact, E11.multiply(Rounding.ONE_E9));
  }
}
