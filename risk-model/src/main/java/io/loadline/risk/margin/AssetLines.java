package io.loadline.risk.margin;

import java.math.BigInteger;

/**
 * All charges on one asset's positions, in 1e-24 USD: those of the core, those added, and those
 * that initial margin adds on top.
 */
record AssetLines(
    BigInteger scan,
    BigInteger calendarDelta,
    BigInteger calendarVega,
    BigInteger crossCoin,
    BigInteger shortOption,
    BigInteger contingency,
    BigInteger funding,
    BigInteger liquidity,
    BigInteger concentration,
    BigInteger spotBasis,
    BigInteger contingencyInitial,
    BigInteger shortOptionInitial,
    BigInteger spotBasisInitial,
    BigInteger oracle,
    BigInteger spread,
    BigInteger breaker,
    BigInteger exposure) {

  private static final BigInteger O = BigInteger.ZERO;

  /** Of an asset that is not held. */
  static final AssetLines NONE = new AssetLines(O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O);

  /** What the core takes beside scan and short option minimum. */
  BigInteger offsets() {
    return calendarDelta.add(calendarVega).add(crossCoin);
  }

  BigInteger added() {
    return contingency.add(funding).add(liquidity).add(concentration).add(spotBasis);
  }

  BigInteger addedInitial() {
    return contingencyInitial
        .add(shortOptionInitial)
        .add(spotBasisInitial)
        .add(oracle)
        .add(spread)
        .add(breaker);
  }

  AssetLines withConcentration(BigInteger other) {
    return new AssetLines(
        scan,
        calendarDelta,
        calendarVega,
        crossCoin,
        shortOption,
        contingency,
        funding,
        liquidity,
        other,
        spotBasis,
        contingencyInitial,
        shortOptionInitial,
        spotBasisInitial,
        oracle,
        spread,
        breaker,
        exposure);
  }
}
