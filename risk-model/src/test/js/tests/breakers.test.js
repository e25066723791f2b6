import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STATE } from '../breakers.js';
import { plainAsset, plainRules } from './plain.js';
import { E9, NOW, market, noCarried, observed, quoteSlice, sampleModel, sampleSnapshot } from './sample.js';

const { NORMAL, CAUTION, HALT } = STATE;
const E8 = (usd) => BigInt(Math.round(usd * 1e8));

const rules = plainRules({
  assets: [plainAsset('BTC'), plainAsset('ETH')],
  related: [{ asset: 'STETH', underlying: 'ETH', haircutMmE9: 0n, haircutImE9: 0n }],
  stables: [{ asset: 'USDC', stressE9: 0n }],
});

const entryOf = (asset, price, more = {}) => ({
  asset,
  state: NORMAL,
  calm: 0n,
  time: NOW - 300n,
  priceE8: E8(price),
  window: [],
  market: null,
  ...more,
});

/** The next entry of an asset. */
function next(name, { seen = [], markets = [], entry = null }) {
  const carried = { ...noCarried, assets: entry === null ? [] : [entry] };
  const snapshot = sampleSnapshot({ instruments: [], accounts: [], observed: seen, market: markets, carried });
  return sampleModel(rules, snapshot).entries.find(({ asset }) => asset === name);
}

const stateOf = (name, sight) => next(name, sight).state;
const btc = (more) => ({ seen: [observed('BTC', 40_000)], markets: [market('BTC', 40_000)], ...more });

test('a price without a past is normal, no price is a halt, and nothing at all is no entry', () => {
  assert.equal(stateOf('BTC', btc({})), NORMAL);
  assert.equal(stateOf('BTC', btc({ seen: [], entry: entryOf('BTC', 40_000) })), HALT);
  assert.equal(next('BTC', { markets: [market('BTC', 40_000)] }), undefined);
});

test('a move above the range halts, fast moves and wide spreads caution', () => {
  const from = (price, window = []) => stateOf('BTC', btc({ entry: entryOf('BTC', price, { window }) }));
  // 40,000 is more than 16 % above 34,482.75 and not above 34,482.76.
  assert.deepEqual([from(34_482.75), from(34_482.76)], [HALT, NORMAL]);
  const past = (age, price) => from(40_000, [{ time: NOW - age, priceE8: E8(price) }]);
  assert.deepEqual([past(300n, 38_000), past(301n, 38_000), past(3600n, 36_000), past(3601n, 36_000)], [CAUTION, NORMAL, CAUTION, NORMAL]);
  const spread = (usd) => stateOf('BTC', btc({ seen: [observed('BTC', 40_000, usd)] }));
  assert.deepEqual([spread(400), spread(400.00000001)], [NORMAL, CAUTION]);
});

test('old, unsure and partly refused markets caution, very old and lost ones halt', () => {
  const under = (more) => stateOf('BTC', btc({ markets: [market('BTC', 40_000, more)] }));
  assert.deepEqual([3600n, 3601n, 10_800n, 10_801n].map((age) => under({ time: NOW - age })), [NORMAL, CAUTION, CAUTION, HALT]);
  assert.equal(under({ confidenceE9: E9(0.89) }), CAUTION);
  const good = quoteSlice(NOW + 86_400n, 40_000, [[1, 0.5]]);
  const bad = quoteSlice(NOW + 864_000n, 40_000, [[1, 50]]);
  assert.equal(under({ slices: [good, bad] }), CAUTION);
  const entry = entryOf('BTC', 40_000, { market: market('BTC', 40_000) });
  assert.equal(stateOf('BTC', btc({ markets: [], entry })), HALT);
  assert.equal(stateOf('BTC', btc({ markets: [] })), NORMAL);
});

test('a related token is judged by its moves, with the numbers of its underlying, and not by its market', () => {
  const sight = { seen: [observed('ETH', 2000), observed('STETH', 2000)], markets: [market('STETH', 2000, { time: 0n })] };
  assert.equal(stateOf('STETH', sight), NORMAL);
  assert.equal(stateOf('STETH', { ...sight, entry: entryOf('STETH', 1700) }), HALT);
});

test('a stablecoin is judged by its peg and keeps no market', () => {
  const at = (price) => next('USDC', { seen: [observed('USDC', price)], markets: [market('USDC', 1)], entry: entryOf('USDC', 1) });
  assert.deepEqual([0.99, 0.98999999, 0.9, 0.89999999].map((price) => at(price).state), [NORMAL, CAUTION, CAUTION, HALT]);
  assert.equal(at(1).market, null);
});

test('a state is left after enough calm rounds, or at once for a worse one', () => {
  const after = (state, calm, sight = {}) => {
    const entry = next('BTC', btc({ entry: entryOf('BTC', 40_000, { state, calm }), ...sight }));
    return [entry.state, entry.calm];
  };
  assert.deepEqual(after(HALT, 0n), [HALT, 1n]);
  assert.deepEqual(after(HALT, 8n), [HALT, 9n]);
  assert.deepEqual(after(HALT, 9n), [NORMAL, 0n]);
  const unsure = { markets: [market('BTC', 40_000, { confidenceE9: 0n })] };
  assert.deepEqual(after(CAUTION, 5n, unsure), [CAUTION, 0n]);
  assert.deepEqual(after(HALT, 9n, unsure), [CAUTION, 0n]);
  assert.deepEqual(after(NORMAL, 0n, unsure), [CAUTION, 0n]);
});

test('the window keeps an hour of prices a minute apart', () => {
  const window = [3601n, 3600n, 59n].map((age) => ({ time: NOW - age, priceE8: E8(40_000) }));
  const ages = (times, sight = {}) => next('BTC', btc({ entry: entryOf('BTC', 40_000, { window: times }), ...sight })).window.map(({ time }) => NOW - time);
  assert.deepEqual(ages(window), [3600n, 59n]);
  assert.deepEqual(ages(window.slice(0, 2)), [3600n, 0n]);
  assert.deepEqual(ages(window.slice(0, 1)), [0n]);
  assert.deepEqual(ages(window.slice(0, 2), { seen: [] }), [3600n]);
});

test('an entry keeps the last price and the last good market', () => {
  const old = market('BTC', 39_000);
  const kept = next('BTC', { entry: entryOf('BTC', 39_000, { market: old }) });
  assert.deepEqual([kept.time, kept.priceE8, kept.market.feedSpotE8], [NOW - 300n, E8(39_000), E8(39_000)]);
  const renewed = next('BTC', btc({ entry: entryOf('BTC', 39_000, { market: old }) }));
  assert.deepEqual([renewed.time, renewed.priceE8, renewed.market.feedSpotE8], [NOW, E8(40_000), E8(40_000)]);
});
