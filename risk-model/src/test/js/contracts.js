// Section 5: what one unit of an instrument is worth, now and in each column of a row; doubles throughout.
//
// A contract has `now`, `column(row, which)` and `integers(V, Q)`, which gives the integers for the charges from V and
// the rounding Q.

import { black76, exp, greeks, log, power } from './kernel.js';
import { KIND, isCoinSettled, isFuture, isOption, isSpot, sideOf } from './kinds.js';
import { DAY, YEAR, isPositiveNormal, max } from './numbers.js';
import { RULE } from './scenarios.js';

const years = (seconds) => Number(seconds) / Number(YEAR);
const strikeOf = ({ strikeE8 }) => Number(strikeE8) / 1e8;
const payoff = (side, price, strike) => Math.max(side * (price - strike), 0);

/**
 * The contract of an instrument that is not cash-like; null if it has no value.
 *
 * @param asset the book it belongs to
 * @param price of its own asset: that of the book, or of a related token
 */
export function contractOf(instrument, asset, price) {
  const { kind } = instrument;
  if (isSpot(kind)) {
    return spotLike(price);
  }
  if (instrument.asset !== asset.name) {
    return null;
  }
  if (kind === KIND.PERPETUAL) {
    return perpetual(price);
  }
  if (kind === KIND.INVERSE_PERPETUAL) {
    return inversePerpetual();
  }
  return dated(instrument, asset);
}

function dated(instrument, asset) {
  const t = asset.secondsTo(instrument.expiry);
  const settlement = t === 0n ? asset.settlement(instrument.expiry) : null;
  if (settlement !== null) {
    return settled(instrument, asset.spot, settlement);
  }
  const term = t === 0n ? unsettledTerm(asset) : liveTerm(asset, instrument.expiry, t);
  if (term === null) {
    return null;
  }
  if (isOption(instrument.kind)) {
    return isPositiveNormal(term.forward / strikeOf(instrument)) ? option(instrument, asset, term) : null;
  }
  return instrument.kind === KIND.FUTURE ? future(asset, term) : inverseFuture(asset, term);
}

const linear = (V) => ({ D: V, W: 0, G: 0, N: 0, M: V });
const contractual = (V) => ({ D: V, W: 0, G: 0, N: V, M: V });
const inverse = (V) => ({ D: 0, W: 0, G: 0, N: -V, M: V });

function spotLike(price) {
  return {
    now: price,
    column: (row) => (row.rule === RULE.BASIS ? price : price * row.m),
    integers: linear,
  };
}

function perpetual(spot) {
  return { now: spot, column: (row) => spot * row.m, integers: contractual };
}

function inversePerpetual() {
  return { now: 1, column: () => 1, integers: inverse };
}

// Dated contracts before settlement is known.

/** What the curve says of one expiry, and how scenarios act on it. */
function liveTerm(asset, expiry, t) {
  const point = asset.curve.at(expiry);
  if (point === null || !isPositiveNormal(point.forward)) {
    return null;
  }
  const { averagingSeconds, liquidationSeconds } = asset.parameters;
  const u = t < averagingSeconds ? Number(t) / Number(averagingSeconds) : null;
  return {
    expiry,
    t,
    ...point,
    rate: asset.rate,
    years: years(t),
    yearsAtClose: years(max(t - liquidationSeconds, 0n)),
    known: u === null ? (m) => m : (m) => u * m + (1 - u),
    basis: asset.doubles.basisMove,
  };
}

/** After expiry, without a settlement price: spot as it is. */
function unsettledTerm(asset) {
  return {
    expiry: null,
    t: 0n,
    forward: asset.spot,
    k: () => 0,
    volatility: () => 0,
    rate: 0,
    years: 0,
    yearsAtClose: 0,
    known: (m) => m,
    basis: 0,
  };
}

/** The factor on the forward in this column. */
function forwardFactor(row, which, term) {
  if (row.rule !== RULE.BASIS) {
    return term.known(row.m);
  }
  return term.known(which === 0 ? 1 + term.basis : 1 - term.basis);
}

function future(asset, term) {
  return {
    now: term.forward,
    column: (row, which) => term.forward * forwardFactor(row, which, term),
    integers: contractual,
  };
}

function inverseFuture({ spot }, term) {
  const now = spot / term.forward;
  return {
    now,
    column: (row, which) =>
      row.rule === RULE.BASIS ? spot / (term.forward * forwardFactor(row, which, term)) : now,
    integers: inverse,
  };
}

function option(instrument, asset, term) {
  const { forward } = term;
  const strike = strikeOf(instrument);
  const side = sideOf(instrument.kind);
  const logMoneyness = log(forward / strike);
  const vol = term.volatility(term.k(strike));
  const root = Math.sqrt(term.years);
  const rootAtClose = Math.sqrt(term.yearsAtClose);
  const discount = exp(-(term.rate * term.years));
  const discountAtClose = exp(-(term.rate * term.yearsAtClose));
  const shocked = volatilityShocks(asset, term, vol, -logMoneyness);
  const column = (row, which) => {
    if (row.pin !== null && row.pin.expiry === term.expiry) {
      return payoff(side, row.pin.strike, strike);
    }
    const factor = forwardFactor(row, which, term);
    const shiftedLog = logMoneyness + (factor === row.m ? row.logM : log(factor));
    const deviation = shocked(row, which) * rootAtClose;
    return black76(side, forward * factor, strike, shiftedLog, deviation, discountAtClose);
  };
  const integers = (V, Q) => {
    const { delta, vega } = greeks(side, forward, strike, logMoneyness, vol * root, discount, root);
    const q = shockOfTerm(asset.doubles, term.t);
    const calendarVega = vega * term.volatility(0) * (asset.doubles.volUp * asset.window) * q;
    return { D: Q(forward * delta), W: Q(vega), G: Q(calendarVega), N: 0, M: Q(asset.spot) };
  };
  return { now: black76(side, forward, strike, logMoneyness, vol * root, discount), column, integers };
}

/** How much stronger volatility moves at a short term than at 30 days: q. */
function shockOfTerm(doubles, t) {
  const days = Number(t) / Number(DAY);
  const p = days <= 30 ? doubles.volPowerShort : doubles.volPowerLong;
  return power(30 / Math.max(days, doubles.volFloorDays), p);
}

/** The volatility in each column, for a strike at x = ln(K / F). */
function volatilityShocks({ doubles, window }, term, vol, x) {
  const q = shockOfTerm(doubles, term.t);
  const up = Math.max(doubles.minVolUp, vol * (1 + doubles.volUp * window * q));
  const down = vol * Math.max(0, 1 - doubles.volDown * window * q);
  const root = Math.sqrt(term.years);
  const cap = Math.max(0, doubles.skewCapBase + doubles.skewCapSlope * root);
  const width = Math.max(doubles.skewLeastWidth, root * (doubles.skewWidth + doubles.skewWidthSlope * root));
  const tilted = (distance, which) => {
    const z = Math.min(Math.max((distance * cap) / width, -cap), cap);
    return vol * Math.max(0, which === 0 ? 1 + z : 1 - z);
  };
  return (row, which) => {
    switch (row.rule) {
      case RULE.UP:
        return up;
      case RULE.DOWN:
        return down;
      case RULE.SKEW_LINEAR:
        return tilted(x, which);
      case RULE.SKEW_ABSOLUTE:
        return tilted(Math.abs(x), which);
      default:
        return vol; // none, basis
    }
  };
}

// Dated contracts whose settlement price is known.

function settled(instrument, spot, settlement) {
  const { kind } = instrument;
  const amount = isFuture(kind) ? settlement : payoff(sideOf(kind), settlement, strikeOf(instrument));
  if (kind === KIND.INVERSE_FUTURE) {
    return { now: spot / settlement, column: (row) => (spot * row.m) / settlement, integers: settledInCoin };
  }
  if (isCoinSettled(kind)) {
    const share = amount / settlement;
    return {
      now: share * spot,
      column: (row) => share * (spot * row.m),
      integers: (V, Q) => ({ ...settledInCoin(V), M: Q(spot) }),
    };
  }
  return {
    now: amount,
    column: () => amount,
    integers: (V, Q) => ({ D: 0, W: 0, G: 0, N: 0, M: isFuture(kind) ? V : Q(spot) }),
  };
}

const settledInCoin = (V) => ({ D: V, W: 0, G: 0, N: 0, M: V });
