package io.loadline.risk.margin;

import java.math.BigInteger;

/**
 * The simple margin most venues ask for, as a comparison: a rate of each linear position's
 * notional, and for each short option max(13 % of spot, 15 % of spot - what it is out of the
 * money). Nothing nets, long options count nothing.
 */
final class FixedPercentage {
  private static final BigInteger FULL_RATE_E2 = BigInteger.valueOf(15);
  private static final BigInteger LEAST_RATE_E2 = BigInteger.valueOf(13);

  private FixedPercentage() {}

  static BigInteger requirementUsdE6(InstrumentTable table, Book book) {
    var charges = BigInteger.ZERO;
    var value = book.netLiquidationUsdE24();
    for (int i = 0; i < book.count; i++) {
      int index = book.instrument[i];
      var asset = table.assets.get(table.asset[index]);
      var quantityE18 = BigInteger.valueOf(book.lots[i]).multiply(asset.lot.lotE18());
      var markUsdE24 = quantityE18.multiply(BigInteger.valueOf(table.markUsdE6[index]));
      if (!table.isOption(index)) {
        charges = charges.add(Rounding.shareUp(markUsdE24.abs(), asset.parameters.fixedMarginE9()));
      } else if (quantityE18.signum() < 0) {
        charges = charges.add(quantityE18.negate().multiply(shortOptionUsdE6(table, index)));
      } else {
        value = value.subtract(markUsdE24);
      }
    }
    return Requirement.usdE6(charges, value);
  }

  private static BigInteger shortOptionUsdE6(InstrumentTable table, int index) {
    var spotE8 = table.assets.get(table.asset[index]).priceUsdE8;
    var strikeE8 = table.instruments.get(index).strikeUsdE8();
    boolean isCall = table.instruments.get(index).kind().isCall();
    var outE8 = isCall ? strikeE8.subtract(spotE8) : spotE8.subtract(strikeE8);
    var outE10 = outE8.max(BigInteger.ZERO).multiply(BigInteger.valueOf(100));
    var full = spotE8.multiply(FULL_RATE_E2).subtract(outE10);
    return Rounding.divideUp(full.max(spotE8.multiply(LEAST_RATE_E2)), BigInteger.valueOf(10_000));
  }
}
