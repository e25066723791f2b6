package io.loadline.risk.margin;

import io.loadline.risk.pricing.AssetView;
import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * One asset's integers of the margin: weights, lots, and the step from quanta times lots to
 * dollars.
 */
final class AssetRules {
  private static final int E24 = 24;

  private final AssetView view;
  private final long[] weightsE9;
  private final BigInteger lotE18;
  private final long lotFives;
  private final BigInteger scanScale;
  private final BigInteger shortOptionNumerator;
  private final BigInteger shortOptionDenominator;

  AssetRules(AssetView view) {
    this.view = view;
    var parameters = view.parameters();
    weightsE9 = view.scenarios().stream().mapToLong(s -> s.weightE9()).toArray();
    lotE18 = BigInteger.TEN.pow(18 - parameters.lotDecimals());
    lotFives = BigInteger.valueOf(5).pow(18 - parameters.lotDecimals()).longValueExact();
    scanScale = BigInteger.TEN.pow(E24 - parameters.lotDecimals());
    // Rate in 1e-9, price in 1e-8, lots in 10^-lotDecimals: 1e-24 USD is 10^(7 - lotDecimals) of
    // that.
    shortOptionNumerator =
        BigInteger.valueOf(parameters.shortOption().rateE9())
            .multiply(view.priceUsdE8())
            .multiply(BigInteger.TEN.pow(7));
    shortOptionDenominator = BigInteger.TEN.pow(parameters.lotDecimals());
  }

  AssetView view() {
    return view;
  }

  long weightE9(int scenario) {
    return weightsE9[scenario];
  }

  /** Units of 1e-18 in one lot. */
  BigInteger lotE18() {
    return lotE18;
  }

  /** A lot is 2^lotBits 5^lotBits units of 1e-18. */
  int lotBits() {
    return 18 - view.parameters().lotDecimals();
  }

  long lotFives() {
    return lotFives;
  }

  int[] skewRows() {
    var scenarios = view.scenarios();
    return IntStream.range(0, scenarios.size())
        .filter(s -> scenarios.get(s).volRule().isSkew())
        .toArray();
  }

  /** Lots times quanta to 1e-24 USD, up. */
  BigInteger scanUsdE24(BigInteger lotQuanta) {
    return Rounding.shiftUp(lotQuanta.multiply(scanScale), view.parameters().quantumBits());
  }

  /** The short option minimum of this many naked lots in 1e-24 USD, up. */
  BigInteger shortOptionUsdE24(BigInteger nakedLots) {
    return Rounding.divideUp(nakedLots.multiply(shortOptionNumerator), shortOptionDenominator);
  }
}
