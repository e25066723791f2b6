package io.loadline.node.margin.output;

import io.loadline.node.config.Place;
import io.loadline.node.margin.input.MarginCase;
import io.loadline.node.margin.output.Explanation.PositionLine;
import io.loadline.node.margin.output.Explanation.Warning;
import io.loadline.risk.margin.AccountMargin;
import io.loadline.risk.margin.BreakerState;
import io.loadline.risk.margin.Breakers.Breaker;
import io.loadline.risk.margin.MarginEngine;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Slice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the reader must know before using the numbers; each with where to look. */
final class Warnings {
  private final MarginCase account;
  private final MarginEngine engine;
  private final AccountMargin margin;
  private final List<Warning> warnings = new ArrayList<>();

  Warnings(MarginCase account, MarginEngine engine, AccountMargin margin) {
    this.account = account;
    this.engine = engine;
    this.margin = margin;
  }

  List<Warning> all(List<PositionLine> positions) {
    if (margin.overflow()) {
      add(
          "",
          "A number of this account is beyond what the model holds, so the requirement is more than"
              + " there is. Check quantities and prices.");
    }
    positions.forEach(this::unvalued);
    held().forEach(this::expired);
    var assets = new TreeSet<Asset>();
    held().forEach(instrument -> assets.add(instrument.asset()));
    missing(assets);
    assets.forEach(this::refused);
    for (Breaker breaker : engine.states().all()) {
      if (isConcerned(assets, breaker.asset())) {
        breaker(breaker);
      }
    }
    return List.copyOf(warnings);
  }

  private List<Instrument> held() {
    Account only = account.snapshot().accounts().getFirst();
    return only.positions().stream()
        .map(position -> account.snapshot().instruments().get(position.instrument()))
        .toList();
  }

  private void unvalued(PositionLine position) {
    position
        .reason()
        .ifPresent(reason ->
            add(
                String.join(", ", position.paths()),
                position.instrument()
                    + " has no value, as "
                    + reason
                    + (position.quantity().startsWith("-")
                        ? "; it is short, so no initial margin is enough."
                        : "; it counts nothing.")));
  }

  private void expired(Instrument instrument) {
    long now = account.market().timeSeconds();
    if (!instrument.kind().hasExpiry() || instrument.expirySeconds() > now) {
      return;
    }
    boolean isSettled =
        account.market().markets().stream()
            .filter(market -> market.asset().equals(instrument.asset()))
            .flatMap(market -> market.slices().stream())
            .map(Slice::expirySeconds)
            .anyMatch(expiry -> expiry == instrument.expirySeconds());
    add(
        String.join(", ", account.paths().getOrDefault(instrument.id(), List.of())),
        InstrumentNames.of(instrument)
            + " has expired; it is worth what it pays at "
            + (isSettled
                ? "the settlement price of the market file."
                : "the spot price, as the market file has no settlement price of that expiry."
                    + " Add it under settlements."));
  }

  /** What the parameters do not know has no value anyway. */
  private void missing(Set<Asset> assets) {
    var observed = new HashSet<Asset>();
    account.snapshot().observed().stream().map(ObservedPrice::asset).forEach(observed::add);
    for (Asset asset : assets) {
      boolean isMissing = isKnown(asset) && !observed.contains(asset);
      if (isMissing && engine.market().price(asset).isPresent()) {
        add("carried", asset + " has no observed price; the carried one is used.");
      } else if (isMissing) {
        add("prices", asset + " has no price. Add it to prices of the market file.");
      }
    }
  }

  private boolean isKnown(Asset asset) {
    var parameters = account.rules().parameters();
    return parameters.assets().stream().anyMatch(known -> known.asset().equals(asset))
        || parameters.related().stream().anyMatch(known -> known.asset().equals(asset))
        || parameters.stables().stream().anyMatch(known -> known.asset().equals(asset));
  }

  private void refused(Asset asset) {
    var accepted = engine.market().market(asset).acceptedExpiries();
    account.market().markets().stream()
        .filter(market -> market.asset().equals(asset))
        .forEach(market -> {
          var live =
              market.slices().stream()
                  .filter(slice -> slice.expirySeconds() > account.market().timeSeconds())
                  .toList();
          for (int i = 0; i < live.size(); i++) {
            if (!accepted.contains(live.get(i).expirySeconds())) {
              add(
                  place(asset) + ".slices[" + i + "]",
                  "The model refuses this slice of "
                      + asset
                      + ", as "
                      + SliceFaults.of(live.get(i).smile())
                      + ". Its expiry is priced from the slices beside it.");
            }
          }
        });
  }

  private String place(Asset asset) {
    Place place = account.market().places().get(asset);
    return place == null ? "" : place.path();
  }

  /** The breaker of a held asset, or of the asset a held token belongs to. */
  private boolean isConcerned(Set<Asset> held, Asset asset) {
    return held.contains(asset)
        || account.rules().parameters().related().stream()
            .anyMatch(
                related -> related.underlying().equals(asset) && held.contains(related.asset()));
  }

  private void breaker(Breaker breaker) {
    if (breaker.state() == BreakerState.NORMAL) {
      return;
    }
    String causes =
        breaker.causes().isEmpty()
            ? "it was before, and has not been calm for long enough"
            : String.join(", ", breaker.causes());
    add(
        place(breaker.asset()),
        breaker.asset() + " is in " + breaker.state() + ": " + causes + ".");
  }

  private void add(String where, String text) {
    warnings.add(new Warning(where, text));
  }
}
