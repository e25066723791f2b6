package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Asset;
import java.math.BigInteger;
import java.util.List;

/**
 * One asset's part of a charge, for people. Amounts are rounded up to 1e-6 USD.
 *
 * @param lossesUsdE6 weighted loss per scenario, negative for a gain
 * @param worstScenario the first of those with the greatest loss
 */
public record AssetCharge(
    Asset asset,
    List<BigInteger> lossesUsdE6,
    int worstScenario,
    BigInteger scanUsdE6,
    BigInteger shortOptionMinimumUsdE6) {}
