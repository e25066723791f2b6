// Section 4, slices: the volatility of one expiry as a function of k = ln(K / fit), and which slices are accepted.

import { CALL, black76, impliedDeviation, log } from './kernel.js';
import { YEAR } from './numbers.js';
import { isQuotes } from './snapshot.js';

/** Volatility from the five numbers of raw SVI; tau is the time, in years, that they are for. */
export class Svi {
  constructor(a, b, rho, m, sigma, tau) {
    Object.assign(this, { a, b, rho, m, sigma, tau });
    this.widest = 4 * Math.sqrt(a + b * sigma);
  }

  static of({ aE12, bE12, rhoE12, mE12, sigmaE12, tauSeconds }) {
    const [a, b, rho, m, sigma] = [aE12, bE12, rhoE12, mE12, sigmaE12].map((xE12) => Number(xE12) / 1e12);
    return new Svi(a, b, rho, m, sigma, Number(tauSeconds) / Number(YEAR));
  }

  volatility(k) {
    return Math.sqrt(this.totalVariance(k) / this.tau);
  }

  totalVariance(k) {
    const { a, b, rho, m, sigma, widest } = this;
    const y = Math.min(Math.max(k, -widest), widest) - m;
    const w = a + b * (rho * y + Math.sqrt(y * y + sigma * sigma));
    return Math.min(Math.max(w, 0), 144);
  }

  isAcceptable(tolerance) {
    const { a, b, rho, sigma, tau } = this;
    return (
      b >= 0 &&
      Math.abs(rho) < 1 &&
      sigma > 0 &&
      a + b * sigma * Math.sqrt(1 - rho * rho) >= 0 &&
      a + b * sigma > 0 &&
      tau > 0 &&
      Array.from({ length: 41 }, (_, j) => this.widest * (j / 20.0 - 1)).every((k) => this.hasNoButterfly(k, tolerance))
    );
  }

  hasNoButterfly(k, tolerance) {
    const { a, b, rho, m, sigma } = this;
    const y = k - m;
    const root = Math.sqrt(y * y + sigma * sigma);
    const w = a + b * (rho * y + root);
    const w1 = b * (rho + y / root);
    const w2 = (b * (sigma * sigma)) / (root * root * root);
    const u = 1 - (k * w1) / (2 * w);
    return w > 0 && u * u - ((w1 * w1) / 4) * (1 / w + 0.25) + w2 / 2 >= -tolerance;
  }
}

/** Volatility between quoted strikes. */
class Quotes {
  constructor(smile, fit, years) {
    this.fit = fit;
    this.root = Math.sqrt(years);
    this.strikes = smile.nodes.map((node) => Number(node.strikeE8) / 1e8);
    this.vols = smile.nodes.map((node) => Number(node.volE9) / 1e9);
    this.k = this.strikes.map((strike) => log(strike / fit));
    this.useVariances();
  }

  useVariances() {
    this.variances = this.vols.map((vol) => vol * vol);
  }

  volatility(k) {
    return Math.sqrt(this.variance(k));
  }

  variance(at) {
    const { k, variances } = this;
    const last = k.length - 1;
    if (at <= k[0]) {
      return variances[0];
    }
    if (at >= k[last]) {
      return variances[last];
    }
    let i = 0;
    while (k[i + 1] <= at) {
      i++;
    }
    return at === k[i]
      ? variances[i]
      : variances[i] + ((at - k[i]) / (k[i + 1] - k[i])) * (variances[i + 1] - variances[i]);
  }

  /** Also lowers the nodes whose prices stand a little above the convex function below them. */
  isAcceptable(tolerance) {
    const { fit, strikes, vols } = this;
    const isRising = strikes.every((strike, i) => strike > (i === 0 ? 0 : strikes[i - 1]));
    if (strikes.length === 0 || !isRising || !vols.every((vol) => vol > 0 && vol <= 20)) {
      return false;
    }
    const prices = strikes.map((strike, i) => black76(CALL, fit, strike, log(fit / strike), vols[i] * this.root, 1));
    const repaired = convexBelow(fit, strikes, prices);
    // Written so that a NaN is refused too.
    if (!prices.every((price, i) => price - repaired[i] <= tolerance * fit)) {
      return false;
    }
    prices.forEach((price, i) => {
      if (price - repaired[i] > 1e-9 * fit) {
        vols[i] = impliedDeviation(repaired[i], fit, strikes[i], log(fit / strikes[i])) / this.root;
      }
    });
    this.useVariances();
    return true;
  }
}

/** At the strikes, the greatest convex non-increasing function below the prices that is `fit` at strike 0. */
function convexBelow(fit, strikes, prices) {
  const hull = [{ strike: 0, price: fit, node: -1 }];
  strikes.forEach((strike, node) => {
    const point = { strike, price: prices[node], node };
    while (hull.length > 1 && slope(hull.at(-2), hull.at(-1)) >= slope(hull.at(-1), point)) {
      hull.pop();
    }
    hull.push(point);
  });
  const result = [];
  let below = fit;
  let right = 1;
  strikes.forEach((strike, node) => {
    while (hull[right].node < node) {
      right++;
    }
    const [a, b] = [hull[right - 1], hull[right]];
    const price =
      b.node === node ? b.price : a.price + (b.price - a.price) * ((strike - a.strike) / (b.strike - a.strike));
    below = Math.min(price, below);
    result.push(below);
  });
  return result;
}

const slope = (a, b) => (b.price - a.price) / (b.strike - a.strike);

/** No calendar arbitrage against the accepted slice before, out to two of its deviations. */
function isAfter(slice, before, tolerance) {
  const atMoney = before.smile.volatility(0) * Math.sqrt(before.years);
  return [-2, -1, 0, 1, 2].every((j) => {
    const k = j * atMoney;
    const vol = slice.smile.volatility(k);
    const volBefore = before.smile.volatility(k);
    return vol * vol * slice.years >= volBefore * volBefore * before.years * (1 - tolerance);
  });
}

/**
 * The accepted ones of these slices, each with `expiry`, `years`, `fit` and `smile`, rising; `refused` tells whether a
 * live one is not among them.
 */
export function acceptedSlices(slices, anchorTime, tolerance) {
  const accepted = [];
  let refused = false;
  for (const { expiry, forwardE8, smile } of slices) {
    if (expiry <= anchorTime) {
      continue;
    }
    const years = Number(expiry - anchorTime) / Number(YEAR);
    const fit = Number(forwardE8) / 1e8;
    const slice = { expiry, years, fit, smile: isQuotes(smile) ? new Quotes(smile, fit, years) : Svi.of(smile) };
    const before = accepted.at(-1);
    if (fit > 0 && slice.smile.isAcceptable(tolerance) && (before === undefined || isAfter(slice, before, tolerance))) {
      accepted.push(slice);
    } else {
      refused = true;
    }
  }
  return { accepted, refused };
}
