package io.loadline.risk.margin;

import java.math.BigInteger;

/**
 * Charges of one asset's positions at one venue that simply add up over venues, in 1e-24 USD.
 *
 * @param delta net delta, in lot-quanta
 * @param exposureUsdE24 its amount
 */
record VenueLines(
    BigInteger delta,
    BigInteger exposureUsdE24,
    BigInteger contingencyUsdE24,
    BigInteger contingencyInitialUsdE24,
    BigInteger fundingUsdE24,
    BigInteger liquidityUsdE24,
    BigInteger spotBasisUsdE24,
    BigInteger spotBasisInitialUsdE24) {}
