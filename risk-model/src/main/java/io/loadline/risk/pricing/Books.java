package io.loadline.risk.pricing;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.ParameterSet;
import java.util.HashMap;
import java.util.Map;

/** Which asset's book an instrument belongs to: its own, or its token's underlying. */
final class Books {
  private final Map<Asset, Integer> assets = new HashMap<>();
  private final Map<Asset, Integer> related = new HashMap<>();

  Books(ParameterSet parameters) {
    for (var asset : parameters.assets()) {
      assets.put(asset.asset(), assets.size());
    }
    for (var token : parameters.related()) {
      related.put(token.asset(), assets.getOrDefault(token.underlying(), PricedMarket.NO_ASSET));
    }
  }

  /** An index of the parameters' assets, or {@link PricedMarket#NO_ASSET}. */
  int assetOf(Instrument instrument) {
    if (instrument.kind() == InstrumentKind.CASH) {
      return PricedMarket.NO_ASSET;
    }
    int own = assets.getOrDefault(instrument.asset(), PricedMarket.NO_ASSET);
    return own == PricedMarket.NO_ASSET && isSpotLike(instrument.kind())
        ? related.getOrDefault(instrument.asset(), PricedMarket.NO_ASSET)
        : own;
  }

  static boolean isSpotLike(InstrumentKind kind) {
    return switch (kind) {
      case SPOT, LENDING_SUPPLY, LENDING_DEBT -> true;
      case CASH,
          PERPETUAL,
          DATED_FUTURE,
          CALL,
          PUT,
          INVERSE_PERPETUAL,
          INVERSE_FUTURE,
          COIN_CALL,
          COIN_PUT ->
          false;
    };
  }
}
