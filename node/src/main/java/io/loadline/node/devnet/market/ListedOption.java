package io.loadline.node.devnet.market;

import java.util.OptionalLong;

/**
 * One option of the chain as it was quoted.
 *
 * @param expiry unix seconds
 * @param forwardE8 forward of that expiry in USD
 * @param volE9 annual Black-76 volatility of the mark; empty where the mark does not give one
 */
public record ListedOption(
    String name, long expiry, long strikeE8, boolean call, long forwardE8, OptionalLong volE9) {

  /** A call at or above the forward, a put at or below it: the side that carries the smile. */
  boolean isOutOfTheMoney() {
    return call ? strikeE8 >= forwardE8 : strikeE8 <= forwardE8;
  }
}
