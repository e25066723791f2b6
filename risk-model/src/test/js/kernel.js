// Section 2: the functions of real numbers, in IEEE doubles and in the order of operations of the document.

import { bitsOfDouble, doubleOfBits, hexDouble, isPositiveNormal, powerOfTwo, signOf } from './numbers.js';

const doubles = (text) => text.trim().split(/\s+/).map(hexDouble);

const INV_SQRT_2PI = hexDouble('0x1.9884533d43651p-2');
const LN2_HIGH = hexDouble('0x1.62e42fee00000p-1');
const LN2_LOW = hexDouble('0x1.a39ef35793c76p-33');
const LOG2_E = hexDouble('0x1.71547652b82fep+0');
const EXP = doubles(`
  0x1.0000000000000p-1 0x1.5555555555557p-3 0x1.5555555555556p-5 0x1.11111111100dfp-7
  0x1.6c16c16c162d6p-10 0x1.a01a01abe62ddp-13 0x1.a01a01a6d7808p-16 0x1.71de02375656cp-19
  0x1.27e4db67b4303p-22 0x1.af4ddd84882fep-26 0x1.1f72fc730b4ffp-29`);
const LOG = doubles(`
  0x1.5555555555555p-1 0x1.9999999999a38p-2 0x1.2492492476cccp-2 0x1.c71c720159177p-3
  0x1.745cf9048dd95p-3 0x1.3b1c355a8f7a2p-3 0x1.0fbe95d716020p-3 0x1.0c039c49989c6p-3`);
const TAIL = doubles(`
  0x1.89d3abe1f95aep-1 -0x1.54ad03f27ca18p-1 0x1.fb31653876f68p-2 -0x1.410ed5f8759e4p-2
  0x1.51f6329f0282fp-3 -0x1.1b1c254c9da87p-4 0x1.54b4d4f418508p-6 -0x1.88590ea6fbed2p-9
  -0x1.a25036fcf8d38p-11 0x1.1daf1d1fe8f97p-11 -0x1.f214b31046dd4p-15 -0x1.a170e238625eep-15
  0x1.17df61a9d74f3p-16 0x1.0b2b91d466248p-18 -0x1.73d42eaa7e968p-19 -0x1.6a534468d07f4p-22
  0x1.d286dd0bdbc8bp-22 0x1.778b90d60fa1ap-25 -0x1.1e9870c039c31p-24 -0x1.6cb9d39afef30p-27
  0x1.06f58fa1477d7p-27 0x1.32cf3ea6056fep-29`);
const TAIL_EVEN = TAIL.filter((_, i) => i % 2 === 0);
const TAIL_ODD = TAIL.filter((_, i) => i % 2 === 1);

const ROUNDER = 1.5 * 2 ** 52;

/** Horner from the highest power. */
function polynomial(coefficients, x) {
  let sum = coefficients[coefficients.length - 1];
  for (let i = coefficients.length - 2; i >= 0; i--) {
    sum = coefficients[i] + x * sum;
  }
  return sum;
}

export function exp(power) {
  const x = Math.min(Math.max(power, -708), 709);
  if (Number.isNaN(x)) {
    return NaN;
  }
  const n = x * LOG2_E + ROUNDER - ROUNDER;
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  const p = polynomial(EXP, r);
  return (1 + (r + r * r * p)) * powerOfTwo(n);
}

const MANTISSA = 0xfffffffffffffn;
const ROOT_TWO_MANTISSA = 0x6a09e667f3bcdn;

/** Of what is not a positive normal number: NaN, so that whatever depends on it has no value. */
export function log(x) {
  if (!isPositiveNormal(x)) {
    return NaN;
  }
  const word = bitsOfDouble(x);
  const mantissa = word & MANTISSA;
  const upper = mantissa >= ROOT_TWO_MANTISSA ? 1n : 0n;
  const e = Number((word >> 52n) - 1023n + upper);
  const f = doubleOfBits(((1023n - upper) << 52n) | mantissa) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const p = z * polynomial(LOG, z);
  const h = 0.5 * f * f;
  return e * LN2_HIGH - (h - (s * (h + p) + e * LN2_LOW) - f);
}

export const power = (b, y) => exp(y * log(b));

/** The normal tail at |x|, divided by exp(-x*x/2). */
function tailRatio(x) {
  const u = Math.min(Math.abs(x), 38.6);
  const t = (u - 5) / (u + 5);
  const z = t * t;
  return (polynomial(TAIL_EVEN, z) + t * polynomial(TAIL_ODD, z)) / (u + 5);
}

export function normalCdf(x) {
  const q = exp(-0.5 * (x * x)) * tailRatio(x);
  const c = signOf(x);
  return 0.5 * (1 + c) - c * q;
}

function probabilities(side, forward, strike, logMoneyness, deviation) {
  const s = Math.min(Math.max(deviation, 1e-12), 30);
  const d1 = logMoneyness / s + 0.5 * s;
  const d2 = d1 - s;
  const n1 = exp(-0.5 * (d1 * d1));
  const n2 = n1 * (forward / strike);
  const c1 = signOf(side * d1);
  const c2 = signOf(side * d2);
  return {
    s,
    d1,
    d2,
    density: n1,
    first: 0.5 * (1 + c1) - c1 * (n1 * tailRatio(d1)),
    second: 0.5 * (1 + c2) - c2 * (n2 * tailRatio(d2)),
  };
}

export const CALL = 1;
export const PUT = -1;

/** The value of an option of side CALL or PUT; logMoneyness is ln(forward / strike). */
export function black76(side, forward, strike, logMoneyness, deviation, discount) {
  const { first, second } = probabilities(side, forward, strike, logMoneyness, deviation);
  return Math.max(discount * (side * (forward * first - strike * second)), 0);
}

/** Delta, and vega per 1.00 of volatility; rootOfTime is sqrt(T). */
export function greeks(side, forward, strike, logMoneyness, deviation, discount, rootOfTime) {
  const { density, first } = probabilities(side, forward, strike, logMoneyness, deviation);
  const g1 = density * INV_SQRT_2PI;
  return {
    delta: discount * (side * first),
    vega: discount * (forward * g1) * rootOfTime,
  };
}

/** The greeks that are shown and never signed; `volatility * sqrt(years)` is the deviation. */
export function shownGreeks(side, forward, strike, logMoneyness, volatility, years, rate, discount) {
  const root = Math.sqrt(years);
  const deviation = volatility * root;
  const { s, d1, d2, density } = probabilities(side, forward, strike, logMoneyness, deviation);
  const { delta, vega } = greeks(side, forward, strike, logMoneyness, deviation, discount, root);
  const value = black76(side, forward, strike, logMoneyness, deviation, discount);
  if (s <= 1e-12) {
    return { gamma: 0, vanna: 0, volga: 0, charm: rate * delta, theta: rate * value };
  }
  const g1 = density * INV_SQRT_2PI;
  return {
    gamma: (discount * g1) / (forward * s),
    vanna: -(discount * g1 * d2) / volatility,
    volga: (vega * d1 * d2) / volatility,
    charm: rate * delta + discount * g1 * (d2 / (2 * years)),
    theta: rate * value - (vega * volatility) / (2 * years),
  };
}

/** The deviation at which an undiscounted call is worth this price. */
export function impliedDeviation(price, forward, strike, logMoneyness) {
  if (price <= Math.max(forward - strike, 0)) {
    return 0;
  }
  if (price >= forward) {
    return 30;
  }
  let low = 0;
  let high = 30;
  for (let step = 0; step < 100; step++) {
    const mid = 0.5 * (low + high);
    if (black76(CALL, forward, strike, logMoneyness, mid, 1) < price) {
      low = mid;
    } else {
      high = mid;
    }
  }
  return high;
}
