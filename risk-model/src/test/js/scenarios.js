// Section 3: the rows of the scan, and what each does to price and volatility.

import { log } from './kernel.js';
import { DAY, E9, abs, ceilDiv, ceilSqrt, max, min } from './numbers.js';

/** Volatility rules of rows, as the rules write them. */
export const RULE = { NONE: 0n, UP: 1n, DOWN: 2n, SKEW_LINEAR: 3n, SKEW_ABSOLUTE: 4n, BASIS: 5n };

const TWO_COLUMNS = new Set([RULE.SKEW_LINEAR, RULE.SKEW_ABSOLUTE, RULE.BASIS]);
const MOST_PIN_ROWS = 256;

/** The price-scan range of an asset over its liquidation time, in 1e-9 of the price. */
export function priceScanRange({ psrE9, liquidationSeconds }) {
  return ceilSqrt(ceilDiv(psrE9 * psrE9 * max(DAY, liquidationSeconds), DAY));
}

/** How much wider volatility shocks are than over one day: the root of days. */
export const shockWindow = ({ liquidationSeconds }) => Math.sqrt(Number(max(DAY, liquidationSeconds)) / Number(DAY));

/** The factor on spot of a row, as a double. */
export function multiplier({ relative, numerator, denominator }, range) {
  return relative
    ? Number(denominator * E9 + numerator * range) / Number(denominator * E9)
    : Number(numerator) / Number(denominator);
}

function weight({ damped, weightE9, numerator, denominator }, range, { tailWeightE9 }) {
  if (!damped) {
    return weightE9;
  }
  const move = abs(numerator - denominator) * E9;
  return min(E9, ceilDiv(tailWeightE9 * range * denominator, move));
}

/**
 * The listed rows for one asset: `m` and its logarithm, `weightE9`, `block`, `rule`, the number of value columns and the
 * place of the first one, `pin` null.
 */
export function listedRows(scenarios, parameters) {
  const range = priceScanRange(parameters);
  return placed(
    scenarios.map((row) => ({
      m: multiplier(row, range),
      weightE9: weight(row, range, parameters),
      block: row.block,
      rule: row.volRule,
      columns: TWO_COLUMNS.has(row.volRule) ? 2 : 1,
      pin: null,
    })),
  );
}

/**
 * Listed rows, then a row for each strike near enough to its forward to be where the price settles.
 *
 * @param options expiry (live, within pinDays), forward and strike (doubles) of the asset's options, rising by expiry and
 *     strike, each pair once
 */
export function withPinRows(rows, options, range) {
  const reach = Number(range) / 1e9;
  const near = options.filter(({ strike, forward }) => Math.abs(strike / forward - 1) <= reach);
  const pins = thinned(near, reach).map(({ expiry, strike, forward }) => ({
    m: strike / forward,
    weightE9: E9,
    block: 0n,
    rule: RULE.NONE,
    columns: 1,
    pin: { expiry, strike },
  }));
  return placed([...rows, ...pins]);
}

/**
 * Of too many pairs, the first in each of the equal parts of an expiry's range; where those leave room, the nearest to
 * their forwards of the others.
 */
function thinned(pairs, reach) {
  if (pairs.length <= MOST_PIN_ROWS) {
    return pairs;
  }
  const staying = new Set(firstOfParts(pairs, reach).slice(0, MOST_PIN_ROWS));
  const distance = ({ strike, forward }) => Math.abs(strike / forward - 1);
  // The sort is stable: of pairs equally near the earlier comes first.
  const nearest = pairs.filter((pair) => !staying.has(pair)).sort((a, b) => distance(a) - distance(b));
  nearest.slice(0, MOST_PIN_ROWS - staying.size).forEach((pair) => staying.add(pair));
  return pairs.filter((pair) => staying.has(pair));
}

function firstOfParts(pairs, reach) {
  const expiries = new Set(pairs.map(({ expiry }) => expiry)).size;
  const parts = Math.max(1, Math.floor(MOST_PIN_ROWS / expiries));
  const partOf = ({ strike, forward }) =>
    Math.min(parts - 1, Math.floor(((strike / forward - 1 + reach) / (2 * reach)) * parts));
  // Strikes rise, and parts with them: a pair is the first of its part if the one before it is of another.
  const isFirst = (pair, before) => pair.expiry !== before?.expiry || partOf(pair) !== partOf(before);
  return pairs.filter((pair, i) => isFirst(pair, pairs[i - 1]));
}

function placed(rows) {
  let first = 0;
  return rows.map((row) => {
    const result = { ...row, logM: log(row.m), first };
    first += row.columns;
    return result;
  });
}
