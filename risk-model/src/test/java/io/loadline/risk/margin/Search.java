package io.loadline.risk.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.TestBooks;
import io.loadline.risk.TestWorld;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Looks for a book that breaks a rule: draws books and a change to them, keeps those that come
 * nearest to breaking it, changes these a little and tries again.
 */
final class Search {
  private static final int CASES = 60;
  private static final int KEPT = 10;

  /**
   * A book, and the same after a change of one instrument's quantity while cash leaves the account.
   *
   * @param home chain of the account
   * @param cashOutE6 millionths of the changed instrument's ledger that leave the account
   */
  record Case(
      Map<Instrument, BigInteger> book,
      long home,
      Instrument changed,
      BigInteger quantityE18,
      BigInteger cashOutE6) {

    Map<Instrument, BigInteger> after() {
      var after = new LinkedHashMap<>(book);
      after.merge(changed, quantityE18, BigInteger::add);
      return after;
    }
  }

  /** How far a case is from breaking the rule; below zero it does. */
  @FunctionalInterface
  interface Rule {
    BigInteger slack(Evaluation before, Evaluation after, Case tried);
  }

  private record Scored(Case tried, BigInteger slack) {}

  private final Rules rules;
  private final TestBooks.Builder world;
  private final RandomBooks books;
  private final Predicate<Instrument> changeable;
  private final long seed;
  private Predicate<Instrument> holdable = _ -> true;
  private boolean isShort;
  private boolean isLong;
  private boolean isPaying;

  /** The world's own accounts are not used, only its markets and listed instruments. */
  Search(long seed, Rules rules, TestBooks.Builder world, RandomBooks books) {
    this(seed, rules, world, books, _ -> true);
  }

  Search(
      long seed,
      Rules rules,
      TestBooks.Builder world,
      RandomBooks books,
      Predicate<Instrument> changeable) {
    this.seed = seed;
    this.rules = rules;
    this.world = world;
    this.books = books;
    this.changeable = changeable;
  }

  Search holding(Predicate<Instrument> what) {
    holdable = what;
    return this;
  }

  Search selling() {
    isShort = true;
    return this;
  }

  Search buying() {
    isLong = true;
    return this;
  }

  Search paying() {
    isPaying = true;
    return this;
  }

  /** Fails with the seed and the case if any case breaks the rule. */
  void findsNothingAgainst(Rule rule, int generations) {
    var cases = new ArrayList<Case>();
    for (int i = 0; i < CASES; i++) {
      cases.add(draw());
    }
    for (int generation = 0; generation < generations; generation++) {
      var scored = score(cases, rule);
      assertThat(scored.getFirst().slack())
          .as("seed %d, generation %d: %s", seed, generation, scored.getFirst().tried())
          .isGreaterThanOrEqualTo(BigInteger.ZERO);
      cases.clear();
      for (int i = 0; i < CASES; i++) {
        var parent = scored.get(i % KEPT).tried();
        cases.add(i < KEPT ? parent : i < CASES * 2 / 3 ? mutate(parent) : draw());
      }
    }
  }

  /** Least slack first. */
  private List<Scored> score(List<Case> cases, Rule rule) {
    var builder = world.copy();
    for (int i = 0; i < cases.size(); i++) {
      var tried = cases.get(i);
      builder.holds("before " + i, tried.book()).livesOn("before " + i, tried.home());
      builder.holds("after " + i, tried.after()).livesOn("after " + i, tried.home());
      if (tried.cashOutE6().signum() != 0) {
        var ledger = ledgerOf(tried.changed());
        builder.holds(
            "after " + i, ledger, tried.cashOutE6().negate().multiply(BigInteger.TEN.pow(12)));
      }
    }
    var snapshot = builder.build(rules);
    var accounts = new HashMap<Object, Account>();
    snapshot.accounts().forEach(account -> accounts.put(account.id(), account));
    var evaluator = new Evaluation.Maker(snapshot, rules);
    var scored = new ArrayList<Scored>();
    for (int i = 0; i < cases.size(); i++) {
      var tried = cases.get(i);
      var before = evaluator.of(TestBooks.accountId("before " + i, tried.home()));
      var after = evaluator.of(TestBooks.accountId("after " + i, tried.home()));
      scored.add(new Scored(tried, rule.slack(before, after, tried)));
    }
    scored.sort(Comparator.comparing(Scored::slack));
    return scored;
  }

  /** The cash of the venue where the instrument stands. */
  Instrument ledgerOf(Instrument instrument) {
    return books.instruments().stream()
        .filter(i -> i.chainId() == instrument.chainId() && i.venue().equals(instrument.venue()))
        .filter(i ->
            i.kind() == InstrumentKind.CASH
                || (i.kind() == InstrumentKind.LENDING_SUPPLY && i.asset().equals(TestWorld.USDC)))
        .findFirst()
        .orElseThrow();
  }

  private Case draw() {
    var book = new LinkedHashMap<Instrument, BigInteger>();
    var drawn =
        books.random().nextInt(3) > 0
            ? books.related(books.random().nextInt(8))
            : books.mixed(books.random().nextInt(6));
    drawn.forEach((instrument, quantity) -> {
      if (holdable.test(instrument)) {
        book.put(instrument, quantity);
      }
    });
    long home = books.random().nextBoolean() ? TestBooks.HOME : TestBooks.AWAY;
    var changed = changed(book);
    return new Case(book, home, changed, quantity(), cashOut());
  }

  /** Often what is held, so that closing is tried as well. */
  private Instrument changed(Map<Instrument, BigInteger> book) {
    var held = book.keySet().stream().filter(changeable).toList();
    if (!held.isEmpty() && books.random().nextBoolean()) {
      return held.get(books.random().nextInt(held.size()));
    }
    var changed = books.instrument();
    while (!changeable.test(changed)) {
      changed = books.instrument();
    }
    return changed;
  }

  private BigInteger cashOut() {
    return isPaying
        ? BigInteger.valueOf(books.random().nextLong(-50_000_000_000L, 50_000_000_000L))
        : BigInteger.ZERO;
  }

  private BigInteger quantity() {
    var quantity = books.quantityE18();
    return isShort ? quantity.abs().negate() : isLong ? quantity.abs() : quantity;
  }

  /** Changes one thing. */
  private Case mutate(Case parent) {
    var book = new LinkedHashMap<>(parent.book());
    var held = List.copyOf(book.keySet());
    var random = books.random();
    switch (random.nextInt(7)) {
      case 0 -> {
        var some = books.related(1);
        some.keySet().removeIf(holdable.negate());
        book.putAll(some);
      }
      case 1 -> {
        if (!held.isEmpty()) {
          book.remove(held.get(random.nextInt(held.size())));
        }
      }
      case 2 -> {
        if (!held.isEmpty()) {
          var one = held.get(random.nextInt(held.size()));
          book.put(one, scaled(book.getOrDefault(one, BigInteger.ONE)));
        }
      }
      case 3 -> {
        return with(parent, book, scaled(parent.quantityE18()));
      }
      case 4 -> {
        return with(parent, book, hair(parent.quantityE18()));
      }
      case 5 -> {
        return new Case(book, parent.home(), parent.changed(), parent.quantityE18(), cashOut());
      }
      default -> {
        return new Case(book, parent.home(), changed(book), quantity(), parent.cashOutE6());
      }
    }
    book.values().removeIf(quantity -> quantity.signum() == 0);
    return with(parent, book, parent.quantityE18());
  }

  private static Case with(Case parent, Map<Instrument, BigInteger> book, BigInteger quantityE18) {
    return new Case(book, parent.home(), parent.changed(), quantityE18, parent.cashOutE6());
  }

  private BigInteger scaled(BigInteger quantityE18) {
    long permille = 200 + books.random().nextLong(1_600);
    var scaled =
        quantityE18.multiply(BigInteger.valueOf(permille)).divide(BigInteger.valueOf(1_000));
    return scaled.signum() == 0 ? quantityE18 : scaled;
  }

  private BigInteger hair(BigInteger quantityE18) {
    var moved = quantityE18.add(BigInteger.valueOf(books.random().nextLong(-3, 4)));
    return moved.signum() == quantityE18.signum() ? moved : quantityE18;
  }
}
