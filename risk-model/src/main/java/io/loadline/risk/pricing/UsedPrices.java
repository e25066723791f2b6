package io.loadline.risk.pricing;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.RelatedAsset;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Prices by asset: the observed one, else the carried one; a related token's is at most what it
 * redeems for. An asset that the parameters do not know has its observed price only.
 */
final class UsedPrices {
  private static final BigInteger ONE_E9 = BigInteger.valueOf(1_000_000_000L);

  private final TreeMap<Asset, UsedPrice> prices = new TreeMap<>(Comparator.naturalOrder());

  UsedPrices(Snapshot snapshot, ParameterSet parameters, UsedMarkets markets) {
    for (var prior : snapshot.carried().assets()) {
      if (isListed(prior.asset(), parameters)) {
        prices.put(prior.asset(), UsedPrice.carried(prior.priceUsdE8()));
      }
    }
    for (var observed : snapshot.observed()) {
      prices.put(observed.asset(), UsedPrice.observed(observed));
    }
    for (var related : parameters.related()) {
      cap(related, markets.of(related.asset()));
    }
  }

  Optional<UsedPrice> of(Asset asset) {
    return Optional.ofNullable(prices.get(asset));
  }

  private static boolean isListed(Asset asset, ParameterSet parameters) {
    return parameters.assets().stream().anyMatch(a -> a.asset().equals(asset))
        || parameters.related().stream().anyMatch(r -> r.asset().equals(asset))
        || parameters.stables().stream().anyMatch(s -> s.asset().equals(asset));
  }

  private void cap(RelatedAsset related, UsedMarket market) {
    var own = prices.get(related.asset());
    if (own == null || market.data().isEmpty() || market.data().get().redemptionE9() == 0) {
      return;
    }
    var underlying = prices.get(related.underlying());
    if (underlying == null) {
      prices.remove(related.asset());
      return;
    }
    var redemptionE9 = BigInteger.valueOf(market.data().get().redemptionE9());
    var redemptionUsdE8 = redemptionE9.multiply(underlying.priceUsdE8()).divide(ONE_E9);
    prices.put(related.asset(), own.cappedAt(redemptionUsdE8));
  }
}
