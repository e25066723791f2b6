package io.loadline.node.devnet.book;

import io.loadline.node.devnet.market.ListedOption;
import io.loadline.node.devnet.market.OptionChain;
import java.util.List;
import java.util.SplittableRandom;
import org.web3j.crypto.Credentials;

/** Unnamed traders: a random style, sized so that the collateral carries it. */
final class Crowd {
  private static final long USD = 1_000_000;

  /** Options that expire within four days of the start are left to nobody. */
  private static final long LEAST_SECONDS_TO_EXPIRY = 4 * 86_400;

  private enum Style {
    SAVER,
    DIRECTIONAL,
    HEDGED_LONG,
    PUT_SELLER,
    STRADDLE_BUYER,
    STRANGLE_SELLER,
    CALL_SPREAD,
    IRON_CONDOR
  }

  private final SplittableRandom random;
  private final List<ListedOption> chain;
  private final List<Long> expiries;

  Crowd(SplittableRandom random, List<ListedOption> chain) {
    this.random = random;
    this.chain = chain;
    long first = OptionChain.QUOTED_AT.getEpochSecond() + LEAST_SECONDS_TO_EXPIRY;
    this.expiries =
        chain.stream().map(ListedOption::expiry).distinct().filter(e -> e >= first).toList();
  }

  Trader next(String name, Credentials owner, Credentials holder) {
    var style = Style.values()[random.nextInt(Style.values().length)];
    long coins = random.nextLong(1, 21);
    long expiry = expiries.get(random.nextInt(expiries.size()));
    var legs = legs(style, coins, expiry);
    boolean trades = !legs.isEmpty();
    boolean options = legs.stream().anyMatch(leg -> !leg.isPerpetual());
    long lineUsd = options ? 4_000 * coins : 0;
    long depositUsd = trades ? lineUsd + 2_000 * coins + 5_000 : random.nextLong(1_000, 100_000);
    return new Trader(name, false, owner, holder, depositUsd * USD, lineUsd * USD, legs);
  }

  private List<Leg> legs(Style style, long coins, long expiry) {
    return switch (style) {
      case SAVER -> List.of();
      case DIRECTIONAL -> List.of(Leg.of(Leg.PERPETUAL, random.nextBoolean() ? coins : -coins));
      case HEDGED_LONG -> List.of(option(expiry, false, 93, coins), Leg.of(Leg.PERPETUAL, coins));
      case PUT_SELLER -> List.of(option(expiry, false, 90, -coins));
      case STRADDLE_BUYER ->
          List.of(option(expiry, true, 100, coins), option(expiry, false, 100, coins));
      case STRANGLE_SELLER ->
          List.of(option(expiry, true, 112, -coins), option(expiry, false, 88, -coins));
      case CALL_SPREAD ->
          List.of(option(expiry, true, 102, coins), option(expiry, true, 115, -coins));
      case IRON_CONDOR ->
          List.of(
              option(expiry, false, 85, coins),
              option(expiry, false, 92, -coins),
              option(expiry, true, 115, coins),
              option(expiry, true, 108, -coins));
    };
  }

  /** The listed option whose strike is nearest to that percentage of its forward. */
  private Leg option(long expiry, boolean call, long percentOfForward, long coins) {
    var nearest =
        chain.stream()
            .filter(option -> option.expiry() == expiry && option.call() == call)
            .min((a, b) -> Long.compare(gap(a, percentOfForward), gap(b, percentOfForward)))
            .orElseThrow();
    return Leg.of(nearest.name(), coins);
  }

  private static long gap(ListedOption option, long percentOfForward) {
    return Math.abs(option.strikeE8() - option.forwardE8() / 100 * percentOfForward);
  }
}
