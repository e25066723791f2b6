// Section 5, integers: the value of an instrument in quanta, now and in every column of its asset's rows.

import { contractOf } from './contracts.js';
import { KIND, isOption } from './kinds.js';
import { E9, floorDiv, halfEvenDiv, max, rint } from './numbers.js';
import { RULE } from './scenarios.js';
import { venueKey } from './venues.js';

const LIMIT = 2 ** 51;
const MARK_LIMIT = 2n ** 63n;
const MILLION = 10n ** 6n;

class NoValue extends Error {}

/**
 * The instruments of a snapshot with what they are worth, in the same order. `value` is null for those without:
 * otherwise it holds markE6 and, unless it `isCashLike`, V, D, W, G, N, M and the columns P, all BigInt.
 */
export function valued(instruments, model) {
  return instruments.map((instrument) => {
    const isCashLike = model.isCashLike(instrument);
    const book = isCashLike ? null : model.bookOf(instrument.asset);
    return {
      ...instrument,
      venueKey: venueKey(instrument),
      isCashLike,
      book,
      value: isCashLike ? cashValue(instrument, model) : bookValue(instrument, book, model),
    };
  });
}

function cashValue({ asset }, model) {
  if (asset === 'USD') {
    return { markE6: MILLION };
  }
  const priceE8 = model.markets.usablePriceE8(asset);
  return priceE8 === null ? null : limited({ markE6: halfEvenDiv(priceE8, 100n) });
}

const limited = (value) => (value.markE6 < MARK_LIMIT ? value : null);

function bookValue(instrument, book, model) {
  const priceE8 = book === null || book.spot === null || instrument.kind === KIND.CASH ? null : model.markets.usablePriceE8(instrument.asset);
  const contract = priceE8 === null ? null : contractOf(instrument, book, Number(priceE8) / 1e8);
  return contract === null ? null : integersOf(contract, instrument, book);
}

function integersOf(contract, instrument, book) {
  const Q = (x) => {
    const scaled = x * book.quantaPerUsd;
    const result = Math.abs(scaled) < LIMIT ? rint(scaled) : LIMIT;
    if (Math.abs(result) >= LIMIT) {
      throw new NoValue();
    }
    return result;
  };
  try {
    const V = Q(contract.now);
    const least = leastInBasis(instrument, BigInt(V), book);
    const columns = book.rows.flatMap((row) => {
      const changes = columnsOf(row, contract).map((x) => BigInt(Q(x) - V));
      return row.rule === RULE.BASIS && least !== null ? changes.map((change) => max(least, change)) : changes;
    });
    const { D, W, G, N, M } = contract.integers(V, Q);
    const [v, d, w, g, n, m] = [V, D, W, G, N, M].map(BigInt);
    return limited({ markE6: halfEvenDiv(v * MILLION, book.quantaPerUsdInteger), V: v, D: d, W: w, G: g, N: n, M: m, P: columns });
  } catch (failure) {
    if (failure instanceof NoValue) {
      return null;
    }
    throw failure;
  }
}

/** The change in basis columns that costs a live option's whole value at the row's rate; null if there is no limit. */
function leastInBasis({ kind, expiry }, V, book) {
  const t = book.secondsTo(expiry);
  const rateE9 = book.basisE9(t);
  return isOption(kind) && t > 0n && rateE9 > 0n ? -floorDiv(V * E9, rateE9) : null;
}

const columnsOf = (row, contract) =>
  row.columns === 1 ? [contract.column(row, 0)] : [contract.column(row, 0), contract.column(row, 1)];

