package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.pricing.PricedMarket;
import io.loadline.risk.pricing.UsedMarket;
import io.loadline.risk.rules.ParameterSet;
import java.util.HashSet;
import java.util.Set;

/** What holding each instrument of a snapshot sets in an account's flags. */
final class InstrumentFlags {
  private final long[] flags;

  InstrumentFlags(
      Snapshot snapshot, ParameterSet parameters, PricedMarket market, Breakers breakers) {
    Set<Asset> observed = new HashSet<>();
    snapshot.observed().stream().map(ObservedPrice::asset).forEach(observed::add);
    Set<Asset> known = new HashSet<>();
    parameters.assets().forEach(a -> known.add(a.asset()));
    parameters.related().forEach(r -> known.add(r.asset()));
    parameters.stables().forEach(s -> known.add(s.asset()));
    flags = new long[snapshot.instruments().size()];
    for (int i = 0; i < flags.length; i++) {
      var asset = snapshot.instruments().get(i).asset();
      if (known.contains(asset)) {
        boolean isCarried = market.market(asset).origin() == UsedMarket.Origin.CARRIED;
        boolean isMissing = !observed.contains(asset) || isCarried;
        flags[i] = (isMissing ? AccountMargin.FLAG_DATA_MISSING : 0) | of(breakers.state(asset));
      }
    }
  }

  long of(int instrument) {
    return flags[instrument];
  }

  private static long of(BreakerState state) {
    return switch (state) {
      case NORMAL -> 0;
      case CAUTION -> AccountMargin.FLAG_CAUTION;
      case HALT -> AccountMargin.FLAG_HALT;
    };
  }
}
