// Section 4, curve: forwards and volatilities at any live expiry, from the accepted slices.

import { exp, log } from './kernel.js';
import { YEAR } from './numbers.js';

export class Curve {
  /** @param accepted slices, rising; @param spot the price S; @param feedSpot what the feed's forwards go with */
  constructor(accepted, spot, feedSpot, anchorTime) {
    this.slices = accepted.map((slice) => ({ ...slice, g: log(slice.fit / feedSpot) }));
    this.spot = spot;
    this.feedSpot = feedSpot;
    this.anchorTime = anchorTime;
  }

  /** `forward`, `k` of a strike and `volatility` at a k for a live expiry; null without slices. */
  at(expiry) {
    if (this.slices.length === 0) {
      return null;
    }
    const exact = this.slices.find((slice) => slice.expiry === expiry);
    return exact === undefined ? this.between(expiry) : this.on(exact);
  }

  on({ fit, smile }) {
    return {
      forward: this.spot * (fit / this.feedSpot),
      k: (strike) => log(strike / fit),
      volatility: (k) => smile.volatility(k),
    };
  }

  between(expiry) {
    const years = Number(expiry - this.anchorTime) / Number(YEAR);
    const next = this.slices.find((slice) => slice.expiry > expiry);
    const before = this.slices.findLast((slice) => slice.expiry < expiry);
    const growth = exp(growthAt(years, before, next));
    const reference = this.feedSpot * growth;
    return {
      forward: this.spot * growth,
      k: (strike) => log(strike / reference),
      volatility: (k) => volatilityAt(years, before, next, k),
    };
  }
}

function growthAt(years, before, next) {
  if (next === undefined) {
    return before.g * (years / before.years);
  }
  const { g: g1, years: t1 } = before ?? { g: 0, years: 0 };
  return g1 + (next.g - g1) * ((years - t1) / (next.years - t1));
}

function volatilityAt(years, before, next, k) {
  if (before === undefined || next === undefined) {
    return (before ?? next).smile.volatility(k);
  }
  const w1 = totalVariance(before, k);
  const w2 = totalVariance(next, k);
  return Math.sqrt((w1 + (w2 - w1) * ((years - before.years) / (next.years - before.years))) / years);
}

function totalVariance({ smile, years }, k) {
  const vol = smile.volatility(k);
  return vol * vol * years;
}
