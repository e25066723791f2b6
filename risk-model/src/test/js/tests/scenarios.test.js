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

/** The pairs of expiry and strike that get a row, of pairs with a forward of 1024 and a range of 256 about it. */
const pinned = (pairs) =>
  withPinRows(rows, pairs.map(([expiry, strike]) => ({ expiry, strike, forward: 1024 })), E9(0.25))
    .slice(rows.length)
    .map(({ pin }) => [pin.expiry, pin.strike]);

const sequence = (length, of) => Array.from({ length }, (_, i) => of(i));

test('as many pin rows as there may be stay, however near to each other', () => {
  const pairs = sequence(256, (i) => [1n, 1024 + i / 256]);
  assert.deepEqual(pinned(pairs), pairs);
});

test('of too many pin rows the first stays in each part of the range, a strike at its end in the last part', () => {
  // One expiry: 256 parts of 2 from 768 on. 1279 and 1280, the end, are in the part of 1278. No room for any other.
  const one = sequence(513, (i) => [1n, 768 + i]);
  assert.deepEqual(pinned(one), sequence(256, (i) => [1n, 768 + 2 * i]));
});

test('the strikes nearest to the forward take the room that the parts leave', () => {
  // 300 strikes from 1022 on, 1/128 apart. Two parts have a first, 1022 and 1024, the strikes 0 and 256. Room for 254:
  // the 43 above 1024, as many below it, and another 168 below it, down to the strike 256 - 211 = 45.
  const pairs = sequence(300, (i) => [1n, 1022 + i / 128]);
  assert.deepEqual(pinned(pairs), [pairs[0], ...pairs.slice(45)]);
});

test('of strikes as near as each other the earlier takes the last room, of one expiry and of two', () => {
  // Firsts: 800, the strike 0 of the 300 (1022.83) and 1024. Room for 253: 126 on each side of 1024 and, of the two
  // next, the lower, 150 - 127 = 23.
  const one = sequence(300, (i) => [1n, 1024 + (i - 150) / 128]);
  assert.deepEqual(pinned([[1n, 800], ...one]), [[1n, 800], one[0], ...one.slice(23, 150 + 127)]);
  // Two expiries, parts of 4. Firsts: 800, and of each expiry the strikes 0 (1022.83) and 75 (1024). Room for 251: 62 on
  // each side in both and, of the four next, both of the first expiry and the lower, 75 - 63 = 12, of the second.
  const near = (expiry) => sequence(150, (i) => [expiry, 1024 + (i - 75) / 64]);
  const [first, second] = [near(1n), near(2n)];
  assert.deepEqual(pinned([[1n, 800], ...first, ...second]), [
    [1n, 800],
    first[0],
    ...first.slice(12, 75 + 64),
    second[0],
    ...second.slice(12, 75 + 63),
  ]);
});

test('expiries share the parts, those without a strike in their range do not count', () => {
  // Two expiries: 128 parts of 4. With the third, of a strike of 2000, there would be 85. 128 + 2 firsts leave room for
  // 126: in the first expiry 63 on each side of 1024 that are no multiples of 4, up to 20 * 4 + 3 = 83 away. 1203 is
  // farther, and no first: it is in the part of 1201.
  const one = sequence(513, (i) => [1n, 768 + i]);
  const pairs = [...one, [2n, 1201], [2n, 1203], [2n, 1204], [3n, 2000]];
  const stays = ([, strike]) => (strike % 4 === 0 && strike < 1280) || (strike >= 1024 - 83 && strike <= 1024 + 83);
  assert.deepEqual(pinned(pairs), [...one.filter(stays), [2n, 1201], [2n, 1204]]);
});

test('with more expiries than half the pin rows each has one first, up to the last row', () => {
  const pairs = (expiries) => sequence(2 * expiries, (i) => [BigInt(1 + (i >> 1)), 1000 + (i % 2)]);
  // 200 firsts leave room for 56 of the strikes of 1001, all as near as each other.
  assert.deepEqual(pinned(pairs(200)), pairs(200).filter(([expiry, strike]) => strike === 1000 || expiry <= 56n));
  assert.deepEqual(pinned(pairs(300)), sequence(256, (i) => [BigInt(1 + i), 1000]));
});
