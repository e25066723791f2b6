package io.loadline.risk.report;

import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.CollateralToken;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prices and haircuts of the snapshot's collateral tokens, and what they leave for credit lines.
 */
final class CollateralTable {
  private static final long ONE_E9 = 1_000_000_000L;
  private static final BigInteger E11 = BigInteger.TEN.pow(11);

  private final List<Leaf.Collateral> leaves = new ArrayList<>();

  CollateralTable(Snapshot snapshot, Rules rules) {
    var prices = new HashMap<String, BigInteger>();
    for (ObservedPrice price : snapshot.observed()) {
      prices.put(price.asset().symbol(), price.priceUsdE8());
    }
    for (var token : snapshot.collateral()) {
      leaves.add(leaf(token, rules, prices));
    }
  }

  /** A token the rules do not know, or without a price, is worth nothing. */
  private static Leaf.Collateral leaf(
      CollateralToken token, Rules rules, Map<String, BigInteger> prices) {
    return rules.collateral().stream()
        .filter(c -> c.chainId() == token.chainId() && c.token().equals(token.token()))
        .findFirst()
        .map(c ->
            new Leaf.Collateral(
                token.chainId(),
                token.token(),
                token.decimals(),
                prices.getOrDefault(c.asset().symbol(), BigInteger.ZERO),
                c.haircutImE9(),
                c.haircutMmE9()))
        .orElseGet(() ->
            new Leaf.Collateral(
                token.chainId(), token.token(), token.decimals(), BigInteger.ZERO, ONE_E9, ONE_E9));
  }

  List<Leaf.Collateral> leaves() {
    return leaves;
  }

  /** Whether the account holds a token that the rules accept but nobody priced. */
  boolean lacksPrice(Account account) {
    return account.balances().stream()
        .map(balance -> leaves.get(balance.token()))
        .anyMatch(leaf -> leaf.priceUsdE8().signum() == 0 && leaf.haircutImE9() < ONE_E9);
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
