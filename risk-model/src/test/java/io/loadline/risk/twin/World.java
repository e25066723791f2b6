package io.loadline.risk.twin;

import io.loadline.risk.TestBooks;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.portfolio.Asset;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Names that random rounds are made of. */
final class World {
  static final long NOW = TestBooks.NOW;
  static final long DAY = 86_400;
  static final long[] CHAINS = {1, 10, 42_161};
  static final Asset USD = new Asset("USD");

  /** What a random parameter set chooses from, rising. */
  static final List<Asset> ASSETS = assets("ADA", "BTC", "DOGE", "ETH", "SOL", "XRP");

  static final List<Asset> STABLES = assets("DAI", "USDC", "USDE", "USDT");

  /** Tokens that a parameter set may relate to its assets. */
  static final Map<Asset, Asset> UNDERLYING =
      new TreeMap<>(
          Map.of(
              new Asset("CBBTC"), new Asset("BTC"),
              new Asset("CBETH"), new Asset("ETH"),
              new Asset("JITOSOL"), new Asset("SOL"),
              new Asset("LBTC"), new Asset("BTC"),
              new Asset("WBTC"), new Asset("BTC"),
              new Asset("WETH"), new Asset("ETH"),
              new Asset("WSTETH"), new Asset("ETH")));

  /** No parameter set knows it. */
  static final Asset UNKNOWN = new Asset("GOLD");

  /** The first two have one address on two chains. */
  static final List<Place> VENUES =
      List.of(
              new Place(1, TestBooks.address("perpetuals")),
              new Place(10, TestBooks.address("perpetuals")),
              new Place(1, TestBooks.address("lending")),
              new Place(10, TestBooks.address("options")),
              new Place(42_161, TestBooks.address("coins")),
              new Place(42_161, TestBooks.address("futures")))
          .stream()
          .sorted(Comparator.comparingLong(Place::chainId).thenComparing(Place::venue))
          .toList();

  private static final Map<Asset, Long> PRICES_E8 =
      new TreeMap<>(
          Map.of(
              new Asset("ADA"), 52_000_000L,
              new Asset("BTC"), 4_200_000_000_000L,
              new Asset("CBETH"), 232_000_000_000L,
              new Asset("DOGE"), 8_000_000L,
              new Asset("ETH"), 220_000_000_000L,
              new Asset("GOLD"), 206_000_000_000L,
              new Asset("JITOSOL"), 10_100_000_000L,
              new Asset("SOL"), 9_500_000_000L,
              new Asset("WSTETH"), 253_000_000_000L,
              new Asset("XRP"), 57_000_000L));

  private World() {}

  record Place(long chainId, Address venue) {}

  /** About what one unit costs, in 1e-8 USD; a dollar if nothing else is known of it. */
  static BigInteger usualPriceE8(Asset asset) {
    var known = PRICES_E8.get(asset);
    var underlying = UNDERLYING.get(asset);
    if (known == null && underlying != null) {
      return usualPriceE8(underlying);
    }
    return BigInteger.valueOf(known == null ? 100_000_000 : known);
  }

  private static List<Asset> assets(String... symbols) {
    return Stream.of(symbols).map(Asset::new).toList();
  }
}
