package io.loadline.risk.twin;

import io.loadline.risk.TestBooks;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.CollateralToken;
import io.loadline.risk.portfolio.Instrument;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Accounts with books from {@link RandomBooks}, collateral and credit lines. */
final class RandomAccounts {
  private static final int MOST_LINES = 3;
  private static final BigInteger MOST_UINT128 =
      BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  private final Dice dice;
  private final RandomBooks books;
  private final List<CollateralToken> tokens;

  RandomAccounts(Dice dice, Scene scene, List<Instrument> listed, List<CollateralToken> tokens) {
    this.dice = dice;
    this.tokens = tokens;
    books = new RandomBooks(dice, scene, listed);
  }

  /** In the order of their ids. */
  List<Account> of(int count) {
    var accounts = new ArrayList<Account>();
    for (int i = 0; i < count; i++) {
      accounts.add(account(TestBooks.address("owner " + i)));
    }
    accounts.sort(Comparator.comparing(Account::id));
    return accounts;
  }

  private Account account(Address owner) {
    long home = dice.percent(70) ? World.CHAINS[0] : dice.pick(World.CHAINS);
    Bytes32 id = Account.idOf(home, TestBooks.GCM, owner, 0);
    return new Account(
        id,
        home,
        TestBooks.GCM,
        owner,
        0,
        dice.between(0, 9),
        dice.percent(50) ? BigInteger.ZERO : dice.bits(40),
        dice.percent(70) ? BigInteger.ZERO : dice.bits(34),
        balances(),
        lines(),
        positions(books.next()));
  }

  private static List<Account.Position> positions(Map<Integer, BigInteger> book) {
    return book.entrySet().stream()
        .filter(entry -> entry.getValue().signum() != 0)
        .map(entry -> new Account.Position(entry.getKey(), entry.getValue()))
        .toList();
  }

  private List<Account.Balance> balances() {
    var balances = new ArrayList<Account.Balance>();
    for (int i = 0; i < tokens.size(); i++) {
      if (dice.percent(25)) {
        var amount = fitting(dice.percent(97) ? usual(tokens.get(i)) : dice.bits(128));
        var setAside = dice.percent(75) ? BigInteger.ZERO : dice.near(amount, 1_000_000);
        if (amount.signum() + setAside.signum() > 0) {
          balances.add(new Account.Balance(i, amount, fitting(setAside)));
        }
      }
    }
    return balances;
  }

  private BigInteger usual(CollateralToken token) {
    return BigInteger.TEN
        .pow(token.decimals())
        .multiply(BigInteger.valueOf(dice.magnitude(1, 1_000_000)));
  }

  private static BigInteger fitting(BigInteger amount) {
    return amount.min(MOST_UINT128);
  }

  private List<Account.Line> lines() {
    if (dice.percent(60)) {
      return List.of();
    }
    var lines = new TreeMap<Long, Account.Line>();
    for (int i = 0; i < MOST_LINES; i++) {
      long chain = dice.pick(World.CHAINS);
      var locked = dice.percent(10) ? BigInteger.ZERO : dice.bits(dice.percent(95) ? 42 : 128);
      lines.put(chain, new Account.Line(chain, TestBooks.GUARD, locked));
    }
    return List.copyOf(lines.values());
  }
}
