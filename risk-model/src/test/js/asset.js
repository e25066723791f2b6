// All that one asset of the parameters contributes to the books: price, curve, rows, rates.

import { Curve } from './curve.js';
import { exp } from './kernel.js';
import { isOption } from './kinds.js';
import { DAY, E9, E24, YEAR, ceilDiv, ceilSqrt, floorDiv, isPositiveNormal, max, min } from './numbers.js';
import { listedRows, priceScanRange, shockWindow, withPinRows } from './scenarios.js';

const DOUBLES = [
  'volUp', 'volDown', 'volPowerShort', 'volPowerLong', 'minVolUp',
  'skewCapBase', 'skewCapSlope', 'skewLeastWidth', 'skewWidth', 'skewWidthSlope',
  'longBase', 'longRate', 'longAdd', 'shortBase', 'shortRate', 'shortAdd', 'basisMove',
];

const MOST_RATE_E9 = 2n ** 63n - 1n;

export class Asset {
  constructor(parameters, scenarios, markets, instruments) {
    this.name = parameters.asset;
    this.parameters = parameters;
    this.doubles = Object.fromEntries(DOUBLES.map((name) => [name, Number(parameters[`${name}E9`]) / 1e9]));
    this.doubles.volFloorDays = Number(parameters.volFloorDays);
    this.window = shockWindow(parameters);
    this.range = priceScanRange(parameters);
    this.quantaPerUsdInteger = 1n << parameters.quantumBits;
    this.quantaPerUsd = Number(this.quantaPerUsdInteger);
    /** What a lot-quantum is in 1e-12 * 2^-50 USD. */
    this.groupUnits = 10n ** (12n - parameters.lotDecimals) << (50n - parameters.quantumBits);
    this.lotsPerUnit = 10n ** parameters.lotDecimals;
    this.anchorTime = markets.anchorTime;
    this.setMarket(markets);
    this.listed = listedRows(scenarios, parameters);
    this.rows = withPinRows(this.listed, this.pinnable(instruments), this.range);
    this.discounts = new Map();
  }

  setMarket(markets) {
    const { inUse, accepted } = markets.market(this.name);
    this.market = inUse;
    this.priceE8 = markets.usablePriceE8(this.name);
    this.observed = markets.observed.get(this.name) ?? null;
    this.spot = this.priceE8 === null ? null : Number(this.priceE8) / 1e8;
    this.rate = inUse === null ? 0 : Number(max(inUse.rateE9, 0n)) / 1e9;
    const feedSpot = inUse === null ? 0 : Number(inUse.feedSpotE8) / 1e8;
    this.curve = new Curve(accepted, this.spot, feedSpot, this.anchorTime);
  }

  /** Seconds to expiry, never negative. */
  secondsTo(expiry) {
    return max(expiry - this.anchorTime, 0n);
  }

  /** The settlement price of a past expiry, or null. */
  settlement(expiry) {
    const slice = this.market?.slices.find((candidate) => candidate.expiry === expiry);
    return slice === undefined || slice.forwardE8 <= 0n ? null : Number(slice.forwardE8) / 1e8;
  }

  /** Expiry, forward and strike of the options that expire soon, rising, each pair once. */
  pinnable(instruments) {
    const pairs = new Map();
    for (const { asset, kind, expiry, strikeE8 } of instruments) {
      const t = this.secondsTo(expiry);
      if (asset === this.name && isOption(kind) && t > 0n && t <= this.parameters.pinDays * DAY) {
        pairs.set(`${expiry} ${strikeE8}`, { expiry, strikeE8 });
      }
    }
    const points = this.spot === null || this.curve.slices.length === 0 ? [] : [...pairs.values()];
    points.sort((a, b) => Number(a.expiry - b.expiry) || (a.strikeE8 < b.strikeE8 ? -1 : 1));
    return points
      .map(({ expiry, strikeE8 }) => ({
        expiry,
        forward: this.curve.at(expiry).forward,
        strike: Number(strikeE8) / 1e8,
      }))
      .filter(({ forward }) => isPositiveNormal(forward));
  }

  /** `long` and `short` of an expiry, in 1e-9. */
  discount(expiry) {
    if (!this.discounts.has(expiry)) {
      this.discounts.set(expiry, this.discountAt(this.secondsTo(expiry)));
    }
    return this.discounts.get(expiry);
  }

  discountAt(t) {
    if (t === 0n) {
      return { long: E9, short: E9 };
    }
    const { longBase, longRate, longAdd, shortBase, shortRate, shortAdd } = this.doubles;
    const r = this.rate;
    const T = Number(t) / Number(YEAR);
    const long = longBase * exp(-(T * (r * longRate + longAdd)));
    const short = Math.min(1 / exp(-(r * T)), shortBase * exp(T * (r * shortRate + shortAdd)));
    const shortE9 = Math.ceil(short * 1e9);
    return {
      long: min(E9, BigInt(Math.floor(long * 1e9))),
      short: shortE9 < 2 ** 63 ? max(E9, BigInt(shortE9)) : MOST_RATE_E9,
    };
  }

  /** What it costs to bring a gain from a venue to where a loss is, in 1e-9 of the gain. */
  transferE9(exitSeconds, isHome, { foreignTransferE9 }) {
    const { transferBaseE9, transferRootE9, liquidationSeconds } = this.parameters;
    const days = ceilDiv(transferRootE9 * transferRootE9 * (liquidationSeconds + exitSeconds), DAY);
    const rate = min(E9, transferBaseE9 + ceilSqrt(days));
    return isHome ? rate : max(rate, foreignTransferE9);
  }

  /** Lot-quanta x >= 0 in 1e-24 USD, rounded up. */
  usd(x) {
    return ceilDiv(x * 10n ** (24n - this.parameters.lotDecimals), this.quantaPerUsdInteger);
  }

  /** Lot-quanta x >= 0 at a rate in 1e-9, in 1e-24 USD, rounded up once. */
  usdAt(x, rateE9) {
    return ceilDiv(x * rateE9 * 10n ** (15n - this.parameters.lotDecimals), this.quantaPerUsdInteger);
  }

  /** Of an expiry t seconds away: the share of a basis row's loss that counts, in 1e-9. */
  basisE9(t) {
    return min(MOST_RATE_E9, this.parameters.basisAddE9 + ceilDiv(this.parameters.basisSlopeE9 * t, YEAR));
  }

  /** The rate on two buckets that many seconds apart, in 1e-9. */
  calendarE9(seconds) {
    return this.parameters.calendarBaseE9 + ceilDiv(this.parameters.calendarSlopeE9 * seconds, YEAR);
  }

  /** Average daily volume, 1e-24 USD. */
  dailyVolume() {
    const own = this.parameters.dailyVolumeUsd;
    const reported = this.market?.dailyVolumeUsd ?? 0n;
    return (reported > 0n && reported < own ? reported : own) * E24;
  }

  /** Of an amount in 1e-24 USD, what is more than the market takes without moving. */
  excess(amount) {
    return max(0n, amount - floorDiv(this.dailyVolume() * this.parameters.freeVolumeE9, E9));
  }

  /** The share that selling this excess costs, in 1e-9. */
  impactE9(excess) {
    const { impactE9, dailyVolE9 } = this.parameters;
    const root = ceilSqrt(ceilDiv(excess * 10n ** 18n, this.dailyVolume()));
    return ceilDiv(impactE9 * dailyVolE9 * root, 10n ** 18n);
  }
}
