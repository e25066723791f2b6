// Section 6: an account's positions with a value, in lots, by venue and asset.

import { bitLength, floorDiv } from './numbers.js';
import { amounts } from './scan.js';

const MOST_LOT_BITS = 63;
const MOST_VALUE_BITS = 116;

/**
 * The book of an account.
 *
 * `venues`, rising, each with its `key`, whether it `isHome`, its net liquidation value `valueE24` and
 * its `holdings` by asset name; `overflows`; `hasUnvalued` for any position without a value, and
 * `owesUnvalued` for a short one.
 */
export function bookOf(account, model) {
  const book = { venues: [], overflows: false, hasUnvalued: false, owesUnvalued: false };
  const venues = new Map();
  book.overflows = BigInt(account.positions.length) > model.rules.maxPositions;
  for (const { instrument: index, quantityE18 } of account.positions) {
    const instrument = model.instruments[Number(index)];
    if (instrument.value === null) {
      book.hasUnvalued = true;
      book.owesUnvalued ||= quantityE18 < 0n;
    } else {
      const lots = lotsOf(instrument, quantityE18);
      book.overflows ||= isTooLarge(instrument, quantityE18, lots);
      add(venueOf(venues, instrument, account), instrument, quantityE18, lots);
    }
  }
  book.venues = [...venues.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return book;
}

/** A book of nothing but this many lots of one instrument with a value, as at home. */
export function bookOfOne(instrument, lots) {
  const venues = new Map();
  add(venueOf(venues, instrument, { homeChainId: instrument.chainId }), instrument, 0n, lots);
  return { venues: [...venues.values()] };
}

/** Cut against the account; null for what is cash-like, which has no lots. */
function lotsOf({ isCashLike, book }, quantityE18) {
  return isCashLike ? null : floorDiv(quantityE18, 10n ** (18n - book.parameters.lotDecimals));
}

function isTooLarge({ value }, quantityE18, lots) {
  return (
    (lots !== null && bitLength(lots) > MOST_LOT_BITS) ||
    bitLength(quantityE18) + bitLength(value.markE6) > MOST_VALUE_BITS
  );
}

function venueOf(venues, { venueKey: key, chainId }, { homeChainId }) {
  if (!venues.has(key)) {
    venues.set(key, { key, isHome: chainId === homeChainId, valueE24: 0n, holdings: new Map() });
  }
  return venues.get(key);
}

function add(venue, instrument, quantityE18, lots) {
  venue.valueE24 += quantityE18 * instrument.value.markE6;
  if (instrument.isCashLike) {
    return;
  }
  const name = instrument.book.name;
  if (!venue.holdings.has(name)) {
    venue.holdings.set(name, new Holding(instrument.book, venue));
  }
  venue.holdings.get(name).positions.push({ instrument, lots, value: instrument.value });
}

/** What an account holds of one asset at one venue. */
export class Holding {
  constructor(asset, venue) {
    this.asset = asset;
    this.venue = venue;
    this.positions = [];
    this.cachedAmounts = null;
  }

  /** Profit or loss in every row, lot-quanta. */
  amounts(model) {
    this.cachedAmounts ??= amounts(this.asset, this.positions, model.rules.validitySeconds);
    return this.cachedAmounts;
  }

  /** The lot-weighted sum of an integer of the instruments, over the positions that a test accepts. */
  sum(integer, accepts = () => true) {
    let total = 0n;
    for (const position of this.positions) {
      if (accepts(position.instrument)) {
        total += position.lots * position.value[integer];
      }
    }
    return total;
  }
}
