package io.loadline.risk.margin;

import java.math.BigInteger;

/**
 * Sums of one asset's positions per scenario. Positions come in book order; strikes and expiries
 * are closed when the last of their positions has been added. Two implementations give equal
 * results: one for sums that fit 64 bits.
 */
interface ScenarioSums {
  void clear(int asset);

  void add(int instrument, long lots);

  /** Ends the positions of one strike: what is short there in all is naked. */
  void closeStrike();

  /**
   * Ends the options of one expiry: a skew counts against the book in whichever direction hurts.
   */
  void closeExpiry();

  /** The scenario with the greatest weighted loss; of equal ones the first. */
  int worst();

  /** The weighted loss of a scenario in lots times quanta, up; negative for a gain. */
  BigInteger loss(int scenario);

  BigInteger nakedLots();
}
