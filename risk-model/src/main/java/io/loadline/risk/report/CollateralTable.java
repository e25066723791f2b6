package io.loadline.risk.report;

import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.CollateralToken;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.pricing.PricedMarket;
import io.loadline.risk.pricing.UsedPrice;
import io.loadline.risk.rules.NetworkParameters;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Prices and haircuts of the snapshot's collateral tokens, and what they leave for credit lines. A
 * token of which accounts hold a large share of the supply has a larger haircut: nobody could sell
 * it.
 */
final class CollateralTable {
  private static final long ONE_E9 = 1_000_000_000L;
  private static final BigInteger BIG_E9 = BigInteger.valueOf(ONE_E9);
  private static final BigInteger E11 = BigInteger.TEN.pow(11);

  private final List<Leaf.Collateral> leaves = new ArrayList<>();
  private final List<Boolean> isObserved = new ArrayList<>();

  CollateralTable(Snapshot snapshot, Rules rules, PricedMarket market) {
    var observed = new HashSet<>(snapshot.observed().stream().map(ObservedPrice::asset).toList());
    var held = held(snapshot);
    var supply = rules.parameters().network().supply();
    for (int i = 0; i < held.length; i++) {
      var token = snapshot.collateral().get(i);
      var terms = terms(token, rules);
      if (terms.isEmpty()) {
        leaves.add(worthless(token));
        isObserved.add(false);
      } else {
        var added = haircutStepsE9(held[i], token, supply);
        leaves.add(leaf(token, terms.get(), market, added));
        isObserved.add(observed.contains(terms.get().asset()));
      }
    }
  }

  private static BigInteger[] held(Snapshot snapshot) {
    var held = new BigInteger[snapshot.collateral().size()];
    Arrays.fill(held, BigInteger.ZERO);
    for (var account : snapshot.accounts()) {
      for (var balance : account.balances()) {
        held[balance.token()] = held[balance.token()].add(balance.amount());
      }
    }
    return held;
  }

  private static Optional<Rules.Collateral> terms(CollateralToken token, Rules rules) {
    return rules.collateral().stream()
        .filter(c -> c.chainId() == token.chainId() && c.token().equals(token.token()))
        .findFirst();
  }

  /** What the held share of the supply adds to both haircuts. */
  private static BigInteger haircutStepsE9(
      BigInteger held, CollateralToken token, NetworkParameters.Supply supply) {
    if (token.supply().signum() == 0 || supply.stepE9() == 0) {
      return BigInteger.ZERO;
    }
    var shareE9 = held.multiply(BIG_E9).divide(token.supply());
    var steps = shareE9.divide(BigInteger.valueOf(supply.stepE9()));
    return steps.multiply(BigInteger.valueOf(supply.haircutE9()));
  }

  private static Leaf.Collateral leaf(
      CollateralToken token, Rules.Collateral terms, PricedMarket market, BigInteger addedE9) {
    return new Leaf.Collateral(
        token.chainId(),
        token.token(),
        token.decimals(),
        market.price(terms.asset()).map(UsedPrice::priceUsdE8).orElse(BigInteger.ZERO),
        haircutE9(terms.haircutImE9(), addedE9),
        haircutE9(terms.haircutMmE9(), addedE9));
  }

  private static long haircutE9(long baseE9, BigInteger addedE9) {
    return BigInteger.valueOf(baseE9).add(addedE9).min(BIG_E9).longValueExact();
  }

  /** A token that the rules do not know. */
  private static Leaf.Collateral worthless(CollateralToken token) {
    return new Leaf.Collateral(
        token.chainId(), token.token(), token.decimals(), BigInteger.ZERO, ONE_E9, ONE_E9);
  }

  List<Leaf.Collateral> leaves() {
    return leaves;
  }

  /** Whether the account holds a token without a price of now. */
  boolean lacksPrice(Account account) {
    return account.balances().stream().anyMatch(balance -> !isObserved.get(balance.token()));
  }

  /**
   * What the remote guard may use: no more than is locked, nor than the haircut value leaves beside
   * everything else it must cover. Nothing for an account below its maintenance margin.
   */
  BigInteger lineUsdE6(Account account, Account.Line line, BigInteger maintenanceUsdE6) {
    if (maintenanceValueUsdE6(account).compareTo(maintenanceUsdE6) < 0) {
      return BigInteger.ZERO;
    }
    var free =
        freeValueUsdE6(account)
            .subtract(account.provenInitialUsdE6())
            .subtract(account.reservedUsdE6());
    for (var other : account.lines()) {
      if (!other.equals(line)) {
        free = free.subtract(other.lockedUsdE6());
      }
    }
    return free.min(line.lockedUsdE6()).max(BigInteger.ZERO);
  }

  /** Initial-margin value of what no pending release has set aside. */
  private BigInteger freeValueUsdE6(Account account) {
    var value = BigInteger.ZERO;
    for (var balance : account.balances()) {
      var leaf = leaves.get(balance.token());
      var free = balance.amount().subtract(balance.setAside()).max(BigInteger.ZERO);
      value = value.add(valueUsdE6(leaf, free, leaf.haircutImE9()));
    }
    return value;
  }

  private BigInteger maintenanceValueUsdE6(Account account) {
    var value = BigInteger.ZERO;
    for (var balance : account.balances()) {
      var leaf = leaves.get(balance.token());
      value = value.add(valueUsdE6(leaf, balance.amount(), leaf.haircutMmE9()));
    }
    return value;
  }

  /** floor(amount * price * (1 - haircut)). */
  private static BigInteger valueUsdE6(Leaf.Collateral leaf, BigInteger amount, long haircutE9) {
    return amount
        .multiply(leaf.priceUsdE8())
        .multiply(BigInteger.valueOf(ONE_E9 - haircutE9))
        .divide(E11.multiply(BigInteger.TEN.pow(leaf.decimals())));
  }
}
