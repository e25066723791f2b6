// A random round: three assets in a group, a staked token, two stablecoins, four venues on two chains.

import { KIND } from '../kinds.js';
import {
  ABROAD, HOME, NOW, account, address, assetParameters, instrument, market, observed, quoteSlice, sampleRules,
  sampleSnapshot, sviSlice,
} from './sample.js';

/** Numbers in [0, 1) from a seed (mulberry32). */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SPOTS = { BTC: 42_000, ETH: 2_200, SOL: 95 };
const DAYS = [1, 2, 9, 40, 180];
const VENUES = [
  ['derivatives', HOME],
  ['lending', HOME],
  ['perpetuals', ABROAD],
  ['coins', ABROAD],
];

export function randomRules() {
  return sampleRules(
    {
      groups: [
        { name: 'majors', parent: 1n, creditE9: 600_000_000n },
        { name: 'all', parent: null, creditE9: 300_000_000n },
      ],
      assets: [
        assetParameters('BTC', { group: 0n }),
        assetParameters('ETH', { group: 0n, lotDecimals: 5n, psrE9: 200_000_000n, quantumBits: 26n }),
        assetParameters('SOL', { group: 1n, lotDecimals: 8n, psrE9: 300_000_000n, quantumBits: 30n }),
      ],
      related: [{ asset: 'STETH', underlying: 'ETH', haircutMmE9: 10_000_000n, haircutImE9: 15_000_000n }],
      stables: ['USDC', 'USDT'].map((asset) => ({ asset, stressE9: 20_000_000n })),
    },
    {
      feeds: ['BTC', 'ETH', 'SOL', 'STETH', 'USDC', 'USDT'].map((asset) => ({ asset, chainId: HOME, feed: address('feed') })),
      venues: VENUES.map(([name, chainId]) => ({
        chainId,
        venue: address(name),
        exitSeconds: name === 'lending' ? 0n : 86_400n,
        creditE9: name === 'coins' ? 500_000_000n : 1_000_000_000n,
        creditCapUsdE6: 10n ** 15n,
      })).sort((a, b) => Number(a.chainId - b.chainId) || Buffer.compare(a.venue, b.venue)),
    },
  );
}

export function randomSnapshot(random, accounts) {
  const instruments = allInstruments();
  return sampleSnapshot({
    instruments,
    accounts: Array.from({ length: accounts }, (_, i) => randomAccount(random, i, instruments)),
    observed: [
      ...Object.entries(SPOTS).map(([asset, spot]) => observed(asset, spot * (0.98 + 0.04 * random()), spot / 5000)),
      observed('STETH', SPOTS.ETH * 0.998),
      observed('USDC', 0.9998),
      observed('USDT', 0.985),
    ],
    market: [
      ...Object.entries(SPOTS).map(([asset, spot], i) => market(asset, spot, { slices: slices(spot, i), fundingE9: 100_000n })),
      market('STETH', SPOTS.ETH, { redemptionE9: 1_000_100_000n }),
      market('USDC', 1),
      market('USDT', 1),
    ],
  });
}

const expiryIn = (days) => NOW + BigInt(days) * 86_400n - 7_200n;

function slices(spot, kind) {
  return [2, 9, 180].map((days) => {
    const forward = spot * (1 + 0.0001 * days);
    const years = days / 365;
    return kind === 0
      ? quoteSlice(expiryIn(days), forward, [[0.7, 0.8], [0.9, 0.62], [1, 0.55], [1.1, 0.56], [1.4, 0.7]])
      : sviSlice(expiryIn(days), forward, [0.2 * years, 0.1 * years, -0.3, 0.01, 0.2]);
  });
}

function allInstruments() {
  const all = VENUES.map(([name, chainId]) => instrument(name, KIND.CASH, name === 'perpetuals' ? 'USDT' : 'USDC', 0n, 0, chainId));
  for (const [asset, spot] of Object.entries(SPOTS)) {
    all.push(instrument('lending', KIND.LENDING_SUPPLY, asset), instrument('lending', KIND.LENDING_DEBT, asset));
    all.push(instrument('perpetuals', KIND.PERPETUAL, asset, 0n, 0, ABROAD), instrument('derivatives', KIND.PERPETUAL, asset));
    all.push(instrument('coins', KIND.INVERSE_PERPETUAL, asset, 0n, 0, ABROAD), instrument('coins', KIND.SPOT, asset, 0n, 0, ABROAD));
    for (const days of DAYS) {
      all.push(instrument('derivatives', KIND.FUTURE, asset, expiryIn(days)));
      all.push(instrument('coins', KIND.INVERSE_FUTURE, asset, expiryIn(days), 0, ABROAD));
      for (const moneyness of [0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.25]) {
        const strike = Math.round(spot * moneyness);
        all.push(instrument('derivatives', KIND.CALL, asset, expiryIn(days), strike));
        all.push(instrument('derivatives', KIND.PUT, asset, expiryIn(days), strike));
        all.push(instrument('coins', moneyness < 1 ? KIND.COIN_PUT : KIND.COIN_CALL, asset, expiryIn(days), strike, ABROAD));
      }
    }
  }
  all.push(instrument('lending', KIND.LENDING_SUPPLY, 'STETH'));
  return all;
}

function randomAccount(random, name, instruments) {
  const chosen = new Set();
  const count = 3 + Math.floor(random() * 4);
  while (chosen.size < count) {
    chosen.add(instruments[Math.floor(random() * instruments.length)]);
  }
  const positions = [...chosen].map((of) => [of, quantity(random, of)]);
  return account(`account ${name}`, positions);
}

function quantity(random, { kind, asset }) {
  const usd = 100_000 * random() * random() * (random() < 0.5 ? -1 : 1);
  return kind === KIND.CASH || kind === KIND.INVERSE_PERPETUAL || kind === KIND.INVERSE_FUTURE
    ? usd
    : usd / (SPOTS[asset] ?? SPOTS.ETH);
}
