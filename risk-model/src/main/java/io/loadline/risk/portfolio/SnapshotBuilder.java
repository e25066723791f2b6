package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a {@link Snapshot} from positions in any order, for those who have no chains to read one
 * from: it sorts, gives indexes, and sums what is held twice. Accounts are named by a label; a
 * label's address is a hash of it, so the same labels give the same snapshot everywhere.
 *
 * <p>What it cannot know is left empty: network, pins, proven margins, credit lines.
 */
public final class SnapshotBuilder {
  /** The venue of pledged collateral: the collateral manager itself. */
  public static final Address GCM = address("GCM");

  private static final Comparator<CollateralToken> TOKEN_ORDER =
      Comparator.comparingLong(CollateralToken::chainId).thenComparing(CollateralToken::token);

  private final long timeSeconds;
  private final long homeChainId;
  private final Map<Asset, ObservedPrice> prices = new TreeMap<>();
  private final Map<Asset, AssetMarket> markets = new TreeMap<>();
  private final Map<Bytes32, Instrument> instruments = new TreeMap<>();
  private final Map<String, Map<Bytes32, BigInteger>> books = new TreeMap<>();
  private final Map<String, Map<CollateralToken, BigInteger>> deposits = new TreeMap<>();
  private Carried carried = Carried.none();

  /** All accounts are at home on one chain; venues elsewhere are foreign to them. */
  public SnapshotBuilder(long timeSeconds, long homeChainId) {
    this.timeSeconds = timeSeconds;
    this.homeChainId = homeChainId;
  }

  /** An address for a label: the last 20 bytes of its keccak256. */
  public static Address address(String label) {
    return Address.at(Keccak.hash(label.getBytes(StandardCharsets.UTF_8)).toByteArray(), 12);
  }

  /** The observed price, which the model takes as spot; at most one per asset. */
  public SnapshotBuilder price(Asset asset, BigInteger priceUsdE8, BigInteger spreadUsdE8) {
    once(prices, asset, new ObservedPrice(asset, priceUsdE8, spreadUsdE8), "price");
    return this;
  }

  /** Forwards and smiles, funding, volume; at most one per asset. */
  public SnapshotBuilder market(AssetMarket market) {
    once(markets, market.asset(), market, "market");
    return this;
  }

  /** Adds to what the account holds; a short position, and a debt, is a negative quantity. */
  public SnapshotBuilder holds(String owner, Instrument instrument, BigInteger quantityE18) {
    lists(instrument);
    books
        .computeIfAbsent(owner, _ -> new TreeMap<>())
        .merge(instrument.id(), quantityE18, BigInteger::add);
    return this;
  }

  /** An account, also if it holds nothing. */
  public SnapshotBuilder account(String owner) {
    books.putIfAbsent(owner, new TreeMap<>());
    return this;
  }

  /** An instrument, also if nobody holds it. */
  public SnapshotBuilder lists(Instrument instrument) {
    instruments.put(instrument.id(), instrument);
    return this;
  }

  /** Collateral in the account's manager, in the token's smallest unit. */
  public SnapshotBuilder deposits(String owner, CollateralToken token, BigInteger amount) {
    account(owner);
    deposits
        .computeIfAbsent(owner, _ -> new TreeMap<>(TOKEN_ORDER))
        .merge(token, amount, BigInteger::add);
    return this;
  }

  /** What the round before left: breaker states and last known markets. */
  public SnapshotBuilder carried(Carried before) {
    carried = before;
    return this;
  }

  /** The id that the account of this label gets. */
  public Bytes32 accountId(String owner) {
    return Account.idOf(homeChainId, GCM, address(owner), 0);
  }

  /** Accounts stand in the order of their ids. */
  public Snapshot build() {
    var listed = List.copyOf(instruments.values());
    var tokens =
        deposits.values().stream()
            .flatMap(balances -> balances.keySet().stream())
            .sorted(TOKEN_ORDER)
            .distinct()
            .toList();
    var accounts = new ArrayList<Account>();
    books.forEach((owner, book) -> accounts.add(account(owner, book, listed, tokens)));
    accounts.sort(Comparator.comparing(Account::id));
    return new Snapshot(
        Bytes32.ZERO,
        Bytes32.ZERO,
        0,
        0,
        timeSeconds,
        List.of(),
        List.copyOf(prices.values()),
        List.copyOf(markets.values()),
        listed,
        tokens,
        accounts,
        carried);
  }

  private Account account(
      String owner,
      Map<Bytes32, BigInteger> book,
      List<Instrument> listed,
      List<CollateralToken> tokens) {
    var positions = new ArrayList<Account.Position>();
    for (int i = 0; i < listed.size(); i++) {
      var quantity = book.getOrDefault(listed.get(i).id(), BigInteger.ZERO);
      if (quantity.signum() != 0) {
        positions.add(new Account.Position(i, quantity));
      }
    }
    var balances = new ArrayList<Account.Balance>();
    var held = deposits.getOrDefault(owner, Map.of());
    for (int i = 0; i < tokens.size(); i++) {
      var amount = held.getOrDefault(tokens.get(i), BigInteger.ZERO);
      if (amount.signum() != 0) {
        balances.add(new Account.Balance(i, amount, BigInteger.ZERO));
      }
    }
    return new Account(
        accountId(owner),
        homeChainId,
        GCM,
        address(owner),
        0,
        0,
        BigInteger.ZERO,
        BigInteger.ZERO,
        balances,
        List.of(),
        positions);
  }

  private static <T> void once(Map<Asset, T> known, Asset asset, T value, String name) {
    if (known.putIfAbsent(asset, value) != null) {
      throw new IllegalArgumentException("the " + name + " of " + asset + " is given twice");
    }
  }
}
