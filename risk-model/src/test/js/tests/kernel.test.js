import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { CALL, PUT, black76, exp, greeks, impliedDeviation, log, normalCdf, power, shownGreeks } from '../kernel.js';
import { bitsOfDouble, hexDouble } from '../numbers.js';
import { Svi } from '../smile.js';
import { vectors } from './vectors.js';

const undiscounted = (isCall, forward, strike, deviation) =>
  black76(isCall ? CALL : PUT, forward, strike, log(forward / strike), deviation, 1);

const FUNCTIONS = {
  exp,
  log,
  power,
  cdf: normalCdf,
  svi: (a, b, rho, m, sigma, k) => new Svi(a, b, rho, m, sigma, 1).totalVariance(k),
  black: undiscounted,
  'black-wide': undiscounted,
  implied: (price, forward, strike) => impliedDeviation(price, forward, strike, log(forward / strike)),
};

const parsed = (value) => (typeof value === 'string' && value.includes('x') ? hexDouble(value) : value);

for (const [name, f] of Object.entries(FUNCTIONS)) {
  test(`${name} has the bits of the first implementation`, () => {
    const sha256 = createHash('sha256');
    const result = Buffer.alloc(8);
    for (const point of vectors(`kernel-${name}`).points) {
      result.writeDoubleBE(f(...point.map(parsed)));
      sha256.update(result);
    }
    assert.equal(sha256.digest('hex'), vectors('kernel-bits').sha256[name]);
  });
}

test('the greeks have the bits of the first implementation', () => {
  const sha256 = createHash('sha256');
  const result = Buffer.alloc(8);
  for (const point of vectors('kernel-greeks').points) {
    for (const greek of allGreeks(...point.map(parsed))) {
      result.writeDoubleBE(greek);
      sha256.update(result);
    }
  }
  assert.equal(sha256.digest('hex'), vectors('kernel-bits').sha256.greeks);
});

function allGreeks(isCall, forward, strike, volatility, years, rate, discount) {
  const side = isCall ? CALL : PUT;
  const logMoneyness = log(forward / strike);
  const root = Math.sqrt(years);
  const { delta, vega } = greeks(side, forward, strike, logMoneyness, volatility * root, discount, root);
  const shown = shownGreeks(side, forward, strike, logMoneyness, volatility, years, rate, discount);
  return [delta, shown.gamma, vega, shown.vanna, shown.volga, shown.charm, shown.theta];
}

/** Distance in units of the last place. */
function ulps(x, y) {
  const distance = bitsOfDouble(x) - bitsOfDouble(y);
  return Number(distance < 0n ? -distance : distance);
}

for (const name of ['exp', 'log']) {
  test(`${name} is within one unit of the last place of the exact result`, () => {
    const { points } = vectors(`kernel-${name}`);
    assert.ok(points.length >= 1000);
    const worst = Math.max(...points.map(([x, y]) => ulps(FUNCTIONS[name](hexDouble(x)), hexDouble(y))));
    assert.ok(worst <= 1, `${worst}`);
  });
}

test('option values are within 1e-15 of the larger of forward and strike', () => {
  for (const [isCall, ...numbers] of vectors('kernel-black').points) {
    const [forward, strike, deviation, expected] = numbers.map(hexDouble);
    const value = undiscounted(isCall, forward, strike, deviation);
    assert.ok(Math.abs(value - expected) <= 1e-15 * Math.max(forward, strike), numbers.join());
  }
});

test('an option without deviation is worth its discounted payoff', () => {
  assert.equal(black76(CALL, 120, 100, log(1.2), 0, 0.5), 10);
  assert.equal(black76(PUT, 120, 100, log(1.2), 0, 0.5), 0);
  assert.equal(black76(PUT, 80, 100, log(0.8), 0, 1), 20);
  // At the money the least deviation, 1e-12, shows: 100 * 1e-12 / sqrt(2 pi).
  assert.ok(black76(CALL, 100, 100, log(1), 0, 1) < 4e-11);
});

test('the implied deviation is 0 without time value and 30 at the forward', () => {
  assert.equal(impliedDeviation(0, 100, 110, log(100 / 110)), 0);
  assert.equal(impliedDeviation(10, 110, 100, log(1.1)), 0);
  assert.equal(impliedDeviation(100, 100, 110, log(100 / 110)), 30);
});

test('what is not a positive normal number has no logarithm', () => {
  for (const x of [0, -0, -1, 2 ** -1023, Infinity, NaN]) {
    assert.ok(Number.isNaN(log(x)));
  }
});
