package io.loadline.risk.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.RandomParameters;
import io.loadline.risk.RandomRounds;
import io.loadline.risk.TestBooks;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes a requirement by exactly as much as it says, with every charge switched on. */
class InvariancePropertiesTest {
  private static final int BOOKS = 120;
  private static final BigInteger GIFT_E6 = TestBooks.e6("123456.789012");
  private static final BigInteger E12 = BigInteger.TEN.pow(12);

  /** A hundredth of a unit: a whole number of lots of every asset. */
  private static final BigInteger PART_E18 = BigInteger.TEN.pow(16);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aDollarAtATrustedVenuePaysADollar(long seed) {
    var dollars = TestBooks.cash(TestBooks.HOME, TestWorld.COIN);
    compareWithGift(
        seed,
        dollars,
        (plain, richer) ->
            assertThat(richer).isEqualTo(plain.subtract(GIFT_E6).max(BigInteger.ZERO)));
  }

  /** Its price is 1.0001, its credit less under stress; but more of it never asks for more. */
  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void aStablecoinPaysAtMostItsPriceAndNeverCosts(long seed) {
    var coins = TestWorld.of(TestBooks.HOME, TestWorld.LINEAR, InstrumentKind.CASH, TestWorld.USDC);
    var price = GIFT_E6.multiply(BigInteger.valueOf(10_001)).divide(BigInteger.valueOf(10_000));
    compareWithGift(
        seed,
        coins,
        (plain, richer) ->
            assertThat(plain.subtract(richer))
                .isBetween(BigInteger.ZERO, price.add(BigInteger.TWO)));
  }

  private interface Comparison {
    void check(BigInteger plainUsdE6, BigInteger richerUsdE6);
  }

  private static void compareWithGift(long seed, Instrument money, Comparison comparison) {
    for (var set : sets(seed)) {
      var rules = TestWorld.rules(set);
      var builder = world();
      var books = new RandomBooks(seed, TestWorld.instruments());
      for (int i = 0; i < BOOKS; i++) {
        var book = books.related(8);
        builder.holds("plain " + i, book).holds("richer " + i, book);
        builder.holds("richer " + i, money, GIFT_E6.multiply(E12));
      }
      var margins = margins(builder, rules);
      int positive = 0;
      for (int i = 0; i < BOOKS; i++) {
        var plain = margin(margins, "plain " + i);
        var richer = margin(margins, "richer " + i);
        if (!plain.overflow() && !plain.unvalued()) {
          comparison.check(plain.initialUsdE6(), richer.initialUsdE6());
          comparison.check(plain.maintenanceUsdE6(), richer.maintenanceUsdE6());
          positive += plain.initialUsdE6().signum();
        }
      }
      assertThat(positive).isGreaterThan(BOOKS / 4);
    }
  }

  /** Half of everything at another venue like the first, of which the rules say nothing. */
  @ParameterizedTest
  @ValueSource(longs = {9, 10, 11, 12})
  void halvesAtTwoLikeVenuesAskForWhatTheWholeDoesAtOne(long seed) {
    for (var set : sets(seed)) {
      var rules = TestWorld.rules(set);
      var builder = world();
      var books = new RandomBooks(seed, TestWorld.instruments());
      for (int i = 0; i < BOOKS; i++) {
        for (var instrument : books.related(8).keySet()) {
          var half = PART_E18.multiply(BigInteger.valueOf(books.random().nextLong(-9_999, 9_999)));
          builder.holds("whole " + i, at("one", instrument), half.shiftLeft(1));
          builder.holds("halves " + i, at("one", instrument), half);
          builder.holds("halves " + i, at("two", instrument), half);
        }
      }
      var margins = margins(builder, rules);
      int positive = 0;
      for (int i = 0; i < BOOKS; i++) {
        var whole = margin(margins, "whole " + i);
        var halves = margin(margins, "halves " + i);
        assertNear(halves.initialUsdE6(), whole.initialUsdE6(), i);
        assertNear(halves.maintenanceUsdE6(), whole.maintenanceUsdE6(), i);
        positive += whole.initialUsdE6().signum();
      }
      assertThat(positive).isGreaterThan(BOOKS / 4);
    }
  }

  /** But for roundings, of each line and each venue. */
  private static void assertNear(BigInteger actual, BigInteger expected, int book) {
    assertThat(actual.subtract(expected).abs())
        .as("book %d: %s, %s", book, actual, expected)
        .isLessThanOrEqualTo(BigInteger.TEN);
  }

  private static Instrument at(String venue, Instrument instrument) {
    Address place = TestBooks.address(venue);
    return TestWorld.dated(
        instrument.chainId(),
        place,
        instrument.kind(),
        instrument.asset(),
        instrument.expirySeconds(),
        instrument.strikeUsdE8());
  }

  private static List<ParameterSet> sets(long seed) {
    return List.of(TestParameters.full(), new RandomParameters(seed).next());
  }

  private static TestBooks.Builder world() {
    return RandomRounds.healthy(1, 0);
  }

  private static AccountMargin margin(Map<Bytes32, AccountMargin> margins, String owner) {
    return Optional.ofNullable(margins.get(TestBooks.accountId(owner))).orElseThrow();
  }

  private static Map<Bytes32, AccountMargin> margins(TestBooks.Builder builder, Rules rules) {
    var result = new HashMap<Bytes32, AccountMargin>();
    for (var margin : new MarginEngine(builder.build(rules), rules).margins(1)) {
      result.put(margin.account(), margin);
    }
    return result;
  }
}
