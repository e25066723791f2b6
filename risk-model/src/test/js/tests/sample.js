// Rules and snapshots for tests: one that a test can change by hand, and random ones from a seed.

import { encode } from '../cbor.js';
import { keccak256 } from '../keccak.js';
import { readRules, rulesValue } from '../rules.js';
import { Model } from '../model.js';
import { RULE } from '../scenarios.js';
import { readSnapshot, snapshotValue } from '../snapshot.js';

export const NOW = 1_704_712_781n;
export const HOME = 1n;
export const ABROAD = 42161n;

export const E9 = (x) => BigInt(Math.round(x * 1e9));
const E8 = (x) => BigInt(Math.round(x * 1e8));
const E12 = (x) => BigInt(Math.round(x * 1e12));
export const E18 = (x) => BigInt(Math.round(x * 1e9)) * 10n ** 9n;

const row = (relative, numerator, denominator, volRule, more = {}) => ({
  relative,
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
  volRule,
  damped: false,
  weightE9: E9(1),
  block: 0n,
  ...more,
});

/** G33, then the skew rows at half a range and the basis row. */
export function scenarios() {
  const rows = [];
  for (let j = -4; j <= 4; j++) {
    rows.push(row(true, j, 4, RULE.UP));
    if (Math.abs(j) < 4) {
      rows.push(row(true, j, 4, RULE.NONE), row(true, j, 4, RULE.DOWN));
    }
  }
  for (const hundredths of [34, 67, 150, 200, 300, 400, 500, 600]) {
    rows.push(row(false, hundredths, 100, RULE.UP, { damped: true }));
  }
  for (const j of [0, -1, 1]) {
    rows.push(row(true, j, 2, RULE.SKEW_LINEAR), row(true, j, 2, RULE.SKEW_ABSOLUTE));
  }
  rows.push(row(true, 0, 1, RULE.BASIS));
  return rows;
}

export const network = {
  imFactorE9: E9(1.1),
  mmFactorE9: E9(0.8),
  imAddE9: E9(1),
  shortOptionFloor: false,
  foreignTransferE9: E9(0.1),
  foreignGroupCredit: false,
  confidenceThresholdE9: E9(0.9),
  confidenceMarginE9: E9(0.2),
  pegThresholdE9: E9(0.99),
  pegFactorE9: E9(2),
  pegHaltE9: E9(0.1),
  crossStableE9: E9(0.005),
  spreadCautionE9: E9(0.01),
  cautionE9: E9(0.1),
  haltE9: E9(0.25),
  calmRounds: 10n,
  supplyStepE9: E9(0.05),
  supplyHaircutE9: E9(0.02),
};

export const assetParameters = (asset, more = {}) => ({
  asset,
  group: null,
  quantumBits: 24n,
  lotDecimals: 6n,
  psrE9: E9(0.16),
  tailWeightE9: E9(0.77),
  liquidationSeconds: 14400n,
  volUpE9: E9(0.5),
  volDownE9: E9(0.25),
  volPowerShortE9: E9(0.3),
  volPowerLongE9: E9(0.13),
  volFloorDays: 1n,
  minVolUpE9: E9(0.45),
  skewCapBaseE9: E9(0.15),
  skewCapSlopeE9: E9(-0.05),
  skewLeastWidthE9: E9(0.05),
  skewWidthE9: E9(1),
  skewWidthSlopeE9: E9(0.1),
  longBaseE9: E9(0.99),
  longRateE9: E9(1),
  longAddE9: E9(0.01),
  shortBaseE9: E9(1),
  shortRateE9: E9(0.5),
  shortAddE9: E9(0.01),
  basisMoveE9: E9(0.03),
  basisAddE9: E9(1),
  basisSlopeE9: E9(0.2),
  pinDays: 3n,
  averagingSeconds: 1800n,
  smileToleranceE9: E9(0.001),
  shortOptionE9: E9(0.003),
  shortOptionImE9: E9(0.001),
  contingencyE9: E9(0.001),
  contingencyImE9: E9(0.0005),
  spotHaircutMmE9: E9(0.002),
  spotHaircutImE9: E9(0.003),
  calendarBaseE9: E9(0.002),
  calendarSlopeE9: E9(0.05),
  calendarVegaE9: E9(0.3),
  halfSpreadE9: E9(0.0005),
  volSpreadE9: E9(0.01),
  impactE9: E9(1),
  dailyVolE9: E9(0.04),
  dailyVolumeUsd: 10_000_000n,
  freeVolumeE9: E9(0.01),
  positionCapUsd: 1_000_000_000n,
  transferBaseE9: E9(0.01),
  transferRootE9: E9(0.05),
  heartbeatSeconds: 3600n,
  moveShortE9: E9(0.05),
  moveLongE9: E9(0.1),
  fixedMarginE9: E9(0.16),
  ...more,
});

export const address = (name) => keccak256(Buffer.from(name)).subarray(12);
export const word = (name) => keccak256(Buffer.from(name));

export function sampleRules(parameters = {}, more = {}) {
  return {
    version: 2n,
    predecessor: null,
    model: 'crypto-span-1',
    anchor: { chainId: HOME, startBlock: 100n, cadenceBlocks: 25n },
    validitySeconds: 3600n,
    maxPositions: 64n,
    chains: [HOME, ABROAD].map((chainId) => ({ chainId, gcm: address('gcm'), finality: 'finalized', checkpointBlocks: 32n })),
    venues: [],
    feeds: ['BTC', 'USDC'].map((asset) => ({ asset, chainId: HOME, feed: address('feed') })),
    collateral: [],
    parameters: {
      name: 'sample',
      predecessor: null,
      scenarios: scenarios(),
      network,
      groups: [],
      assets: [assetParameters('BTC')],
      related: [],
      stables: [],
      ...parameters,
    },
    ...more,
  };
}

export const noCarried = {
  version: 2n,
  previousReport: new Uint8Array(32),
  previousHeight: 0n,
  participation: 0n,
  pins: [],
  requirements: [],
  assets: [],
};

export const market = (asset, spot, more = {}) => ({
  asset,
  feedSpotE8: E8(spot),
  confidenceE9: E9(1),
  time: NOW - 60n,
  rateE9: E9(0.03),
  fundingE9: 0n,
  dailyVolumeUsd: 0n,
  redemptionE9: 0n,
  slices: [],
  ...more,
});

export const quoteSlice = (expiry, forward, vols) => ({
  expiry,
  forwardE8: E8(forward),
  smile: {
    kind: 0n,
    nodes: vols.map(([moneyness, vol]) => ({ strikeE8: E8(forward * moneyness), volE9: E9(vol) })),
  },
});

export const sviSlice = (expiry, forward, [a, b, rho, m, sigma], tauSeconds = expiry - NOW) => ({
  expiry,
  forwardE8: E8(forward),
  smile: { kind: 1n, aE12: E12(a), bE12: E12(b), rhoE12: E12(rho), mE12: E12(m), sigmaE12: E12(sigma), tauSeconds },
});

export const observed = (asset, price, spread = 0) => ({ asset, priceE8: E8(price), spreadE8: E8(spread) });

export const instrument = (venue, kind, asset, expiry = 0n, strike = 0, chainId = HOME) => {
  const name = [venue, kind, asset, expiry, strike, chainId].join();
  return { id: word(name), chainId, venue: address(venue), kind, asset, expiry, strikeE8: E8(strike) };
};

/** @param positions of an account: pairs of an instrument and units */
export const account = (name, positions, more = {}) => ({
  id: word(name),
  homeChainId: HOME,
  gcm: address('gcm'),
  owner: address(name),
  subAccount: 0n,
  provenHeight: 0n,
  provenInitialE6: 0n,
  reservedE6: 0n,
  balances: [],
  lines: [],
  positions,
  ...more,
});

/** Sorts what has an order, and numbers the positions' instruments; `positions` hold instruments until then. */
export function sampleSnapshot({ instruments, accounts, ...more }) {
  const listed = [...instruments].sort((a, b) => Buffer.compare(a.id, b.id));
  const places = new Map(listed.map((entry, i) => [entry, BigInt(i)]));
  return {
    version: 2n,
    networkId: word('network'),
    keyEpoch: 1n,
    height: 7n,
    anchorTime: NOW,
    pins: [{ chainId: HOME, number: 275n, hash: word('block'), time: NOW }],
    observed: [],
    market: [],
    collateral: [],
    carried: noCarried,
    ...more,
    instruments: listed,
    accounts: accounts
      .map((entry) => ({ ...entry, positions: numbered(entry.positions, places) }))
      .sort((a, b) => Buffer.compare(a.id, b.id)),
  };
}

const numbered = (positions, places) =>
  positions
    .map(([of, units]) => ({ instrument: places.get(of), quantityE18: typeof units === 'bigint' ? units : E18(units) }))
    .sort((a, b) => (a.instrument < b.instrument ? -1 : 1));

/** Both through their bytes. */
export function sampleModel(rules, snapshot) {
  const { rulesBytes, snapshotBytes } = sampleBytes(rules, snapshot);
  return new Model(readRules(rulesBytes), readSnapshot(snapshotBytes));
}

export function sampleBytes(rules, snapshot) {
  const rulesBytes = encode(rulesValue(rules));
  const snapshotBytes = encode(snapshotValue({ ...snapshot, rulesHash: keccak256(rulesBytes) }));
  return { rulesBytes, snapshotBytes };
}
