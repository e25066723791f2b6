package io.loadline.node.devnet.book;

import java.util.List;
import org.web3j.crypto.Credentials;

/**
 * One account's plan.
 *
 * @param named shown by name in the table and the summary
 * @param owner key on the home chain
 * @param holder key that holds the options on the other chain
 * @param depositE6 collateral put into the manager, millionths of a USD
 * @param lineE6 part of it locked for the other chain
 * @param legs trades, in order
 */
public record Trader(
    String name,
    boolean named,
    Credentials owner,
    Credentials holder,
    long depositE6,
    long lineE6,
    List<Leg> legs) {
  public Trader {
    legs = List.copyOf(legs);
  }

  /** Never the keys. */
  @Override
  public String toString() {
    return name;
  }
}
