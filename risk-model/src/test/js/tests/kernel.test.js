import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALL, PUT, black76, exp, greeks, impliedDeviation, log, normalCdf } from '../kernel.js';
import { bitsOfDouble, hexDouble } from '../numbers.js';
import { vectors } from './vectors.js';

/** Distance in units of the last place. */
function ulps(x, y) {
  const distance = bitsOfDouble(x) - bitsOfDouble(y);
  return Number(distance < 0n ? -distance : distance);
}

function worstUlps(name, f) {
  const points = vectors(name).points;
  assert.ok(points.length >= 1000);
  return Math.max(...points.map(([x, y]) => ulps(f(hexDouble(x)), hexDouble(y))));
}

test('exp is within one unit of the last place of the vectors', () => {
  assert.ok(worstUlps('kernel-exp', exp) <= 1);
});

test('log is within one unit of the last place of the vectors', () => {
  assert.ok(worstUlps('kernel-log', log) <= 1);
});

test('the normal distribution is close to the vectors, in its tail by ratio', () => {
  for (const [x, y] of vectors('kernel-cdf').points) {
    const expected = hexDouble(y);
    assert.ok(Math.abs(normalCdf(hexDouble(x)) - expected) <= 1e-13 * expected, x);
  }
});

test('option values are within 1e-15 of the larger of forward and strike', () => {
  for (const [isCall, ...numbers] of vectors('kernel-black').points) {
    const [forward, strike, deviation, expected] = numbers.map(hexDouble);
    const side = isCall ? CALL : PUT;
    const value = black76(side, forward, strike, log(forward / strike), deviation, 1);
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

test('the implied deviation gives the price back', () => {
  const price = black76(CALL, 100, 110, log(100 / 110), 0.4, 1);
  assert.ok(Math.abs(impliedDeviation(price, 100, 110, log(100 / 110)) - 0.4) < 1e-14);
  assert.equal(impliedDeviation(0, 100, 110, log(100 / 110)), 0);
  assert.equal(impliedDeviation(100, 100, 110, log(100 / 110)), 30);
});

test('delta and vega are the slopes of the value', () => {
  const [forward, strike, volatility, time, discount] = [100, 90, 0.5, 0.25, 0.98];
  const root = Math.sqrt(time);
  const value = (f, v) => black76(PUT, f, strike, log(f / strike), v * root, discount);
  const { delta, vega } = greeks(PUT, forward, strike, log(forward / strike), volatility * root, discount, root);
  const step = 1e-4;
  assert.ok(Math.abs(delta - (value(forward + step, volatility) - value(forward - step, volatility)) / (2 * step)) < 1e-7);
  assert.ok(Math.abs(vega - (value(forward, volatility + step) - value(forward, volatility - step)) / (2 * step)) < 1e-4);
});

test('what is not a positive normal number has no logarithm', () => {
  for (const x of [0, -0, -1, 2 ** -1023, Infinity, NaN]) {
    assert.ok(Number.isNaN(log(x)));
  }
});
