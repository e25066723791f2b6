package io.loadline.node.devnet.report;

import java.math.BigInteger;

/**
 * One named account in one round.
 *
 * @param worstScenario the scenario that sets the margin, in words; empty for an empty book
 * @param onChainE6 the initial requirement the home contract holds after the account's proof
 */
public record AccountLine(
    String name,
    String account,
    BigInteger initialE6,
    BigInteger maintenanceE6,
    BigInteger isolatedE6,
    String worstScenario,
    BigInteger onChainE6) {

  /** How much of the isolated margin netting frees, in percent. */
  public String reliefPercent() {
    return Usd.reliefPercent(initialE6, isolatedE6);
  }
}
