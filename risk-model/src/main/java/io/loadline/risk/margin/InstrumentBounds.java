package io.loadline.risk.margin;

import java.math.BigInteger;

/**
 * What one whole unit more or less of an instrument can add to a requirement at most, in 1e-6 USD,
 * up.
 *
 * @param markUsdE6 what net liquidation value counts for one unit
 */
public record InstrumentBounds(
    BigInteger markUsdE6, BigInteger buyUsdE6, BigInteger sellUsdE6, BigInteger lotE18) {}
