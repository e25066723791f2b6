package io.loadline.node.margin.output;

import io.loadline.node.margin.input.Portfolio.Deposit;
import io.loadline.node.margin.output.Explanation.Cover;
import io.loadline.node.margin.output.Explanation.DepositLine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What deposits are worth after haircuts, rounded down. */
final class Covers {
  private static final BigInteger ONE_E9 = BigInteger.valueOf(1_000_000_000L);

  /** From 1e-18 units times 1e-8 USD times billionths to 1e-6 USD. */
  private static final BigInteger SCALE = BigInteger.TEN.pow(18 + 8 + 9 - 6);

  private Covers() {}

  /** {@code priceE8} is 0 for an asset without a price. */
  static Optional<Cover> of(List<Deposit> deposits, Function<Deposit, BigInteger> priceE8) {
    if (deposits.isEmpty()) {
      return Optional.empty();
    }
    var lines = new ArrayList<DepositLine>();
    BigInteger initial = BigInteger.ZERO;
    BigInteger maintenance = BigInteger.ZERO;
    for (Deposit deposit : deposits) {
      BigInteger price = priceE8.apply(deposit);
      var line =
          new DepositLine(
              deposit.asset().symbol(),
              Money.plain(deposit.amountE18(), 18),
              price,
              value(deposit.amountE18(), price, deposit.haircutImE9()),
              value(deposit.amountE18(), price, deposit.haircutMmE9()));
      lines.add(line);
      initial = initial.add(line.initialE6());
      maintenance = maintenance.add(line.maintenanceE6());
    }
    return Optional.of(new Cover(List.copyOf(lines), initial, maintenance));
  }

  private static BigInteger value(BigInteger amountE18, BigInteger priceE8, long haircutE9) {
    return amountE18
        .multiply(priceE8)
        .multiply(ONE_E9.subtract(BigInteger.valueOf(haircutE9)))
        .divide(SCALE);
  }
}
