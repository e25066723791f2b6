// Section 4: which price and which market data of an asset the round uses.

import { E9, floorDiv, min } from './numbers.js';
import { acceptedSlices } from './smile.js';

/** Below this, 0.01 USD, nothing has a value. */
const LEAST_PRICE_E8 = 10n ** 6n;

/** What stablecoins have. */
export const NO_MARKET = { good: null, inUse: null, accepted: [], refused: false };

/** Prices and market data of one snapshot, by asset name. */
export class Markets {
  /** @param parametersOf a function from name to the parameters that speak for it, or undefined */
  constructor(snapshot, relatedTokens, parametersOf) {
    this.anchorTime = snapshot.anchorTime;
    this.parametersOf = parametersOf;
    this.observed = byName(snapshot.observed);
    this.carried = byName(snapshot.carried.assets);
    this.now = byName(snapshot.market);
    this.related = byName(relatedTokens);
    this.selected = new Map();
  }

  /** The price of its own: observed, else carried, else null. */
  ownPriceE8(name) {
    return (this.observed.get(name) ?? this.carried.get(name))?.priceE8 ?? null;
  }

  /** The price the model uses: of a redeemable token at most what it redeems for; null if there is none. */
  priceE8(name) {
    const own = this.ownPriceE8(name);
    const underlying = this.related.get(name)?.underlying;
    const redemptionE9 = underlying === undefined ? 0n : (this.market(name).inUse?.redemptionE9 ?? 0n);
    if (own === null || redemptionE9 <= 0n) {
      return own;
    }
    const underlyingE8 = this.ownPriceE8(underlying);
    return underlyingE8 === null ? null : min(own, floorDiv(redemptionE9 * underlyingE8, E9));
  }

  /** The same, but null where it is too low for anything to have a value. */
  usablePriceE8(name) {
    const price = this.priceE8(name);
    return price === null || price < LEAST_PRICE_E8 ? null : price;
  }

  /**
   * `good`: the snapshot's market, if it is good, else null; `inUse`: that or the carried one, or null; `accepted`: the
   * accepted slices of the one in use; `refused`: whether the snapshot's has a refused slice. Stablecoins have none.
   */
  market(name) {
    if (this.parametersOf(name) === undefined) {
      return NO_MARKET;
    }
    if (!this.selected.has(name)) {
      this.selected.set(name, this.select(name));
    }
    return this.selected.get(name);
  }

  select(name) {
    const offered = this.now.get(name) ?? null;
    const slices = this.slices(name, offered);
    const hasLive = offered !== null && offered.slices.some(({ expiry }) => expiry > this.anchorTime);
    if (offered !== null && offered.feedSpotE8 > 0n && (!hasLive || slices.accepted.length > 0)) {
      return { good: offered, inUse: offered, ...slices };
    }
    const before = this.carried.get(name)?.market ?? null;
    return { good: null, inUse: before, accepted: this.slices(name, before).accepted, refused: slices.refused };
  }

  slices(name, market) {
    const tolerance = Number(this.parametersOf(name).smileToleranceE9) / 1e9;
    return acceptedSlices(market?.slices ?? [], this.anchorTime, tolerance);
  }
}

export const byName = (entries) => new Map(entries.map((entry) => [entry.asset, entry]));
