package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.PriorAsset;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.pricing.PricedMarket;
import io.loadline.risk.rules.ParameterSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The breaker of every asset, related token and stablecoin that has a price now or had one: its
 * state after this round, why, and what the next round starts from. docs/crypto-span-1.md section
 * 9.
 */
public final class Breakers {

  /**
   * One breaker.
   *
   * @param raw what the causes of this round alone would make it
   * @param causes in words, empty if there are none
   * @param next entry in the carried state of the next round
   */
  public record Breaker(
      Asset asset, BreakerState state, BreakerState raw, List<String> causes, PriorAsset next) {
    public Breaker {
      causes = List.copyOf(causes);
    }
  }

  private final TreeMap<Asset, Breaker> breakers = new TreeMap<>();

  private Breakers() {}

  public static Breakers of(Snapshot snapshot, ParameterSet parameters, PricedMarket market) {
    var observed = new HashMap<Asset, ObservedPrice>();
    snapshot.observed().forEach(p -> observed.put(p.asset(), p));
    var entries = new HashMap<Asset, PriorAsset>();
    snapshot.carried().assets().forEach(a -> entries.put(a.asset(), a));
    var result = new Breakers();
    BreakerSubject.all(parameters, market)
        .forEach((asset, subject) ->
            result.add(
                subject,
                Optional.ofNullable(observed.get(asset)),
                Optional.ofNullable(entries.get(asset)),
                parameters,
                snapshot.anchorTimeSeconds()));
    return result;
  }

  private void add(
      BreakerSubject subject,
      Optional<ObservedPrice> observed,
      Optional<PriorAsset> entry,
      ParameterSet parameters,
      long nowSeconds) {
    if (observed.isEmpty() && entry.isEmpty()) {
      return;
    }
    var causes = new BreakerCauses(parameters.network(), subject, nowSeconds);
    causes.judge(observed, entry);
    var memory =
        BreakerMemory.after(entry, causes.state(), parameters.network().caution().calmRounds());
    breakers.put(
        subject.asset(),
        new Breaker(
            subject.asset(),
            memory.state(),
            causes.state(),
            causes.words(),
            memory.next(subject, observed, entry, nowSeconds)));
  }

  /** NORMAL for a name that has no breaker. */
  public BreakerState state(Asset asset) {
    var breaker = breakers.get(asset);
    return breaker == null ? BreakerState.NORMAL : breaker.state();
  }

  /** By asset, rising. */
  public List<Breaker> all() {
    return List.copyOf(breakers.values());
  }

  /** The carried assets of the next round. */
  public List<PriorAsset> next() {
    return breakers.values().stream().map(Breaker::next).toList();
  }
}
