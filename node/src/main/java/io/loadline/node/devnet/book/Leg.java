package io.loadline.node.devnet.book;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * One trade a trader makes.
 *
 * @param instrument name of a listed option, or {@link #PERPETUAL}
 * @param quantity coins, long positive
 */
public record Leg(String instrument, BigDecimal quantity) {
  /** The perpetual on the home chain. */
  public static final String PERPETUAL = "ETH-PERPETUAL";

  static Leg of(String instrument, long coins) {
    return new Leg(instrument, BigDecimal.valueOf(coins));
  }

  public boolean isPerpetual() {
    return instrument.equals(PERPETUAL);
  }

  /** The quantity as contracts write it. */
  public BigInteger quantityE18() {
    return quantity.movePointRight(18).toBigIntegerExact();
  }
}
