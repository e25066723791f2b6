package io.loadline.risk.margin;

import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.HOME;
import static io.loadline.risk.TestBooks.IN_30_DAYS;
import static io.loadline.risk.TestBooks.PERPETUALS;
import static io.loadline.risk.TestBooks.cash;
import static io.loadline.risk.TestBooks.e18;
import static io.loadline.risk.TestBooks.e8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.TestBooks;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.ScenarioSet;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What must hold for every book; each on hundreds drawn from a seed. */
class MarginPropertiesTest {
  private static final int BOOKS = 300;
  private static final Rules RULES = TestBooks.rules();

  @Test
  void nettingNeverAsksForMoreThanTheVenuesAlone() {
    forRandomBooks(
        margin -> assertThat(margin.initialUsdE6()).isLessThanOrEqualTo(margin.isolatedUsdE6()));
  }

  @Test
  void initialMarginIsAtLeastMaintenanceMargin() {
    forRandomBooks(margin ->
        assertThat(margin.initialUsdE6()).isGreaterThanOrEqualTo(margin.maintenanceUsdE6()));
  }

  @Test
  void reliefIsBetweenNothingAndAll() {
    forRandomBooks(margin -> assertThat(margin.reliefE9()).isBetween(0L, 1_000_000_000L));
  }

  @Test
  void cashCountsOneToOne() {
    var builder = new TestBooks.Builder();
    var books = new RandomBooks(11);
    for (int i = 0; i < BOOKS; i++) {
      var book = draw(books, 6);
      put(builder, "plain " + i, book);
      put(builder, "richer " + i, book);
      builder.holds("richer " + i, cash(HOME, PERPETUALS), "123.456789");
    }
    var margins = margins(builder);
    for (int i = 0; i < BOOKS; i++) {
      var plain = initial(margins, "plain " + i);
      var expected = plain.subtract(TestBooks.e6("123.456789")).max(BigInteger.ZERO);
      if (plain.signum() > 0) {
        assertThat(initial(margins, "richer " + i)).as("book %d", i).isEqualTo(expected);
      }
    }
  }

  /** A gift of a long option is never a burden: it cannot lose more than it is worth. */
  @Test
  void longOptionForNothingNeverRaisesTheRequirement() {
    var builder = new TestBooks.Builder();
    var books = new RandomBooks(12);
    for (int i = 0; i < BOOKS; i++) {
      var book = draw(books, 6);
      put(builder, "plain " + i, book);
      put(builder, "gifted " + i, book);
      builder.holds("gifted " + i, randomOption(books), e18("3"));
    }
    var margins = margins(TestBooks.rules(TestBooks.parameterSet(ScenarioSet.S16)), builder);
    for (int i = 0; i < BOOKS; i++) {
      // Marks have six decimals, values more: half a millionth for each of the three units.
      assertThat(initial(margins, "gifted " + i))
          .as("book %d", i)
          .isLessThanOrEqualTo(initial(margins, "plain " + i).add(BigInteger.TWO));
    }
  }

  @Test
  void shortOptionNeverLowersTheRequirementByMoreThanItsValue() {
    var builder = new TestBooks.Builder();
    var books = new RandomBooks(13);
    var written = new HashMap<Integer, Instrument>();
    for (int i = 0; i < BOOKS; i++) {
      var book = draw(books, 6);
      var option = randomOption(books);
      written.put(i, option);
      put(builder, "plain " + i, book);
      put(builder, "writer " + i, book);
      builder.holds("writer " + i, option, e18("-3"));
    }
    var rules = TestBooks.rules(TestBooks.parameterSet(ScenarioSet.S16));
    var snapshot = builder.build(rules);
    var bounds = new MarginEngine(snapshot, rules).bounds();
    var margins = margins(rules, builder);
    for (int i = 0; i < BOOKS; i++) {
      int index = snapshot.instruments().indexOf(written.get(i));
      var value = bounds.get(index).markUsdE6().multiply(BigInteger.valueOf(3));
      assertThat(initial(margins, "writer " + i))
          .as("book %d", i)
          .isGreaterThanOrEqualTo(
              initial(margins, "plain " + i).subtract(value).subtract(BigInteger.TWO));
    }
  }

  @Test
  void chargesGrowInProportionToTheBook() {
    var builder = new TestBooks.Builder();
    var books = new RandomBooks(14);
    var drawn = new LinkedHashMap<String, Map<Instrument, BigInteger>>();
    for (int i = 0; i < BOOKS; i++) {
      var lots = new LinkedHashMap<Instrument, BigInteger>();
      for (int p = 0; p < 6; p++) {
        long parts = books.random().nextLong(-100_000, 100_000);
        lots.put(books.instrument(), BigInteger.TEN.pow(14).multiply(BigInteger.valueOf(parts)));
      }
      drawn.put("once " + i, lots);
      var sevenfold = new LinkedHashMap<Instrument, BigInteger>();
      lots.forEach((k, v) -> sevenfold.put(k, v.multiply(BigInteger.valueOf(7))));
      drawn.put("seven " + i, sevenfold);
    }
    drawn.forEach((owner, book) -> put(builder, owner, book));
    var snapshot = builder.build(RULES);
    var engine = new MarginEngine(snapshot, RULES);
    var charges = new HashMap<Bytes32, BigInteger>();
    for (int i = 0; i < snapshot.accounts().size(); i++) {
      charges.put(snapshot.accounts().get(i).id(), engine.explain(i).initialChargesUsdE6());
    }
    for (int i = 0; i < BOOKS; i++) {
      var once = charges.getOrDefault(TestBooks.accountId("once " + i), BigInteger.ZERO);
      var seven = charges.getOrDefault(TestBooks.accountId("seven " + i), BigInteger.ZERO);
      assertThat(once.multiply(BigInteger.valueOf(7)).subtract(seven))
          .as("book %d", i)
          .isBetween(BigInteger.ZERO, BigInteger.valueOf(7));
    }
  }

  /** Whole lots of one option at two venues are worth and risk what they do at one. */
  @Test
  void splittingAPositionAcrossVenuesChangesNothing() {
    var here = TestBooks.option(InstrumentKind.CALL, ETH, IN_30_DAYS, 2100);
    var there =
        Instrument.of(
            HOME, TestBooks.address("third"), InstrumentKind.CALL, ETH, IN_30_DAYS, e8(2100));
    var builder = new TestBooks.Builder();
    var books = new RandomBooks(15);
    for (int i = 0; i < BOOKS; i++) {
      var book = draw(books, 4);
      put(builder, "whole " + i, book);
      put(builder, "split " + i, book);
      builder.holds("whole " + i, here, e18("-2.5"));
      builder.holds("split " + i, here, e18("-4.0001"));
      builder.holds("split " + i, there, e18("1.5001"));
    }
    var margins = margins(builder);
    for (int i = 0; i < BOOKS; i++) {
      // A broken lot that was in the book already may round otherwise once: a ten-thousandth of a
      // unit.
      assertThat(initial(margins, "split " + i).subtract(initial(margins, "whole " + i)).abs())
          .as("book %d", i)
          .isLessThanOrEqualTo(BigInteger.valueOf(200_000));
    }
  }

  private static Instrument randomOption(RandomBooks books) {
    var instrument = books.instrument();
    while (!instrument.kind().isOption()) {
      instrument = books.instrument();
    }
    return instrument;
  }

  private static Map<Instrument, BigInteger> draw(RandomBooks books, int positions) {
    var book = new LinkedHashMap<Instrument, BigInteger>();
    for (int i = 0; i < positions; i++) {
      book.put(books.instrument(), books.quantityE18());
    }
    return book;
  }

  private static void put(
      TestBooks.Builder builder, String owner, Map<Instrument, BigInteger> book) {
    builder.account(owner);
    book.forEach((instrument, quantity) -> builder.holds(owner, instrument, quantity));
  }

  private static void forRandomBooks(Consumer<AccountMargin> check) {
    var builder = new TestBooks.Builder();
    var books = new RandomBooks(10);
    for (int i = 0; i < BOOKS; i++) {
      books.fill(builder, "owner " + i, 1 + books.random().nextInt(10));
    }
    margins(builder).values().forEach(check);
  }

  private static BigInteger initial(Map<Bytes32, AccountMargin> margins, String owner) {
    var margin = margins.get(TestBooks.accountId(owner));
    if (margin == null) {
      throw new IllegalArgumentException("no account of " + owner);
    }
    return margin.initialUsdE6();
  }

  private static Map<Bytes32, AccountMargin> margins(TestBooks.Builder builder) {
    return margins(RULES, builder);
  }

  private static Map<Bytes32, AccountMargin> margins(Rules rules, TestBooks.Builder builder) {
    var result = new HashMap<Bytes32, AccountMargin>();
    for (var margin : new MarginEngine(builder.build(rules), rules).margins(1)) {
      result.put(margin.account(), margin);
    }
    return result;
  }
}
