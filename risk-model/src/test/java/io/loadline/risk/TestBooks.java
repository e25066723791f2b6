package io.loadline.risk;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.CollateralToken;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import io.loadline.risk.rules.ScenarioSet;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Small snapshots for tests: ETH at 2000, BTC at 40000, two venues, options that expire in 30 and
 * 90 days.
 */
public final class TestBooks {
  public static final long NOW = 1_704_712_781L;
  public static final long HOME = 31_337;
  public static final long AWAY = 31_338;
  public static final Asset USD = new Asset("USD");
  public static final Asset ETH = new Asset("ETH");
  public static final Asset BTC = new Asset("BTC");
  public static final Address PERPETUALS = address("perpetuals");
  public static final Address OPTIONS = address("options");
  public static final Address GCM = address("gcm");
  public static final Address USDC = address("usdc");
  public static final Address GUARD = address("guard");
  public static final long IN_30_DAYS = NOW + 30 * 86_400L;
  public static final long IN_90_DAYS = NOW + 90 * 86_400L;

  private TestBooks() {}

  public static Address address(String name) {
    return Address.at(Keccak.hash(name).toByteArray(), 12);
  }

  public static BigInteger e18(String units) {
    return new BigDecimal(units).movePointRight(18).toBigIntegerExact();
  }

  public static BigInteger e8(long units) {
    return BigInteger.valueOf(units).multiply(BigInteger.valueOf(100_000_000));
  }

  public static BigInteger e6(String units) {
    return new BigDecimal(units).movePointRight(6).toBigIntegerExact();
  }

  public static Instrument cash(long chainId, Address venue) {
    return Instrument.of(chainId, venue, InstrumentKind.CASH, USD, 0, BigInteger.ZERO);
  }

  public static Instrument linear(InstrumentKind kind, Asset asset) {
    return Instrument.of(HOME, PERPETUALS, kind, asset, 0, BigInteger.ZERO);
  }

  public static Instrument future(Asset asset, long expiry) {
    return Instrument.of(
        HOME, PERPETUALS, InstrumentKind.DATED_FUTURE, asset, expiry, BigInteger.ZERO);
  }

  public static Instrument option(InstrumentKind kind, Asset asset, long expiry, long strike) {
    return Instrument.of(AWAY, OPTIONS, kind, asset, expiry, e8(strike));
  }

  public static AssetParameters parameters(Asset asset, int lotDecimals, int quantumBits) {
    return AssetParameters.scanOnly(
        asset,
        quantumBits,
        lotDecimals,
        new AssetTopics.Shocks(200_000_000, 770_000_000, 14_400),
        new AssetTopics.Volatility(
            500_000_000, 250_000_000, 300_000_000, 130_000_000, 1, 500_000_000, 2_000_000),
        new AssetTopics.Skew(150_000_000, -50_000_000, 10_000_000, 2_400_000_000L, 0),
        new AssetTopics.ShortOption(5_000_000, 0),
        100_000_000);
  }

  public static ParameterSet parameterSet(ScenarioSet set) {
    return ParameterSet.plain(
        "test",
        set,
        1_000_000_000,
        800_000_000,
        List.of(parameters(BTC, 5, 16), parameters(ETH, 4, 20)));
  }

  public static Rules rules(ParameterSet parameters) {
    return new Rules(
        Optional.empty(),
        new Rules.Anchor(HOME, 100, 32),
        3600,
        128,
        List.of(new Rules.Chain(HOME, GCM, 8), new Rules.Chain(AWAY, GCM, 8)),
        List.of(Rules.Venue.trusted(HOME, PERPETUALS), Rules.Venue.trusted(AWAY, OPTIONS)),
        List.of(new Rules.Feed(ETH, HOME, address("feed"))),
        List.of(new Rules.Collateral(HOME, USDC, new Asset("USDC"), 100_000_000, 50_000_000)),
        parameters);
  }

  public static Rules rules() {
    return rules(parameterSet(ScenarioSet.G33));
  }

  /** A flat smile of 60 % as quotes, and one as SVI, with the forward one per cent above spot. */
  public static AssetMarket market(Asset asset, long spot) {
    var quotes =
        new Smile.Quotes(
            List.of(
                new Smile.Quote(e8(spot / 2), 700_000_000),
                new Smile.Quote(e8(spot), 600_000_000),
                new Smile.Quote(e8(spot * 2), 650_000_000)));
    var svi =
        new Smile.Svi(
            2_138_900_000L,
            41_639_800_000L,
            -290_894_000_000L,
            -26_351_100_000L,
            62_563_100_000L,
            2_592_000);
    return new AssetMarket(
        asset,
        e8(spot),
        999_500_000,
        NOW - 12,
        40_000_000,
        0,
        BigInteger.valueOf(5_000_000_000L),
        0,
        List.of(
            new Slice(IN_30_DAYS, e8(spot), svi),
            new Slice(
                IN_90_DAYS,
                e8(spot).multiply(BigInteger.valueOf(101)).divide(BigInteger.valueOf(100)),
                quotes)));
  }

  /** Collects accounts and the instruments they hold into a canonical snapshot. */
  public static final class Builder {
    private final Map<String, Map<Instrument, BigInteger>> books = new LinkedHashMap<>();
    private final Map<String, Long> homes = new LinkedHashMap<>();
    private final Set<Instrument> listed = new LinkedHashSet<>();
    private final Map<String, List<Account.Balance>> balances = new LinkedHashMap<>();
    private final Map<String, List<Account.Line>> lines = new LinkedHashMap<>();
    private List<AssetMarket> market =
        List.of(TestBooks.market(BTC, 40_000), TestBooks.market(ETH, 2_000));
    private List<ObservedPrice> observed =
        List.of(
            new ObservedPrice(BTC, e8(40_000), BigInteger.ZERO),
            new ObservedPrice(ETH, e8(2_000), BigInteger.ZERO),
            new ObservedPrice(new Asset("USDC"), e8(1), BigInteger.ZERO));
    private Carried carried = Carried.none();
    private BigInteger provenInitial = BigInteger.ZERO;

    public Builder account(String owner) {
      books.computeIfAbsent(owner, _ -> new LinkedHashMap<>());
      return this;
    }

    /** Another builder with all that is in this one. */
    public Builder copy() {
      var copy = new Builder();
      books.forEach(copy::holds);
      copy.homes.putAll(homes);
      copy.listed.addAll(listed);
      copy.balances.putAll(balances);
      copy.lines.putAll(lines);
      copy.market = market;
      copy.observed = observed;
      copy.carried = carried;
      copy.provenInitial = provenInitial;
      return copy;
    }

    /** Makes another chain than {@link TestBooks#HOME} the account's home. */
    public Builder livesOn(String owner, long chainId) {
      account(owner);
      homes.put(owner, chainId);
      return this;
    }

    /** Instruments that are in the snapshot whoever holds them. */
    public Builder lists(Collection<Instrument> instruments) {
      listed.addAll(instruments);
      return this;
    }

    public Builder holds(String owner, Map<Instrument, BigInteger> book) {
      account(owner);
      book.forEach((instrument, quantityE18) -> holds(owner, instrument, quantityE18));
      return this;
    }

    public Builder holds(String owner, Instrument instrument, String units) {
      return holds(owner, instrument, e18(units));
    }

    public Builder holds(String owner, Instrument instrument, BigInteger quantityE18) {
      account(owner);
      books.getOrDefault(owner, Map.of()).merge(instrument, quantityE18, BigInteger::add);
      return this;
    }

    public Builder deposits(String owner, String usdc, String setAside) {
      account(owner);
      balances.put(owner, List.of(new Account.Balance(0, e6(usdc), e6(setAside))));
      return this;
    }

    public Builder locks(String owner, Account.Line... locked) {
      account(owner);
      lines.put(owner, List.of(locked));
      return this;
    }

    public Builder provenInitial(BigInteger usdE6) {
      provenInitial = usdE6;
      return this;
    }

    public Builder market(List<AssetMarket> replacement) {
      market = replacement;
      return this;
    }

    public Builder observed(List<ObservedPrice> replacement) {
      observed = replacement;
      return this;
    }

    public Builder carried(Carried replacement) {
      carried = replacement;
      return this;
    }

    public Snapshot build(Rules rules) {
      var instruments =
          Stream.concat(listed.stream(), books.values().stream().flatMap(b -> b.keySet().stream()))
              .distinct()
              .sorted(Comparator.comparing(Instrument::id))
              .toList();
      var accounts = new ArrayList<Account>();
      books.forEach((owner, book) -> accounts.add(account(owner, book, instruments)));
      accounts.sort(Comparator.comparing(Account::id));
      return new Snapshot(
          Keccak.hash("network"),
          RulesCodec.hash(rules),
          1,
          7,
          NOW,
          List.of(
              new Pin(HOME, 324, Keccak.hash("home block"), NOW),
              new Pin(AWAY, 320, Keccak.hash("away block"), NOW - 9)),
          observed,
          market,
          instruments,
          List.of(new CollateralToken(HOME, USDC, 6, e6("1000000000"))),
          accounts,
          carried);
    }

    private Account account(
        String owner, Map<Instrument, BigInteger> book, List<Instrument> instruments) {
      var positions = new ArrayList<Account.Position>();
      for (int i = 0; i < instruments.size(); i++) {
        var quantity = book.getOrDefault(instruments.get(i), BigInteger.ZERO);
        if (quantity.signum() != 0) {
          positions.add(new Account.Position(i, quantity));
        }
      }
      long home = homes.getOrDefault(owner, HOME);
      return new Account(
          accountId(owner, home),
          home,
          GCM,
          address(owner),
          0,
          5,
          provenInitial,
          BigInteger.ZERO,
          balances.getOrDefault(owner, List.of()),
          lines.getOrDefault(owner, List.of()),
          positions);
    }
  }

  public static Bytes32 accountId(String owner) {
    return accountId(owner, HOME);
  }

  public static Bytes32 accountId(String owner, long homeChainId) {
    return Account.idOf(homeChainId, GCM, address(owner), 0);
  }
}
