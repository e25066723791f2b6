import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listedRows, multiplier, priceScanRange, shockWindow, withPinRows } from '../scenarios.js';
import { E9, assetParameters, scenarios } from './sample.js';

const parameters = assetParameters('BTC');
const rows = listedRows(scenarios(), parameters);

test('the price-scan range grows with the root of the liquidation time, from a day on', () => {
  const range = (liquidationSeconds) => priceScanRange(assetParameters('BTC', { liquidationSeconds }));
  assert.equal(range(14_400n), E9(0.16));
  assert.equal(range(86_400n * 4n), E9(0.32));
  // 0.16 * sqrt(2) = 0.22627416997…
  assert.equal(range(86_400n * 2n), 226_274_170n);
  assert.equal(shockWindow({ liquidationSeconds: 86_400n * 4n }), 2);
});

test('a relative row moves by a share of the range, an absolute one to its factor', () => {
  const row = (relative, numerator, denominator) => ({ relative, numerator, denominator });
  assert.equal(multiplier(row(true, -3n, 4n), E9(0.16)), (4e9 - 3 * 160_000_000) / 4e9);
  assert.equal(multiplier(row(false, 34n, 100n), E9(0.16)), 0.34);
});

test('a damped row weighs the tail weight times the range over its move', () => {
  const weights = rows.filter(({ m }) => m < 0.7 || m > 1.2).map(({ m, weightE9 }) => [m, weightE9]);
  // 0.77 * 0.16 = 0.1232; over 0.66, 0.33, 0.5, 1, …
  assert.deepEqual(weights, [
    [0.34, 186_666_667n],
    [0.67, 373_333_334n],
    [1.5, 246_400_000n],
    [2, 123_200_000n],
    [3, 61_600_000n],
    [4, 41_066_667n],
    [5, 30_800_000n],
    [6, 24_640_000n],
  ]);
});

test('the rows of the sample are G33, six skews and a basis row, and columns follow one another', () => {
  assert.equal(rows.length, 38);
  assert.deepEqual(rows.map(({ columns }) => columns), [...Array(31).fill(1), ...Array(7).fill(2)]);
  assert.equal(rows.at(-1).first, 31 + 6 * 2);
});

test('pin rows stand where a strike is within the range of its forward', () => {
  const option = (expiry, strike) => ({ expiry, strike, forward: 100 });
  const all = withPinRows(rows, [option(1n, 83.9), option(1n, 84.5), option(1n, 115.5), option(2n, 100)], E9(0.16));
  assert.deepEqual(
    all.slice(rows.length).map(({ m, pin, first }) => [m, pin.expiry, pin.strike, first]),
    [
      [0.845, 1n, 84.5, 45],
      [1.155, 1n, 115.5, 46],
      [1, 2n, 100, 47],
    ],
  );
});

test('of too many pin rows the nearest stay, of equally near ones the earlier, in their order', () => {
  const options = Array.from({ length: 300 }, (_, i) => ({ expiry: 1n, strike: 2 ** 20 + i - 150, forward: 2 ** 20 }));
  const strikes = withPinRows(rows, options, E9(0.16)).slice(rows.length).map(({ pin }) => pin.strike - 2 ** 20);
  assert.deepEqual(strikes, Array.from({ length: 256 }, (_, i) => i - 128));
});
