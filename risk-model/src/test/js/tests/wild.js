// A round in which anything may be missing, late, refused, expired, unknown or large.

import { KIND, isDated, isOption } from '../kinds.js';
import { RULE } from '../scenarios.js';
import {
  ABROAD, E9, HOME, NOW, account, address, assetParameters, instrument, market, network, observed, quoteSlice, sampleRules,
  sampleSnapshot, scenarios, sviSlice, word,
} from './sample.js';

const ASSETS = { BTC: 42_000, ETH: 2_200, XRP: 0.6 };
const TOKENS = { STETH: 'ETH', WBTC: 'BTC' };
const STABLES = ['USDC', 'USDT'];
const NAMES = [...Object.keys(ASSETS), ...Object.keys(TOKENS), ...STABLES, 'DOGE'].sort();
const VENUES = ['first', 'second', 'third', 'fourth'].map((name, i) => [name, i < 2 ? HOME : ABROAD]);

/** What a test asks chance for. */
class Chance {
  constructor(random) {
    this.random = random;
  }

  happens(probability) {
    return this.random() < probability;
  }

  between(low, high) {
    return low + (high - low) * this.random();
  }

  share(most = 1) {
    return E9(most * this.random());
  }

  of(items) {
    return items[Math.floor(this.random() * items.length)];
  }

  some(items, probability) {
    return items.filter(() => this.happens(probability));
  }

  /** Over many orders of magnitude, of either sign. */
  size(low, high) {
    return (this.happens(0.5) ? -1 : 1) * 10 ** this.between(low, high);
  }
}

export function wildRound(random) {
  const chance = new Chance(random);
  return { rules: wildRules(chance), snapshot: wildSnapshot(chance) };
}

function wildRules(chance) {
  const blocks = scenarios().map((row) => ({ ...row, block: chance.happens(0.1) ? 1n : 0n, weightE9: row.damped ? E9(1) : chance.of([E9(1), E9(0.35)]) }));
  const absolute = { relative: false, damped: false, weightE9: E9(0.5), block: 2n };
  return sampleRules(
    {
      scenarios: [...blocks, { ...absolute, numerator: 1n, denominator: 3n, volRule: RULE.SKEW_ABSOLUTE }],
      network: {
        ...network,
        imFactorE9: E9(chance.between(0.8, 2)),
        imAddE9: E9(chance.between(1, 2)),
        shortOptionFloor: chance.happens(0.5),
        foreignTransferE9: chance.share(),
        foreignGroupCredit: chance.happens(0.5),
        calmRounds: chance.of([1n, 3n, 255n]),
      },
      groups: [
        { name: 'inner', parent: 1n, creditE9: chance.share() },
        { name: 'outer', parent: null, creditE9: chance.share() },
        { name: 'empty', parent: null, creditE9: chance.share() },
      ],
      assets: Object.entries(ASSETS).map(([name]) => wildAsset(chance, name)),
      related: Object.entries(TOKENS).sort().map(([asset, underlying]) => ({ asset, underlying, haircutMmE9: chance.share(0.1), haircutImE9: chance.share(0.1) })),
      stables: STABLES.map((asset) => ({ asset, stressE9: chance.share(0.1) })),
    },
    {
      maxPositions: 12n,
      feeds: NAMES.map((asset) => ({ asset, chainId: HOME, feed: address('feed') })),
      venues: chance.some(VENUES, 0.7)
        .map(([name, chainId]) => ({
          chainId,
          venue: address(name),
          exitSeconds: BigInt(Math.floor(chance.between(0, 2_592_000))),
          creditE9: chance.share(),
          creditCapUsdE6: chance.of([0n, 10n ** 10n, 2n ** 63n - 1n]),
        }))
        .sort((a, b) => Number(a.chainId - b.chainId) || Buffer.compare(a.venue, b.venue)),
      collateral: tokens(chance.some(NAMES, 0.7)).map(({ asset, chainId, token }) => {
        const haircutMmE9 = chance.share(0.5);
        return { chainId, token, asset, haircutImE9: haircutMmE9 + chance.share(0.5), haircutMmE9 };
      }),
    },
  );
}

const tokens = (names) =>
  names
    .map((asset) => ({ asset, chainId: HOME, token: address(asset) }))
    .sort((a, b) => Buffer.compare(a.token, b.token));

const wildAsset = (chance, name) =>
  assetParameters(name, {
    group: chance.of([0n, 1n, null]),
    quantumBits: name === 'XRP' ? 34n : chance.of([20n, 24n, 30n]),
    lotDecimals: chance.of([0n, 2n, 6n, 9n]),
    psrE9: E9(chance.between(0.05, 0.3)),
    liquidationSeconds: chance.of([0n, 14_400n, 200_000n]),
    longRateE9: chance.share(2),
    shortBaseE9: E9(chance.between(1, 1.1)),
    basisSlopeE9: chance.share(2),
    pinDays: chance.of([0n, 3n, 30n]),
    averagingSeconds: chance.of([0n, 1800n, 86_400n]),
    smileToleranceE9: chance.of([0n, E9(0.002), E9(0.02)]),
    contingencyE9: chance.share(0.05),
    calendarSlopeE9: chance.share(0.5),
    dailyVolumeUsd: chance.of([1_000_000n, 10_000_000_000n]),
  });

const EXPIRIES = [-90_000, -3600, 600, 7200, 86_400, 3 * 86_400, 20 * 86_400, 90 * 86_400, 900 * 86_400].map((seconds) => NOW + BigInt(seconds));
const spotOf = (name) => ASSETS[TOKENS[name] ?? name] ?? 1;

function wildSnapshot(chance) {
  const instruments = wildInstruments(chance);
  const listed = tokens(chance.some(NAMES, 0.8));
  return sampleSnapshot({
    instruments,
    accounts: Array.from({ length: 25 }, (_, i) => wildAccount(chance, `account ${i}`, instruments, listed.length)),
    observed: chance.some(NAMES, 0.9).map((name) => wildPrice(chance, name)),
    market: chance.some(NAMES, 0.9).map((name) => wildMarket(chance, name, NOW)),
    collateral: listed.map(({ chainId, token }) => ({ chainId, token, decimals: chance.of([6n, 8n, 18n]), supply: chance.of([0n, 10n ** 9n, 10n ** 24n]) })),
    ...(chance.happens(0.7) && { carried: wildCarried(chance) }),
  });
}

const wildPrice = (chance, name) =>
  observed(name, spotOf(name) * (chance.happens(0.1) ? 10 ** chance.between(-6, 3) : chance.between(0.97, 1.03)), chance.happens(0.3) ? spotOf(name) * chance.between(0, 0.03) : 0);

function wildMarket(chance, name, now) {
  const spot = spotOf(name) * chance.between(0.95, 1.05);
  return market(name, chance.happens(0.05) ? 0 : spot, {
    confidenceE9: chance.of([E9(1), E9(0.7), 0n]),
    time: now - BigInt(Math.floor(10 ** chance.between(0, 4.3))),
    rateE9: chance.of([0n, E9(-0.05), E9(0.05), E9(3)]),
    fundingE9: E9(chance.between(-0.002, 0.002)),
    dailyVolumeUsd: chance.of([0n, 100_000n, 10n ** 12n]),
    redemptionE9: chance.of([0n, E9(0.99), E9(1.05)]),
    slices: chance.some(EXPIRIES, 0.5).map((expiry) => wildSlice(chance, expiry, spot)),
  });
}

function wildSlice(chance, expiry, spot) {
  const forward = chance.happens(0.03) ? 0 : spot * chance.between(0.97, 1.05);
  if (chance.happens(0.5)) {
    const years = Math.max(Number(expiry - NOW), 600) / 31_536_000;
    const b = 0.3 * Math.sqrt(years) * chance.between(0, 1);
    const tau = chance.happens(0.05) ? 0n : BigInt(Math.max(Number(expiry - NOW), 1));
    return sviSlice(expiry, forward, [0.2 * years, b, chance.between(-0.9, 0.9), chance.between(-0.1, 0.1), chance.between(0.05, 0.3)], tau);
  }
  const vol = chance.between(0.3, 1.2);
  const nodes = [0.6, 0.8, 0.95, 1, 1.05, 1.3, 2].map((moneyness) => [moneyness, vol * (1 + 0.5 * Math.log(moneyness) ** 2 + chance.between(-0.004, 0.004))]);
  const slice = quoteSlice(expiry, spot, chance.happens(0.05) ? [] : chance.happens(0.1) ? [nodes[3]] : nodes);
  return { ...slice, forwardE8: BigInt(Math.round(forward * 1e8)) };
}

function wildCarried(chance) {
  const names = chance.some(NAMES, 0.7);
  return {
    version: 2n,
    previousReport: word('previous'),
    previousHeight: 6n,
    participation: 2n ** 70n + 7n,
    pins: [{ chainId: HOME, number: 250n }],
    requirements: [],
    assets: names.map((name) => ({
      asset: name,
      state: chance.of([0n, 1n, 2n]),
      calm: chance.of([0n, 1n, 200n]),
      time: NOW - 300n,
      priceE8: wildPrice(chance, name).priceE8,
      window: chance.some([4000n, 3000n, 250n, 30n], 0.5).map((age) => ({ time: NOW - age, priceE8: wildPrice(chance, name).priceE8 })),
      market: chance.happens(0.5) && !STABLES.includes(name) ? wildMarket(chance, name, NOW - 300n) : null,
    })),
  };
}

function wildInstruments(chance) {
  const all = new Map();
  for (const [venue, chainId] of VENUES) {
    for (let i = 0; i < 30; i++) {
      const kind = BigInt(Math.floor(chance.between(0, 12)));
      const asset = kind === KIND.CASH ? chance.of(['USD', ...STABLES]) : chance.of(chance.happens(0.8) ? Object.keys(ASSETS) : [...NAMES, 'USD']);
      const strike = isOption(kind) ? Number((spotOf(asset) * chance.of([0.5, 0.9, 0.98, 1, 1.02, 1.1, 3])).toPrecision(4)) : 0;
      const made = instrument(venue, kind, asset, isDated(kind) ? chance.of(EXPIRIES) : 0n, strike, chainId);
      all.set(made.id.join(), made);
    }
  }
  return [...all.values()];
}

function wildAccount(chance, name, instruments, tokenCount) {
  const positions = chance.some(instruments, chance.of([0.02, 0.05, 0.11]));
  return account(
    name,
    positions.map((of) => [of, wildQuantity(chance, of)]),
    {
      homeChainId: chance.of([HOME, ABROAD]),
      provenHeight: 6n,
      provenInitialE6: BigInt(Math.floor(10 ** chance.between(0, 11))),
      balances: chance.some([...Array(tokenCount).keys()], 0.3).map((index) => ({ token: BigInt(index), amount: BigInt(Math.floor(10 ** chance.between(0, 15))), setAside: chance.of([0n, 1_000_000n]) })),
      lines: chance.some([2n, 3n, 4n], 0.4).map((chainId) => ({ chainId, guard: address('guard'), lockedE6: BigInt(Math.floor(10 ** chance.between(0, 12))) })),
    },
  );
}

function wildQuantity(chance, { kind, asset }) {
  const isDollar = [KIND.CASH, KIND.INVERSE_PERPETUAL, KIND.INVERSE_FUTURE].includes(kind);
  const units = chance.size(-3, chance.happens(0.01) ? 14 : 7) / (isDollar ? 1 : spotOf(asset));
  return BigInt(Math.round(units * 1e10) || 1) * 10n ** 8n + BigInt(Math.floor(chance.between(0, 1e8)));
}
