import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Curve } from '../curve.js';
import { CALL, black76, exp, log } from '../kernel.js';
import { Markets } from '../market.js';
import { acceptedSlices } from '../smile.js';
import { E9, NOW, assetParameters, market, noCarried, observed, quoteSlice, sviSlice } from './sample.js';

const DAY = 86_400n;
const inDays = (days) => NOW + BigInt(days) * DAY;
const flat = (expiry, forward, vol) => quoteSlice(expiry, forward, [[0.8, vol], [1, vol], [1.2, vol]]);

const marketsOf = (snapshot, related = []) =>
  new Markets({ anchorTime: NOW, observed: [], market: [], carried: noCarried, ...snapshot }, related, () => assetParameters('BTC'));

test('the observed price stands before the carried one', () => {
  const carried = { ...noCarried, assets: [{ asset: 'BTC', priceE8: 5n, market: null }, { asset: 'ETH', priceE8: 7n, market: null }] };
  const markets = marketsOf({ observed: [observed('BTC', 40_000)], carried });
  assert.deepEqual(['BTC', 'ETH', 'SOL'].map((name) => markets.priceE8(name)), [4_000_000_000_000n, 7n, null]);
  assert.equal(markets.usablePriceE8('ETH'), null);
});

test('a token is worth at most what it redeems for', () => {
  const related = [{ asset: 'STETH', underlying: 'ETH' }];
  const priceAt = (own, redemption) =>
    marketsOf(
      {
        observed: [observed('ETH', 2000), observed('STETH', own)],
        market: [market('STETH', 2000, { redemptionE9: E9(redemption) })],
      },
      related,
    ).priceE8('STETH');
  assert.equal(priceAt(2100, 1.01), 202_000_000_000n);
  assert.equal(priceAt(1990, 1.01), 199_000_000_000n);
  assert.equal(priceAt(2100, 0), 210_000_000_000n);
});

test('a market without an accepted live slice gives way to the carried one', () => {
  const good = market('BTC', 40_000, { slices: [flat(inDays(30), 40_100, 0.5)] });
  const bad = market('BTC', 40_000, { slices: [flat(inDays(30), 40_100, 25)] });
  const carried = { ...noCarried, assets: [{ asset: 'BTC', priceE8: 1n, market: good }] };
  assert.equal(marketsOf({ market: [good] }).market('BTC').good, good);
  const { good: none, inUse, refused } = marketsOf({ market: [bad], carried }).market('BTC');
  assert.deepEqual([none, inUse, refused], [null, good, true]);
  const settledOnly = market('BTC', 40_000, { slices: [flat(inDays(-1), 40_100, 25)] });
  assert.equal(marketsOf({ market: [settledOnly] }).market('BTC').good, settledOnly);
});

const accepted = (slices, tolerance = 0) => acceptedSlices(slices, NOW, tolerance);

test('quotes give their own volatility at nodes, linear variance between and flat ends', () => {
  const { accepted: [slice] } = accepted([quoteSlice(inDays(30), 100, [[0.5, 0.9], [1, 0.5], [2, 0.8]])]);
  assert.equal(slice.smile.volatility(log(1)), 0.5);
  assert.equal(slice.smile.volatility(-3), 0.9);
  assert.equal(slice.smile.volatility(3), Math.sqrt(0.8 * 0.8));
  assert.ok(Math.abs(slice.smile.volatility(0.5 * log(2)) - Math.sqrt((0.25 + 0.64) / 2)) < 1e-15);
});

test('a quote above its neighbours is lowered within the tolerance and refused beyond', () => {
  const bump = quoteSlice(inDays(365), 100, [[0.9, 0.5], [1, 0.52], [1.02, 0.5]]);
  assert.deepEqual(accepted([bump]), { accepted: [], refused: true });
  const { accepted: [slice], refused } = accepted([bump], 0.01);
  assert.equal(refused, false);
  const call = (strike) => black76(CALL, 100, strike, log(100 / strike), 0.5, 1);
  const chord = call(90) + (call(102) - call(90)) * (10 / 12);
  const vol = slice.smile.volatility(0);
  assert.ok(vol > 0.5 && vol < 0.52);
  assert.ok(Math.abs(black76(CALL, 100, 100, 0, vol, 1) - chord) < 1e-12);
});

test('impossible slices are refused', () => {
  const expiry = inDays(30);
  const svi = (numbers, tau) => sviSlice(expiry, 100, numbers, tau);
  const refused = [
    quoteSlice(expiry, 100, []),
    { ...flat(expiry, 100, 0.5), forwardE8: 0n },
    flat(expiry, 100, 0),
    flat(expiry, 100, 20.1),
    svi([0.02, -0.1, 0, 0, 0.1]),
    svi([0.02, 0.1, 1, 0, 0.1]),
    svi([0.02, 0.1, 0, 0, 0]),
    svi([-0.02, 0.1, 0, 0, 0.1]),
    svi([0.02, 0.1, 0, 0, 0.1], 0n),
    // b (1 + |rho|) <= 2 fails: a butterfly far out.
    svi([0.02, 1.5, -0.7, 0, 0.1]),
  ];
  for (const slice of refused) {
    assert.deepEqual(accepted([slice]), { accepted: [], refused: true });
  }
  assert.equal(accepted([svi([0.02, 0.1, -0.3, 0, 0.1])]).accepted.length, 1);
});

test('total variance must not fall from one accepted slice to the next', () => {
  const early = flat(inDays(10), 100, 0.8);
  const falling = flat(inDays(20), 100, 0.5);
  assert.deepEqual(accepted([early, falling]).accepted.map(({ expiry }) => expiry), [early.expiry]);
  // 0.5^2 * 20 / (0.8^2 * 10) = 0.78125
  assert.equal(accepted([early, falling], 0.22).accepted.length, 2);
  const later = flat(inDays(40), 100, 0.5);
  assert.deepEqual(accepted([early, falling, later]).accepted.map(({ expiry }) => expiry), [early.expiry, later.expiry]);
});

test('the curve meets its slices, interpolates growth and total variance, and stays flat in volatility outside', () => {
  const slices = [flat(inDays(30), 101, 0.6), flat(inDays(90), 104, 0.5)];
  const curve = new Curve(accepted(slices).accepted, 50, 100, NOW);
  const near = (x, y) => assert.ok(Math.abs(x - y) < 1e-14 * Math.abs(y), `${x} ${y}`);
  assert.equal(curve.at(inDays(30)).forward, 50 * (101 / 100));
  assert.equal(curve.at(inDays(30)).k(202), log(202 / 101));
  const between = curve.at(inDays(60));
  near(between.forward, 50 * Math.sqrt(1.01 * 1.04));
  near(between.volatility(0), Math.sqrt((0.36 * 30 + 0.25 * 90) / 2 / 60));
  const before = curve.at(inDays(15));
  near(before.forward, 50 * Math.sqrt(1.01));
  near(before.volatility(0), 0.6);
  const beyond = curve.at(inDays(180));
  near(beyond.forward, 50 * 1.04 ** 2);
  near(beyond.volatility(0), 0.5);
  near(beyond.k(108.16 * exp(1)), 1);
  assert.equal(new Curve([], 50, 100, NOW).at(inDays(30)), null);
});
