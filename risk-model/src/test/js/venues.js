// Venues by name, and the coin each settles in.

import { hex } from './bytes.js';
import { KIND } from './kinds.js';
import { E9, max, min } from './numbers.js';

/** Keys sort as venues do: by chain id, then address. */
export const venueKey = ({ chainId, venue }) => `${chainId.toString().padStart(20, '0')}:${hex(venue)}`;

/** What the rules and a snapshot say of venues. */
export class Venues {
  constructor(rules, instruments, stables) {
    this.terms = new Map(rules.venues.map((venue) => [venueKey(venue), venue]));
    this.coins = new Map();
    this.stresses = new Map();
    for (const { venueKey: key, kind, asset, isCashLike } of instruments) {
      if (kind === KIND.CASH && !this.coins.has(key)) {
        this.coins.set(key, asset);
      }
      if (isCashLike) {
        this.stresses.set(key, max(this.stressE9(key), stables.get(asset)?.stressE9 ?? 0n));
      }
    }
  }

  exitSeconds(key) {
    return this.terms.get(key)?.exitSeconds ?? 0n;
  }

  /** The asset of the venue's first cash instrument. */
  coin(key) {
    return this.coins.get(key) ?? 'USD';
  }

  /** The greatest stress of the stablecoins that are money there. */
  stressE9(key) {
    return this.stresses.get(key) ?? 0n;
  }

  /** What a net liquidation value at the venue counts for, both in 1e-24 USD. */
  credit(key, valueE24) {
    const { creditE9, creditCapUsdE6 } = this.terms.get(key) ?? { creditE9: E9, creditCapUsdE6: null };
    if (valueE24 <= 0n) {
      return valueE24;
    }
    const cap = creditCapUsdE6 === null ? valueE24 : creditCapUsdE6 * 10n ** 18n;
    return (min(valueE24, cap) * creditE9) / E9;
  }
}
