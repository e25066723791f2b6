package io.loadline.risk.margin;

import io.loadline.risk.TestBooks;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Books drawn from a seed, over a fixed list of instruments. */
public final class RandomBooks {
  private static final List<Instrument> PLAIN = plain();

  private final SplittableRandom random;
  private final List<Instrument> instruments;

  /** Perpetuals, debts, futures and options of ETH and BTC at the two venues of TestBooks. */
  RandomBooks(long seed) {
    this(seed, PLAIN);
  }

  public RandomBooks(long seed, List<Instrument> instruments) {
    random = new SplittableRandom(seed);
    this.instruments = instruments;
  }

  private static List<Instrument> plain() {
    var list = new ArrayList<Instrument>();
    list.add(TestBooks.cash(TestBooks.HOME, TestBooks.PERPETUALS));
    list.add(TestBooks.cash(TestBooks.AWAY, TestBooks.OPTIONS));
    for (Asset asset : List.of(TestBooks.ETH, TestBooks.BTC)) {
      long spot = asset.equals(TestBooks.ETH) ? 2_000 : 40_000;
      list.add(TestBooks.linear(InstrumentKind.PERPETUAL, asset));
      list.add(TestBooks.linear(InstrumentKind.LENDING_DEBT, asset));
      list.add(TestBooks.future(asset, TestBooks.IN_90_DAYS));
      for (var expiry : new long[] {TestBooks.IN_30_DAYS, TestBooks.IN_90_DAYS}) {
        for (var percent : new long[] {60, 90, 100, 115, 160}) {
          list.add(TestBooks.option(InstrumentKind.CALL, asset, expiry, spot * percent / 100));
          list.add(TestBooks.option(InstrumentKind.PUT, asset, expiry, spot * percent / 100));
        }
      }
    }
    return List.copyOf(list);
  }

  List<Instrument> instruments() {
    return instruments;
  }

  public Instrument instrument() {
    return instruments.get(random.nextInt(instruments.size()));
  }

  public SplittableRandom random() {
    return random;
  }

  /** Whole and broken lots, small and (rarely) enormous, of either sign. */
  public BigInteger quantityE18() {
    var magnitude =
        switch (random.nextInt(8)) {
          case 0 -> BigInteger.valueOf(1 + random.nextLong(1_000_000_000_000_000L));
          case 1 -> BigInteger.valueOf(1 + random.nextLong(1L << 62));
          case 2 -> TestBooks.e18("1").multiply(BigInteger.valueOf(1 + random.nextInt(1_000_000)));
          default ->
              BigInteger.TEN.pow(14).multiply(BigInteger.valueOf(1 + random.nextInt(500_000)));
        };
    return random.nextBoolean() ? magnitude : magnitude.negate();
  }

  public void fill(TestBooks.Builder builder, String owner, int positions) {
    builder.account(owner);
    for (int i = 0; i < positions; i++) {
      builder.holds(owner, instrument(), quantityE18());
    }
  }

  /** A book that trades around few things: one asset or two, few expiries, so that legs offset. */
  public Map<Instrument, BigInteger> related(int positions) {
    var first = instrument();
    var second = instrument();
    var pool =
        instruments.stream()
            .filter(i -> i.asset().equals(first.asset()) || i.asset().equals(second.asset()))
            .filter(i ->
                i.expirySeconds() == 0
                    || i.expirySeconds() == first.expirySeconds()
                    || i.expirySeconds() == second.expirySeconds())
            .toList();
    var book = new LinkedHashMap<Instrument, BigInteger>();
    for (int i = 0; i < positions; i++) {
      book.merge(pool.get(random.nextInt(pool.size())), quantityE18(), BigInteger::add);
    }
    return book;
  }

  /** A book of anything. */
  public Map<Instrument, BigInteger> mixed(int positions) {
    var book = new LinkedHashMap<Instrument, BigInteger>();
    for (int i = 0; i < positions; i++) {
      book.merge(instrument(), quantityE18(), BigInteger::add);
    }
    return book;
  }
}
