package io.loadline.risk.twin;

import static io.loadline.risk.twin.World.DAY;

import io.loadline.risk.TestBooks;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Rules around a parameter set: some of the venues, feeds and collateral tokens there are. */
final class RandomRules {
  private static final long ONE_E9 = 1_000_000_000L;
  private static final long[] EXIT_SECONDS = {0, 900, 3_600, 14_400, 7 * DAY, 30 * DAY};
  private static final long[] VALIDITY_SECONDS = {0, 60, 3_600, 3_600, 3_600, 2 * DAY};

  private final Dice dice;

  RandomRules(Dice dice) {
    this.dice = dice;
  }

  Rules around(ParameterSet parameters) {
    return new Rules(
        Optional.empty(),
        new Rules.Anchor(World.CHAINS[0], 100, 32),
        dice.pick(VALIDITY_SECONDS),
        dice.percent(85) ? 128 : (int) dice.between(2, 9),
        List.of(new Rules.Chain(World.CHAINS[0], TestBooks.GCM, 8)),
        dice.some(World.VENUES, 75).stream().map(this::venue).toList(),
        dice.some(names(parameters), 80).stream()
            .map(asset -> new Rules.Feed(asset, World.CHAINS[0], TestBooks.address("feed")))
            .toList(),
        collateral(parameters),
        parameters);
  }

  /** All that a set has parameters for, rising, and one name that it does not know. */
  static List<Asset> names(ParameterSet set) {
    var names = new TreeSet<Asset>();
    set.assets().forEach(each -> names.add(each.asset()));
    set.related().forEach(each -> names.add(each.asset()));
    set.stables().forEach(each -> names.add(each.asset()));
    names.add(World.UNKNOWN);
    return List.copyOf(names);
  }

  private Rules.Venue venue(World.Place place) {
    if (dice.percent(25)) {
      return Rules.Venue.trusted(place.chainId(), place.venue());
    }
    return new Rules.Venue(
        place.chainId(),
        place.venue(),
        dice.pick(EXIT_SECONDS),
        dice.percent(70) ? ONE_E9 : dice.edge(0, ONE_E9),
        dice.percent(50) ? Long.MAX_VALUE : dice.edge(0, 2_000_000_000_000L));
  }

  private List<Rules.Collateral> collateral(ParameterSet parameters) {
    var tokens = new ArrayList<Rules.Collateral>();
    for (var asset : dice.some(names(parameters), 70)) {
      for (var chain : World.CHAINS) {
        if (dice.percent(60)) {
          long initial = dice.between(0, 400_000_000);
          long maintenance = dice.between(0, initial);
          tokens.add(
              new Rules.Collateral(
                  chain, TestBooks.address("token " + asset), asset, initial, maintenance));
        }
      }
    }
    tokens.sort(
        Comparator.comparingLong(Rules.Collateral::chainId).thenComparing(Rules.Collateral::token));
    return tokens;
  }
}
