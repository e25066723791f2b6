package io.loadline.risk.margin;

import io.loadline.risk.pricing.UsedMarket;
import io.loadline.risk.pricing.UsedPrice;
import io.loadline.risk.rules.NetworkParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.RelatedAsset;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** One asset's rates for the charges beside the scan, ready for exact integers. Immutable. */
final class ChargeRates {
  final BigInteger shortOptionE9;
  final BigInteger shortOptionInitialE9;
  final BigInteger contingencyE9;
  final BigInteger contingencyInitialE9;
  final BigInteger fundingE9;
  final BigInteger halfSpreadE9;
  final BigInteger volSpreadE9;
  final BigInteger vegaCalendarE9;
  final BigInteger crossCoinE9;

  /** Of missing confidence in the price, 0 if there is enough. */
  final BigInteger oracleE9;

  /** Half the range of the observed price over the price. */
  final BigInteger spreadUsdE8;

  /** What the breaker's state adds. */
  final BigInteger breakerE9;

  final Calendar calendar;
  final Concentration concentration;

  /** Per token: the asset itself, then the related ones. */
  private final List<BigInteger> haircutE9 = new ArrayList<>();

  private final List<BigInteger> haircutInitialE9 = new ArrayList<>();

  ChargeRates(AssetTable asset, ParameterSet set, BreakerState state) {
    var p = asset.parameters;
    var network = set.network();
    shortOptionE9 = BigInteger.valueOf(p.shortOption().rateE9());
    shortOptionInitialE9 = BigInteger.valueOf(p.shortOption().initialE9());
    contingencyE9 = BigInteger.valueOf(p.contingency().contractE9());
    contingencyInitialE9 = BigInteger.valueOf(p.contingency().contractInitialE9());
    fundingE9 = BigInteger.valueOf(asset.priced.fundingE9());
    halfSpreadE9 = BigInteger.valueOf(p.liquidity().halfSpreadE9());
    volSpreadE9 = BigInteger.valueOf(p.liquidity().volSpreadE9());
    vegaCalendarE9 = BigInteger.valueOf(p.calendar().vegaE9());
    crossCoinE9 = BigInteger.valueOf(network.peg().crossE9());
    oracleE9 = oracleE9(asset, network.confidence());
    spreadUsdE8 = asset.priced.price().map(UsedPrice::spreadUsdE8).orElse(BigInteger.ZERO);
    breakerE9 =
        BigInteger.valueOf(
            switch (state) {
              case NORMAL -> 0;
              case CAUTION -> network.caution().cautionE9();
              case HALT -> network.caution().haltE9();
            });
    calendar = new Calendar(asset);
    concentration = new Concentration(p.liquidity(), asset.priced.dailyVolumeUsd());
    haircutE9.add(BigInteger.valueOf(p.contingency().spotE9()));
    haircutInitialE9.add(BigInteger.valueOf(p.contingency().spotInitialE9()));
    for (RelatedAsset related : set.related()) {
      haircutE9.add(BigInteger.valueOf(related.haircutMmE9()));
      haircutInitialE9.add(BigInteger.valueOf(related.haircutImE9()));
    }
  }

  private static BigInteger oracleE9(AssetTable asset, NetworkParameters.Confidence confidence) {
    boolean hasMarket = asset.priced.market().origin() != UsedMarket.Origin.NEVER;
    long isE9 = asset.priced.confidenceE9();
    if (!hasMarket || isE9 >= confidence.thresholdE9()) {
      return BigInteger.ZERO;
    }
    return Rounding.shareUp(
        Rounding.ONE_E9.subtract(BigInteger.valueOf(isE9)), confidence.marginE9());
  }

  int tokens() {
    return haircutE9.size();
  }

  BigInteger haircutE9(int token) {
    return haircutE9.get(token);
  }

  BigInteger haircutInitialE9(int token) {
    return haircutInitialE9.get(token);
  }
}
