// Section 7: what a book loses in each row, and what the worst row costs.

import { isDated, isOption } from './kinds.js';
import { E9, floorDiv, min } from './numbers.js';
import { RULE } from './scenarios.js';

/** Profit or loss of positions in one asset at one venue, in every row of the asset, in lot-quanta. */
export function amounts(asset, positions, validitySeconds) {
  const undated = weightedColumns(positions.filter(({ instrument }) => !isDated(instrument.kind)));
  const expiries = byExpiry(positions).map((group) => expiryOf(asset, group, validitySeconds));
  return asset.rows.map((row) => {
    // In a basis row the columns of what has no expiry are 0.
    let sum = undated === null ? 0n : undated[row.first];
    for (const expiry of expiries) {
      sum += row.rule === RULE.BASIS ? basisLoss(expiry, row) : profitOf(expiry, row);
    }
    return row.weightE9 === E9 ? sum : floorDiv(row.weightE9 * sum, E9);
  });
}

function byExpiry(positions) {
  const groups = new Map();
  for (const position of positions) {
    const { kind, expiry } = position.instrument;
    if (isDated(kind)) {
      groups.set(expiry, [...(groups.get(expiry) ?? []), position]);
    }
  }
  return [...groups];
}

/** Changes of value by column: `futures` and `options` (null: none), and the `value` of the options now. */
function expiryOf(asset, [expiry, positions], validitySeconds) {
  const t = asset.secondsTo(expiry);
  const options = positions.filter(({ instrument }) => isOption(instrument.kind));
  const futures = positions.filter(({ instrument }) => !isOption(instrument.kind));
  return {
    futures: weightedColumns(futures),
    options: weightedColumns(options),
    value: options.reduce((sum, { lots, value }) => sum + lots * value.V, 0n),
    ...asset.discount(expiry),
    basisE9: asset.basisE9(t),
    isNear: t <= asset.parameters.liquidationSeconds + validitySeconds,
  };
}

/** The sum of lots * P, column by column; null for no positions. */
function weightedColumns(positions) {
  if (positions.length === 0) {
    return null;
  }
  const [first, ...others] = positions;
  const sums = first.value.P.map((change) => first.lots * change);
  for (const { lots, value } of others) {
    const { P } = value;
    for (let c = 0; c < sums.length; c++) {
      sums[c] += lots * P[c];
    }
  }
  return sums;
}

/** C_e of a row, of two columns the worse. */
function profitOf(expiry, row) {
  let profit = profitIn(expiry, row.first);
  if (row.columns === 2) {
    profit = min(profit, profitIn(expiry, row.first + 1));
  }
  return expiry.isNear ? min(0n, profit) : profit;
}

function profitIn({ futures, options, value, long, short }, column) {
  const profit = futures === null ? 0n : futures[column];
  if (options === null) {
    return profit;
  }
  const then = value + options[column];
  const rate = then < 0n ? short : long;
  return profit + (rate === E9 ? then : floorDiv(then * rate, E9)) - value;
}

function basisLoss({ futures, options, basisE9 }, row) {
  let worst = 0n;
  for (const column of [row.first, row.first + 1]) {
    worst = min(worst, (futures?.[column] ?? 0n) + (options?.[column] ?? 0n));
  }
  return floorDiv(worst * basisE9, E9);
}

/**
 * Over blocks of rows, the sum of the greatest cost in each, in 1e-9 of the amounts' unit.
 *
 * @param rows with their `block`
 * @param venues per venue its `amounts` by row and the rate `transferE9` of bringing a gain from there
 */
export function scanCost(rows, venues) {
  const cheapestFirst = [...venues].sort((a, b) => (a.transferE9 < b.transferE9 ? -1 : 1));
  const worst = new Map();
  rows.forEach(({ block }, row) => {
    const cost = rowCost(cheapestFirst, row);
    if (cost > (worst.get(block) ?? 0n)) {
      worst.set(block, cost);
    }
  });
  let total = 0n;
  for (const cost of worst.values()) {
    total += cost;
  }
  return total;
}

/** What is lost after gains elsewhere, and the price of moving those that are needed, the cheapest first. */
function rowCost(venues, row) {
  let losses = 0n;
  let net = 0n;
  for (const { amounts: of } of venues) {
    const amount = of[row];
    net += amount;
    if (amount < 0n) {
      losses -= amount;
    }
  }
  if (losses === 0n) {
    return 0n;
  }
  const loss = net < 0n ? -net : 0n;
  let cost = loss * E9;
  let need = losses - loss;
  for (const { amounts: of, transferE9 } of venues) {
    if (need === 0n) {
      break;
    }
    if (of[row] > 0n) {
      const used = min(need, of[row]);
      cost += transferE9 * used;
      need -= used;
    }
  }
  return cost;
}
