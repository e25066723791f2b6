// Parameters under which nothing is charged but the scan, so that a test can switch on the one rule it is about.

import { bookOf } from '../book.js';
import { requirementsOf, signedRequirements } from '../requirement.js';
import {
  ABROAD, E9, HOME, account, assetParameters, instrument, market, network, observed, sampleModel, sampleRules, sampleSnapshot,
} from './sample.js';
import { KIND } from '../kinds.js';

const NONE = Object.fromEntries(
  `longAdd shortAdd longRate shortRate basisAdd basisSlope shortOption shortOptionIm contingency contingencyIm
   spotHaircutMm spotHaircutIm calendarBase calendarSlope calendarVega halfSpread volSpread impact dailyVol
   transferBase transferRoot`.trim().split(/\s+/).map((name) => [`${name}E9`, 0n]),
);

export const plainAsset = (asset, more = {}) =>
  assetParameters(asset, { ...NONE, longBaseE9: E9(1), pinDays: 0n, averagingSeconds: 0n, ...more });

export const plainNetwork = {
  ...network,
  imFactorE9: E9(1),
  foreignTransferE9: 0n,
  foreignGroupCredit: true,
  crossStableE9: 0n,
};

/** Rules of BTC alone; `btc` changes its parameters, `net` the network's. */
export const plainRules = ({ btc = {}, net = {}, ...set } = {}, more = {}) =>
  sampleRules({ assets: [plainAsset('BTC', btc)], network: { ...plainNetwork, ...net }, ...set }, more);

export const cash = instrument('venue', KIND.CASH, 'USD');
export const perpetual = instrument('venue', KIND.PERPETUAL, 'BTC');
export const cashAbroad = instrument('foreign', KIND.CASH, 'USD', 0n, 0, ABROAD);
export const perpetualAbroad = instrument('foreign', KIND.PERPETUAL, 'BTC', 0n, 0, ABROAD);

/** A model with one account that holds these, BTC at 40,000 USD. */
export function modelOf(rules, positions, { of = {}, ...more } = {}) {
  return sampleModel(
    rules,
    sampleSnapshot({
      instruments: [...new Set([cash, perpetual, ...positions.map(([held]) => held), ...(more.listed ?? [])])],
      accounts: [account('a', positions, of)],
      observed: [observed('BTC', 40_000)],
      market: [market('BTC', 40_000)],
      ...more,
    }),
  );
}

/** What this one account is asked for. */
export function askedOf(model) {
  const book = bookOf(model.snapshot.accounts[0], model);
  return { book, ...(book.overflows || book.owesUnvalued ? signedRequirements(book, model) : requirementsOf(book, model)) };
}

export const asked = (rules, positions, more) => askedOf(modelOf(rules, positions, more));

export const usdE6 = (usd) => BigInt(Math.round(usd * 1e6));
export const usdE24 = (usd) => usdE6(usd) * 10n ** 18n;
export { ABROAD, HOME };
