package io.loadline.risk.bench;

import io.loadline.risk.TestBooks;
import io.loadline.risk.bytes.Address;
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
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A large snapshot from a seed: two assets, seven expiries, calls and puts at one venue, linear
 * kinds at another.
 */
public final class SyntheticSnapshot {
  private static final long DAY = 86_400;
  private static final long[] EXPIRY_DAYS = {1, 4, 11, 18, 46, 81, 172};
  private static final int STRIKES = 24;

  private SyntheticSnapshot() {}

  public static Snapshot of(long seed, int accounts, int positionsEach, Rules rules) {
    var random = new SplittableRandom(seed);
    var instruments = instruments();
    var list = new ArrayList<Account>();
    for (int i = 0; i < accounts; i++) {
      list.add(account(i, positionsEach, instruments, random));
    }
    list.sort(Comparator.comparing(Account::id));
    return new Snapshot(
        Keccak.hash("network"),
        RulesCodec.hash(rules),
        1,
        1,
        TestBooks.NOW,
        List.of(
            new Pin(TestBooks.HOME, 132, Keccak.hash("home block"), TestBooks.NOW),
            new Pin(TestBooks.AWAY, 128, Keccak.hash("away block"), TestBooks.NOW - 9)),
        List.of(
            new ObservedPrice(TestBooks.BTC, TestBooks.e8(43_987), TestBooks.e8(7)),
            new ObservedPrice(TestBooks.ETH, TestBooks.e8(2_222), TestBooks.e8(1)),
            new ObservedPrice(new Asset("USDC"), TestBooks.e8(1), BigInteger.ZERO)),
        List.of(market(TestBooks.BTC, 44_000), market(TestBooks.ETH, 2_220)),
        instruments,
        List.of(new CollateralToken(TestBooks.HOME, TestBooks.USDC, 6, TestBooks.e6("1000000000"))),
        list,
        Carried.none());
  }

  private static AssetMarket market(Asset asset, long spot) {
    var slices = new ArrayList<Slice>();
    for (int i = 0; i < EXPIRY_DAYS.length; i++) {
      long seconds = EXPIRY_DAYS[i] * DAY;
      var forward =
          TestBooks.e8(spot)
              .multiply(BigInteger.valueOf(10_000 + 9 * i))
              .divide(BigInteger.valueOf(10_000));
      var surface = new SyntheticSurface(seconds);
      var smile = i % 2 == 0 ? surface.quotes(forward) : surface.svi();
      slices.add(new Slice(TestBooks.NOW + seconds, forward, smile));
    }
    return new AssetMarket(
        asset,
        TestBooks.e8(spot),
        999_500_000,
        TestBooks.NOW - 12,
        30_000_000,
        100_000,
        BigInteger.valueOf(5_000_000_000L),
        0,
        slices);
  }

  private static List<Instrument> instruments() {
    var list = new ArrayList<Instrument>();
    list.add(TestBooks.cash(TestBooks.HOME, TestBooks.PERPETUALS));
    list.add(TestBooks.cash(TestBooks.AWAY, TestBooks.OPTIONS));
    addAsset(list, TestBooks.ETH, 2_220);
    addAsset(list, TestBooks.BTC, 44_000);
    list.sort(Comparator.comparing(Instrument::id));
    return list;
  }

  private static void addAsset(List<Instrument> list, Asset asset, long spot) {
    list.add(TestBooks.linear(InstrumentKind.PERPETUAL, asset));
    list.add(TestBooks.linear(InstrumentKind.SPOT, asset));
    list.add(TestBooks.linear(InstrumentKind.LENDING_DEBT, asset));
    for (var days : EXPIRY_DAYS) {
      long expiry = TestBooks.NOW + days * DAY;
      list.add(TestBooks.future(asset, expiry));
      for (int s = 0; s < STRIKES; s++) {
        long strike = spot * (40 + 5L * s) / 100;
        list.add(TestBooks.option(InstrumentKind.CALL, asset, expiry, strike));
        list.add(TestBooks.option(InstrumentKind.PUT, asset, expiry, strike));
      }
    }
  }

  private static Account account(
      int number, int positionsEach, List<Instrument> instruments, SplittableRandom random) {
    var owner = Address.at(Keccak.hash("owner " + number).toByteArray(), 12);
    var held = new boolean[instruments.size()];
    for (int i = 0; i < positionsEach; i++) {
      int at = random.nextInt(instruments.size());
      while (held[at]) {
        at = (at + 1) % instruments.size();
      }
      held[at] = true;
    }
    var positions = new ArrayList<Account.Position>();
    for (int i = 0; i < held.length; i++) {
      if (held[i]) {
        positions.add(new Account.Position(i, quantity(instruments.get(i), random)));
      }
    }
    return new Account(
        Account.idOf(TestBooks.HOME, TestBooks.GCM, owner, 0),
        TestBooks.HOME,
        TestBooks.GCM,
        owner,
        0,
        0,
        BigInteger.ZERO,
        BigInteger.ZERO,
        List.of(new Account.Balance(0, TestBooks.e6("100000"), BigInteger.ZERO)),
        List.of(),
        positions);
  }

  /**
   * Ten-thousandths of a unit, up to 50 units of either sign; cash up to 100,000 dollars; debt is
   * negative.
   */
  private static BigInteger quantity(Instrument instrument, SplittableRandom random) {
    long greatest = instrument.kind() == InstrumentKind.CASH ? 1_000_000_000L : 500_000L;
    long parts = 1 + random.nextLong(greatest);
    boolean isShort =
        instrument.kind() == InstrumentKind.LENDING_DEBT
            || (random.nextBoolean() && instrument.kind() != InstrumentKind.SPOT);
    return BigInteger.valueOf(isShort ? -parts : parts).multiply(BigInteger.TEN.pow(14));
  }
}
