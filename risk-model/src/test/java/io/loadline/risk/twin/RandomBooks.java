package io.loadline.risk.twin;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Positions of accounts: most hold four to six of moderate size, some are hedged, huge, dust or
 * nothing at all.
 */
final class RandomBooks {
  private static final BigInteger E26 = BigInteger.TEN.pow(26);
  private static final int MOST_QUANTITY_BITS = 126;
  private static final int MOST_CASH_BITS = 110;

  /**
   * Of 1e-26 USD to 1e-18, and to a twelfth of that: about what an option costs of its notional.
   */
  private static final BigInteger WHOLE_PARTS = BigInteger.TEN.pow(8);

  private static final BigInteger OPTION_PARTS = BigInteger.valueOf(1_200_000_000L);

  private final Dice dice;
  private final Scene scene;
  private final List<Instrument> listed;

  /** Places in the list of what a sane book holds. */
  private final List<Integer> usual;

  RandomBooks(Dice dice, Scene scene, List<Instrument> listed) {
    this.dice = dice;
    this.scene = scene;
    this.listed = listed;
    usual = IntStream.range(0, listed.size()).filter(i -> isUsual(listed.get(i))).boxed().toList();
  }

  /** Not what nobody would list: options on a token, cash of a coin, an unknown name. */
  private static boolean isUsual(Instrument instrument) {
    var asset = instrument.asset();
    return switch (instrument.kind()) {
      case CASH -> Scene.isStable(asset);
      case SPOT, LENDING_SUPPLY, LENDING_DEBT -> !asset.equals(World.UNKNOWN);
      case PERPETUAL,
          DATED_FUTURE,
          CALL,
          PUT,
          INVERSE_PERPETUAL,
          INVERSE_FUTURE,
          COIN_CALL,
          COIN_PUT ->
          World.ASSETS.contains(asset);
    };
  }

  /** Quantity times 10^18 by place in the list. */
  Map<Integer, BigInteger> next() {
    var book = new TreeMap<Integer, BigInteger>();
    if (usual.isEmpty()) {
      return book;
    }
    switch (dice.index(50)) {
      case 0 -> {} // An account that holds nothing.
      case 1 -> trade(book, dice.pick(usual), 1, 1_000);
      case 2 -> huge(book);
      case 3 -> dust(book);
      case 4 -> many(book);
      case 5 -> anything(book);
      case 6, 7, 8 -> some(book, 4, 5_000_000, 10_000_000_000L);
      case 9, 10, 11, 12, 13, 14, 15 -> oneAsset(book);
      case 16, 17, 18, 19, 20, 21 -> hedged(book);
      default -> some(book, dice.between(4, 6), 300, 2_000_000);
    }
    if (dice.percent(70)) {
      pay(book);
    }
    return book;
  }

  /** Cash as after entry payments, so that the requirement is more than nothing. */
  private void pay(Map<Integer, BigInteger> book) {
    var cash = usual.stream().filter(i -> listed.get(i).kind() == InstrumentKind.CASH).toList();
    if (!cash.isEmpty()) {
      var paid = BigInteger.ZERO;
      for (var position : book.entrySet()) {
        var instrument = listed.get(position.getKey());
        var part = instrument.kind().isOption() ? OPTION_PARTS : WHOLE_PARTS;
        paid = paid.add(position.getValue().multiply(scene.price(unit(instrument))).divide(part));
      }
      if (paid.bitLength() <= MOST_CASH_BITS) {
        book.merge(dice.pick(cash), dice.near(paid.negate(), 50_000), BigInteger::add);
      }
    }
  }

  private void some(Map<Integer, BigInteger> book, long count, long leastUsd, long mostUsd) {
    for (var place : dice.sample(usual, (int) count)) {
      trade(book, place, leastUsd, mostUsd);
    }
  }

  /** Every expiry and venue of one asset: spreads, calendars, straddles. */
  private void oneAsset(Map<Integer, BigInteger> book) {
    var asset = listed.get(dice.pick(usual)).asset();
    var places = usual.stream().filter(i -> listed.get(i).asset().equals(asset)).toList();
    for (var place : dice.sample(places, 6)) {
      trade(book, place, 20_000, 90_000);
    }
  }

  /** Pairs of the same size and opposite sign in one asset, mostly at two venues. */
  private void hedged(Map<Integer, BigInteger> book) {
    for (long pairs = dice.between(1, 3); pairs > 0; pairs--) {
      int first = dice.pick(usual);
      var others = usual.stream().filter(i -> isLike(listed.get(i), listed.get(first))).toList();
      var quantity = quantity(listed.get(first), 5_000, 500_000);
      book.merge(first, quantity, BigInteger::add);
      book.merge(dice.pick(others), quantity.negate(), BigInteger::add);
    }
  }

  private static boolean isLike(Instrument one, Instrument other) {
    return one.asset().equals(other.asset())
        && one.kind().isOption() == other.kind().isOption()
        && one.kind().isInverse() == other.kind().isInverse();
  }

  /** At and around the limits of lots and of quantity times mark. */
  private void huge(Map<Integer, BigInteger> book) {
    some(book, 2, 300, 100_000);
    long bits = dice.between(58, MOST_QUANTITY_BITS);
    var quantity =
        BigInteger.ONE.shiftLeft((int) bits).add(BigInteger.valueOf(dice.between(-2, 2)));
    book.put(dice.pick(usual), dice.percent(50) ? quantity : quantity.negate());
  }

  private void dust(Map<Integer, BigInteger> book) {
    for (var place : dice.sample(usual, 3)) {
      book.put(place, signed(dice.bits(36)));
    }
  }

  /** About as many as the rules allow where they allow few. */
  private void many(Map<Integer, BigInteger> book) {
    some(book, dice.between(7, 40), 300, 50_000);
  }

  /** Also what nobody can price. */
  private void anything(Map<Integer, BigInteger> book) {
    for (long count = dice.between(1, 5); count > 0; count--) {
      trade(book, dice.index(listed.size()), 300, 100_000);
    }
  }

  private void trade(Map<Integer, BigInteger> book, int place, long leastUsd, long mostUsd) {
    book.merge(place, quantity(listed.get(place), leastUsd, mostUsd), BigInteger::add);
  }

  /**
   * Of either sign but for debt; of that value in dollars at the scene's price, an option's spot.
   */
  private BigInteger quantity(Instrument instrument, long leastUsd, long mostUsd) {
    var usd = BigInteger.valueOf(dice.magnitude(leastUsd, mostUsd));
    var priceE8 = scene.price(unit(instrument)).max(BigInteger.ONE);
    var quantity = usd.multiply(E26).divide(priceE8).add(BigInteger.valueOf(dice.index(1_000_000)));
    boolean isOwed = instrument.kind() == InstrumentKind.LENDING_DEBT && dice.percent(95);
    return isOwed ? quantity.negate() : signed(quantity);
  }

  private static Asset unit(Instrument instrument) {
    return instrument.kind().isInverse() ? World.USD : instrument.asset();
  }

  private BigInteger signed(BigInteger quantity) {
    return dice.percent(50) ? quantity : quantity.negate();
  }
}
