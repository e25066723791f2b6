// Section 8: what a book asks for beyond the scan, asset by asset, in 1e-24 USD.

import { STATE } from './breakers.js';
import { isDated, isOption, isPerpetual, isSpot } from './kinds.js';
import { E9, abs, ceilDiv, ceilSqrt, max, min } from './numbers.js';

export const sum = (amounts) => amounts.reduce((total, amount) => total + amount, 0n);

/** Totals by a key of the positions: a map of sums of lots * integer over all holdings. */
function totals(holdings, integer, keyOf, accepts = () => true) {
  const result = new Map();
  for (const { positions, venue } of holdings) {
    for (const { instrument, lots, value } of positions) {
      if (accepts(instrument)) {
        const key = keyOf(instrument, venue);
        result.set(key, (result.get(key) ?? 0n) + lots * (integer === null ? 1n : value[integer]));
      }
    }
  }
  return result;
}

/** What the positive and the negative of these have in common. */
function matched(amounts) {
  let positive = 0n;
  let negative = 0n;
  for (const amount of amounts) {
    if (amount > 0n) {
      positive += amount;
    } else {
      negative -= amount;
    }
  }
  return min(positive, negative);
}

/** The four charges that belong to the core, of one asset's holdings. */
export function coreCharges(asset, holdings, model) {
  return {
    calendarDelta: calendarDelta(asset, holdings),
    calendarVega: calendarVega(asset, holdings),
    cross: crossCoin(asset, holdings, model),
    shortOption: shortOptions(asset, holdings, asset.parameters.shortOptionE9),
  };
}

function calendarDelta(asset, holdings) {
  const byExpiry = totals(holdings, 'D', ({ kind, expiry }) => (isDated(kind) ? expiry : null));
  const spot = { t: 0n, left: byExpiry.get(null) ?? 0n };
  byExpiry.delete(null);
  const expiries = [...byExpiry].sort(([a], [b]) => (a < b ? -1 : 1));
  const buckets = [spot, ...expiries.map(([expiry, left]) => ({ t: asset.secondsTo(expiry), left }))];
  let charge = 0n;
  for (const { a, b, seconds } of nearestPairs(buckets)) {
    if (a.left > 0n !== b.left > 0n && a.left !== 0n && b.left !== 0n) {
      const x = min(abs(a.left), abs(b.left));
      charge += asset.usdAt(x, asset.calendarE9(seconds));
      a.left += a.left > 0n ? -x : x;
      b.left += b.left > 0n ? -x : x;
    }
  }
  return charge;
}

/** All pairs, by difference in time; of equal ones the earlier first bucket, then the earlier second. */
function nearestPairs(buckets) {
  const pairs = [];
  buckets.forEach((a, i) => {
    for (const b of buckets.slice(i + 1)) {
      pairs.push({ a, b, seconds: b.t - a.t });
    }
  });
  return pairs.sort((x, y) => (x.seconds < y.seconds ? -1 : x.seconds > y.seconds ? 1 : 0));
}

function calendarVega(asset, holdings) {
  const byExpiry = totals(holdings, 'G', ({ expiry }) => expiry, ({ kind }) => isOption(kind));
  return asset.usdAt(matched(byExpiry.values()), asset.parameters.calendarVegaE9);
}

function crossCoin(asset, holdings, model) {
  const byCoin = totals(holdings, 'D', (_, venue) => model.venues.coin(venue.key));
  return asset.usdAt(matched(byCoin.values()), model.network.crossStableE9);
}

function shortOptions(asset, holdings, rateE9) {
  const isLive = ({ kind, expiry }) => isOption(kind) && asset.secondsTo(expiry) > 0n;
  const byStrike = totals(holdings, null, ({ expiry, strikeE8 }) => `${expiry} ${strikeE8}`, isLive);
  const naked = sum([...byStrike.values()].map((lots) => max(0n, -lots)));
  const { lotDecimals } = asset.parameters;
  const amount = naked * rateE9 * asset.priceE8;
  return lotDecimals <= 7n ? amount * 10n ** (7n - lotDecimals) : ceilDiv(amount, 10n ** (lotDecimals - 7n));
}

/** The notional that concentration and spread are charged on. */
export const notional = (asset, holdings) => sum(holdings.map((holding) => asset.usd(abs(holding.sum('D')))));

/** The charge for more than the market takes without moving: it grows with size to the power of 1.5. */
export function concentration(asset, amount) {
  const { impactE9, dailyVolE9 } = asset.parameters;
  const slope = impactE9 * dailyVolE9;
  return ceilSqrt(ceilDiv(asset.excess(amount) ** 3n * slope * slope, asset.dailyVolume() * 10n ** 36n));
}

/** What is added to both requirements, line by line, concentration apart. */
export function maintenanceLines(asset, holdings, model) {
  const { contingencyE9, spotHaircutMmE9 } = asset.parameters;
  return {
    contingency: onContracts(asset, holdings, contingencyE9),
    funding: sum(holdings.map((holding) => funding(asset, holding))),
    liquidity: sum(holdings.map((holding) => liquidity(asset, holding))),
    spotBasis: spotBasis(asset, holdings, model, spotHaircutMmE9, 'haircutMmE9'),
  };
}

/** What the initial requirement adds to that, breaker and depeg apart. */
export function initialLines(asset, holdings, model) {
  const { contingencyImE9, shortOptionImE9, spotHaircutImE9 } = asset.parameters;
  return {
    contingencyInitial: onContracts(asset, holdings, contingencyImE9),
    shortOptionInitial: shortOptions(asset, holdings, shortOptionImE9),
    spotBasisInitial: spotBasis(asset, holdings, model, spotHaircutImE9, 'haircutImE9'),
    oracle: oracle(asset, holdings, model.network),
    spread: spread(asset, notional(asset, holdings)),
  };
}

export const maintenanceAdditions = (...of) => sum(Object.values(maintenanceLines(...of)));
export const initialIncrements = (...of) => sum(Object.values(initialLines(...of)));

const onContracts = (asset, holdings, rateE9) =>
  sum(holdings.map((holding) => asset.usdAt(abs(holding.sum('N')), rateE9)));

/** Only for the side that pays. */
function funding(asset, holding) {
  const rateE9 = asset.market?.fundingE9 ?? 0n;
  const contracts = holding.sum('N', ({ kind }) => isPerpetual(kind));
  return contracts > 0n === rateE9 > 0n && contracts !== 0n ? asset.usdAt(abs(contracts), abs(rateE9)) : 0n;
}

function liquidity(asset, holding) {
  const { halfSpreadE9, volSpreadE9 } = asset.parameters;
  const vega = totals([holding], 'W', ({ expiry }) => expiry, ({ kind }) => isOption(kind));
  return (
    asset.usdAt(abs(holding.sum('D')), halfSpreadE9) +
    sum([...vega.values()].map((amount) => asset.usdAt(abs(amount), volSpreadE9)))
  );
}

/** Per venue and token: spot in one token does not cover another. */
function spotBasis(asset, holdings, model, ownRateE9, member) {
  return sum(
    holdings.map((holding) => {
      const byToken = totals([holding], 'V', (instrument) => instrument.asset, ({ kind }) => isSpot(kind));
      const charges = [...byToken].map(([token, amount]) =>
        asset.usdAt(abs(amount), token === asset.name ? ownRateE9 : model.related.get(token)[member]),
      );
      return sum(charges);
    }),
  );
}

function oracle(asset, holdings, { confidenceThresholdE9, confidenceMarginE9 }) {
  if (asset.market === null || asset.market.confidenceE9 >= confidenceThresholdE9) {
    return 0n;
  }
  const gross = sum(holdings.flatMap(({ positions }) => positions.map(({ lots, value }) => abs(lots) * value.M)));
  return asset.usdAt(gross, ceilDiv((E9 - asset.market.confidenceE9) * confidenceMarginE9, E9));
}

const spread = ({ observed }, amount) =>
  observed === null ? 0n : ceilDiv(amount * observed.spreadE8, observed.priceE8);

/** For an asset in CAUTION or HALT, on what its core asks for. */
export function breaker(asset, coreE24, model) {
  const { cautionE9, haltE9 } = model.network;
  switch (model.states.get(asset.name)) {
    case STATE.HALT:
      return ceilDiv(coreE24 * haltE9, E9);
    case STATE.CAUTION:
      return ceilDiv(coreE24 * cautionE9, E9);
    default:
      return 0n;
  }
}

/** On what stands at a venue that settles in a stablecoin below its peg. */
export function depeg(venue, coreE24, { stables, markets, venues, network }) {
  const coin = venues.coin(venue.key);
  const priceE8 = stables.has(coin) ? markets.priceE8(coin) : null;
  if (priceE8 === null || priceE8 * 10n >= network.pegThresholdE9) {
    return 0n;
  }
  const rateE9 = ceilDiv((network.pegThresholdE9 - priceE8 * 10n) * network.pegFactorE9, E9);
  return ceilDiv(coreE24 * rateE9, E9);
}

/** On what a venue's value is credited for, where stablecoins are its money. */
export const stress = ({ key, valueE24 }, { venues }) =>
  ceilDiv(max(0n, venues.credit(key, valueE24)) * venues.stressE9(key), E9);
