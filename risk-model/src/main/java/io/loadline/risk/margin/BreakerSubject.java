package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.pricing.PricedAsset;
import io.loadline.risk.pricing.PricedMarket;
import io.loadline.risk.pricing.UsedMarket;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.ParameterSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a breaker watches, with the numbers it is judged by. */
sealed interface BreakerSubject {
  Asset asset();

  /** The market in use, whose newest good state is carried. */
  UsedMarket market();

  /** An asset of the parameters: its price and its market are judged. */
  record Listed(Asset asset, UsedMarket market, long psrE9, AssetTopics.Breaker limits)
      implements BreakerSubject {}

  /** A related token: its price is judged by its underlying's numbers. */
  record Related(Asset asset, UsedMarket market, long psrE9, AssetTopics.Breaker limits)
      implements BreakerSubject {}

  /** A stablecoin: its price is judged by its distance from one dollar. */
  record Stable(Asset asset, UsedMarket market) implements BreakerSubject {}

  /** All of a parameter set, by name. */
  static Map<Asset, BreakerSubject> all(ParameterSet parameters, PricedMarket market) {
    var subjects = new TreeMap<Asset, BreakerSubject>();
    var listed = new HashMap<Asset, Listed>();
    for (PricedAsset asset : market.assets()) {
      var name = asset.parameters().asset();
      listed.put(
          name, new Listed(name, asset.market(), asset.psrE9(), asset.parameters().breaker()));
    }
    subjects.putAll(listed);
    for (var related : parameters.related()) {
      var underlying = listed.get(related.underlying());
      if (underlying != null) {
        subjects.put(
            related.asset(),
            new Related(
                related.asset(),
                market.market(related.asset()),
                underlying.psrE9(),
                underlying.limits()));
      }
    }
    for (var stable : parameters.stables()) {
      subjects.put(stable.asset(), new Stable(stable.asset(), market.market(stable.asset())));
    }
    return subjects;
  }
}
