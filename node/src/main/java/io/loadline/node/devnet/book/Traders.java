package io.loadline.node.devnet.book;

import io.loadline.node.devnet.market.ListedOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.web3j.crypto.Credentials;

/**
 * The devnet's population: five books worth telling apart by name, those who take the other side,
 * and a crowd from the seed.
 */
public final class Traders {
  /** Sells strangles on the options chain and hedges them with perpetuals at home. */
  public static final String MARKET_MAKER = "market-maker";

  /** All of them together. */
  public static final int COUNT = 64;

  /** Names of those who take the other side of every trade start so. */
  private static final String PROVIDER = "liquidity-provider-";

  private static final int PROVIDERS = 4;
  private static final long PROVIDER_DEPOSIT_USD = 20_000_000;
  private static final long PROVIDER_LINE_USD = 6_000_000;
  private static final long USD = 1_000_000;

  private Traders() {}

  /** The same population for the same seed. */
  public static List<Trader> plan(long seed, List<ListedOption> chain) {
    var traders = new ArrayList<Trader>();
    // Short 100 strangles of January and 50 of February: a delta of -6.6 at the quoted
    // volatilities.
    traders.add(
        named(
            seed,
            MARKET_MAKER,
            600_000,
            250_000,
            Leg.of("ETH-26JAN24-2000-P", -100),
            Leg.of("ETH-26JAN24-2500-C", -100),
            Leg.of("ETH-23FEB24-1900-P", -50),
            Leg.of("ETH-23FEB24-2800-C", -50),
            Leg.of(Leg.PERPETUAL, 7)));
    traders.add(
        named(seed, "naked-call-seller", 150_000, 90_000, Leg.of("ETH-29MAR24-2800-C", -40)));
    traders.add(
        named(
            seed,
            "calendar-spreader",
            150_000,
            90_000,
            Leg.of("ETH-23FEB24-2300-C", 30),
            Leg.of("ETH-26JAN24-2300-C", -30)));
    traders.add(
        named(
            seed,
            "put-protected-long",
            120_000,
            30_000,
            Leg.of("ETH-26JAN24-2100-P", 40),
            Leg.of(Leg.PERPETUAL, 40)));
    traders.add(named(seed, "perp-trader", 60_000, 0, Leg.of(Leg.PERPETUAL, -25)));
    for (int i = 1; i <= PROVIDERS; i++) {
      traders.add(provider(seed, PROVIDER + i));
    }
    var crowd = new Crowd(new SplittableRandom(seed), chain);
    while (traders.size() < COUNT) {
      var name = "trader-%02d".formatted(traders.size() + 1);
      traders.add(crowd.next(name, key(seed, name, "owner"), key(seed, name, "holder")));
    }
    return List.copyOf(traders);
  }

  /** Those who take the other side, in a fixed order. */
  public static List<Trader> providers(List<Trader> all) {
    return all.stream().filter(trader -> trader.name().startsWith(PROVIDER)).toList();
  }

  private static Trader provider(long seed, String name) {
    return new Trader(
        name,
        false,
        key(seed, name, "owner"),
        key(seed, name, "holder"),
        PROVIDER_DEPOSIT_USD * USD,
        PROVIDER_LINE_USD * USD,
        List.of());
  }

  private static Trader named(long seed, String name, long depositUsd, long lineUsd, Leg... legs) {
    return new Trader(
        name,
        true,
        key(seed, name, "owner"),
        key(seed, name, "holder"),
        depositUsd * USD,
        lineUsd * USD,
        List.of(legs));
  }

  private static Credentials key(long seed, String name, String role) {
    return DevnetKeys.of(seed, name + "/" + role);
  }
}
