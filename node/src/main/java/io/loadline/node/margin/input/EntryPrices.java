package io.loadline.node.margin.input;

import io.loadline.node.margin.input.Portfolio.Holding;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import java.math.BigInteger;
import java.util.function.ToLongFunction;

/**
 * What was paid for positions. The model's ledgers are those after entry payments: who bought at p
 * has p less. A position with an entry price is booked so; a contract without one is taken as
 * entered at its mark, so that it is worth nothing now; whatever else has no entry price was paid
 * for before the cash of the file was counted.
 */
final class EntryPrices {
  private static final BigInteger ONE_E18 = BigInteger.TEN.pow(18);

  private EntryPrices() {}

  static boolean needsMark(Holding holding) {
    return holding.entryE18().isEmpty() && holding.instrument().kind().isContract();
  }

  /**
   * Where the price was paid: the asset's own coins for what settles in coin, else the venue's
   * cash.
   */
  static Instrument ledgerOf(Holding holding) {
    Instrument held = holding.instrument();
    return held.kind().isCoinSettled()
        ? Instrument.of(
            held.chainId(), held.venue(), InstrumentKind.SPOT, held.asset(), 0, BigInteger.ZERO)
        : cash(holding.venue());
  }

  static Instrument cash(Portfolio.Venue venue) {
    return Instrument.of(
        venue.chainId(),
        venue.address(),
        InstrumentKind.CASH,
        venue.settlement(),
        0,
        BigInteger.ZERO);
  }

  /** Books one holding; {@code markUsdE6} is 0 for an instrument without a value. */
  static void book(Holding holding, Ledger ledger, ToLongFunction<Instrument> markUsdE6) {
    BigInteger paid = holding.quantityE18().negate();
    Instrument to = ledgerOf(holding);
    if (holding.entryE18().isPresent()) {
      BigInteger entry = holding.entryE18().get();
      BigInteger amount =
          holding.instrument().kind().isInverse()
              ? floor(paid.multiply(ONE_E18), entry)
              : floor(paid.multiply(entry), ONE_E18);
      ledger.book(holding.place(), to, amount);
    } else if (needsMark(holding)) {
      BigInteger mark = BigInteger.valueOf(markUsdE6.applyAsLong(holding.instrument()));
      BigInteger unit = BigInteger.valueOf(markUsdE6.applyAsLong(to));
      if (unit.signum() != 0) {
        ledger.book(holding.place(), to, floor(paid.multiply(mark), unit));
      }
    }
  }

  /** Rounded against the account. */
  private static BigInteger floor(BigInteger dividend, BigInteger divisor) {
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }
}
