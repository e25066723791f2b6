package io.loadline.risk.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.TestBooks;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.ScenarioSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * R(book + change) <= R(book) + what the guard charges for the change, for initial and maintenance
 * margin. The search is adversarial: the cases with the least slack are mutated and tried again.
 */
class BoundsTest {
  private static final BigInteger E18 = TestBooks.e18("1");
  private static final int CASES = 120;
  private static final int GENERATIONS = 12;

  /** A change of one instrument's quantity while value leaves the account, beside a book. */
  private record Case(
      Map<Instrument, BigInteger> book,
      Instrument changed,
      BigInteger quantityE18,
      BigInteger cashOutUsdE6) {}

  private record Scored(Case tried, BigInteger slackUsdE6) {}

  @ParameterizedTest
  @CsvSource({
    "1, G33, 1000000000",
    "2, G33, 1300000000",
    "3, S16, 1000000000",
    "4, G33, 700000000"
  })
  void noChangeCostsMoreThanTheGuardCharges(long seed, ScenarioSet set, long imFactorE9) {
    var parameters =
        ParameterSet.plain(
            "test",
            set,
            imFactorE9,
            Math.min(imFactorE9, 800_000_000),
            List.of(
                TestBooks.parameters(TestBooks.BTC, 5, 24),
                TestBooks.parameters(TestBooks.ETH, 4, 26)));
    var rules = TestBooks.rules(parameters);
    var books = new RandomBooks(seed);
    var cases = new ArrayList<Case>();
    for (int i = 0; i < CASES; i++) {
      cases.add(draw(books));
    }
    for (int generation = 0; generation < GENERATIONS; generation++) {
      var scored = score(cases, rules);
      assertThat(scored.getFirst().slackUsdE6())
          .as("seed %d, generation %d: %s", seed, generation, scored.getFirst().tried())
          .isGreaterThanOrEqualTo(BigInteger.ZERO);
      cases.clear();
      for (int i = 0; i < CASES; i++) {
        cases.add(
            i < CASES / 6
                ? scored.get(i).tried()
                : i < CASES / 2 ? mutate(scored.get(i % (CASES / 6)).tried(), books) : draw(books));
      }
    }
  }

  private static Case draw(RandomBooks books) {
    var book = new LinkedHashMap<Instrument, BigInteger>();
    int positions = books.random().nextInt(6);
    for (int i = 0; i < positions; i++) {
      book.put(books.instrument(), books.quantityE18());
    }
    var changed = books.instrument();
    while (changed.kind() == InstrumentKind.CASH) {
      changed = books.instrument();
    }
    return new Case(book, changed, books.quantityE18(), cashOut(books, changed));
  }

  private static BigInteger cashOut(RandomBooks books, Instrument changed) {
    long greatest = changed.asset().equals(TestBooks.ETH) ? 3_000_000_000L : 50_000_000_000L;
    return BigInteger.valueOf(books.random().nextLong(-greatest, greatest));
  }

  /** Changes one thing: the quantity by a hair or to a whole lot, the cash, or the book. */
  private static Case mutate(Case parent, RandomBooks books) {
    var random = books.random();
    return switch (random.nextInt(5)) {
      case 0 ->
          new Case(
              parent.book(),
              parent.changed(),
              parent.quantityE18().add(BigInteger.valueOf(random.nextLong(-3, 4))),
              parent.cashOutUsdE6());
      case 1 ->
          new Case(
              parent.book(),
              parent.changed(),
              BigInteger.TEN
                  .pow(14)
                  .multiply(BigInteger.valueOf(1 + random.nextLong(50_000)))
                  .multiply(BigInteger.valueOf(parent.quantityE18().signum())),
              parent.cashOutUsdE6());
      case 2 ->
          new Case(
              parent.book(),
              parent.changed(),
              parent.quantityE18(),
              cashOut(books, parent.changed()));
      case 3 -> {
        var book = new LinkedHashMap<>(parent.book());
        book.put(books.instrument(), books.quantityE18());
        yield new Case(book, parent.changed(), parent.quantityE18(), parent.cashOutUsdE6());
      }
      default -> {
        var book = new LinkedHashMap<>(parent.book());
        book.keySet().stream().findFirst().ifPresent(book::remove);
        yield new Case(book, parent.changed(), parent.quantityE18(), parent.cashOutUsdE6());
      }
    };
  }

  /** Least slack first. */
  private static List<Scored> score(List<Case> cases, Rules rules) {
    var builder = new TestBooks.Builder();
    for (int i = 0; i < cases.size(); i++) {
      var tried = cases.get(i);
      builder.account("before " + i).account("after " + i);
      tried.book().forEach(fill(builder, "before " + i));
      tried.book().forEach(fill(builder, "after " + i));
      builder.holds("after " + i, tried.changed(), tried.quantityE18());
      var ledger = TestBooks.cash(tried.changed().chainId(), tried.changed().venue());
      builder.holds(
          "after " + i, ledger, tried.cashOutUsdE6().negate().multiply(BigInteger.TEN.pow(12)));
    }
    var snapshot = builder.build(rules);
    var engine = new MarginEngine(snapshot, rules);
    var bounds = engine.bounds();
    var margins = new LinkedHashMap<Object, AccountMargin>();
    engine.margins(1).forEach(m -> margins.put(m.account(), m));
    var scored = new ArrayList<Scored>();
    for (int i = 0; i < cases.size(); i++) {
      var tried = cases.get(i);
      var before = margin(margins, "before " + i);
      var after = margin(margins, "after " + i);
      int index = snapshot.instruments().indexOf(tried.changed());
      var charge = charge(bounds.get(index), tried.quantityE18(), tried.cashOutUsdE6());
      var initial = before.initialUsdE6().add(charge).subtract(after.initialUsdE6());
      var maintenance = before.maintenanceUsdE6().add(charge).subtract(after.maintenanceUsdE6());
      scored.add(new Scored(tried, initial.min(maintenance)));
    }
    scored.sort(Comparator.comparing(Scored::slackUsdE6));
    return scored;
  }

  private static BiConsumer<Instrument, BigInteger> fill(TestBooks.Builder builder, String owner) {
    return (instrument, quantity) -> builder.holds(owner, instrument, quantity);
  }

  private static AccountMargin margin(Map<Object, AccountMargin> margins, String owner) {
    var margin = margins.get(TestBooks.accountId(owner));
    if (margin == null) {
      throw new IllegalArgumentException("no account of " + owner);
    }
    return margin;
  }

  /** docs/formats.md section 3, rounded up. */
  private static BigInteger charge(
      InstrumentBounds bound, BigInteger quantityE18, BigInteger cashOutUsdE6) {
    var lots = Rounding.divideUp(quantityE18.abs(), bound.lotE18());
    var side = quantityE18.signum() > 0 ? bound.buyUsdE6() : bound.sellUsdE6();
    var givenUp = cashOutUsdE6.multiply(E18).subtract(bound.markUsdE6().multiply(quantityE18));
    var exact = lots.multiply(bound.lotE18()).multiply(side).add(givenUp.max(BigInteger.ZERO));
    return Rounding.divideUp(exact, E18);
  }
}
