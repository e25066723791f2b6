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
  const near = options
    .map((option) => ({ ...option, distance: Math.abs(option.strike / option.forward - 1) }))
    .filter(({ distance }) => distance <= reach);
  const pins = nearest(near, MOST_PIN_ROWS).map(({ expiry, strike, forward }) => ({
    m: strike / forward,
    weightE9: E9,
    block: 0n,
    rule: RULE.NONE,
    columns: 1,
    pin: { expiry, strike },
  }));
  return placed([...rows, ...pins]);
}

/** The `count` items of least distance, of equal ones the earlier, in their order. */
function nearest(items, count) {
  if (items.length <= count) {
    return items;
  }
  const ranked = items.map((_, i) => i).sort((i, j) => items[i].distance - items[j].distance || i - j);
  const kept = new Set(ranked.slice(0, count));
  return items.filter((_, i) => kept.has(i));
}

function placed(rows) {
  let first = 0;
  return rows.map((row) => {
    const result = { ...row, logM: log(row.m), first };
    first += row.columns;
    return result;
  });
}
