package io.loadline.risk.margin;

import java.math.BigInteger;

/**
 * Scanning risk of one book in 1e-24 USD, over all its venues or at one of them. Two
 * implementations give equal results: one for amounts that fit 128 bits.
 */
interface Scans {

  /** Scan of the asset in this slot of the book. */
  BigInteger assetUsdE24(int slot, int venue);

  /** Scan of a group's assets together. */
  BigInteger groupUsdE24(int group, int venue);
}
