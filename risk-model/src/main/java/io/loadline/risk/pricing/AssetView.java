package io.loadline.risk.pricing;

import io.loadline.risk.kernel.Logarithm;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.scenario.Scenario;
import io.loadline.risk.scenario.ScenarioTable;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** All that pricing needs of one asset; the observed price is the model's spot. */
public final class AssetView {
  /** Marks have six decimals; an asset cheaper than a cent must be listed in larger units. */
  private static final BigInteger LEAST_PRICE_E8 = BigInteger.valueOf(1_000_000);

  private final AssetParameters parameters;
  private final List<Scenario> scenarios;
  private final double[] logMultipliers;
  private final BigInteger priceUsdE8;
  private final Optional<AssetMarket> market;

  public AssetView(
      AssetParameters parameters,
      ParameterSet set,
      BigInteger priceUsdE8,
      Optional<AssetMarket> market) {
    this.parameters = parameters;
    this.scenarios = ScenarioTable.of(set, parameters);
    this.logMultipliers = new double[scenarios.size()];
    for (int i = 0; i < logMultipliers.length; i++) {
      logMultipliers[i] = Logarithm.log(scenarios.get(i).multiplier());
    }
    this.priceUsdE8 = priceUsdE8;
    this.market = market;
  }

  public AssetParameters parameters() {
    return parameters;
  }

  public List<Scenario> scenarios() {
    return scenarios;
  }

  public BigInteger priceUsdE8() {
    return priceUsdE8;
  }

  Optional<AssetMarket> market() {
    return market;
  }

  double logMultiplier(int scenario) {
    return logMultipliers[scenario];
  }

  public boolean hasUsablePrice() {
    return priceUsdE8.compareTo(LEAST_PRICE_E8) >= 0;
  }

  double spot() {
    return priceUsdE8.doubleValue() / 1e8;
  }

  double rate() {
    return market.isEmpty() ? 0 : Math.max(market.get().rateE9(), 0) / 1e9;
  }
}
