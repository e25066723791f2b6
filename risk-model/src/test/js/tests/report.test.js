import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex } from '../bytes.js';
import { creditLines, collateralTable } from '../collateral.js';
import { leafHash, merkleRoot } from '../merkle.js';
import { reportOf } from '../report.js';
import { randomNumbers, randomRules, randomSnapshot } from './random.js';
import { cash, modelOf, perpetual, plainRules, usdE6 } from './plain.js';
import { E9, HOME, account, address, market, noCarried, observed, sampleModel, sampleSnapshot, word } from './sample.js';

const holds = [[perpetual, 1], [cash, -40_000]];
const results = (rules, positions, more) => reportOf(modelOf(rules, positions, more));

test('a round is the same from the same bytes and the next one starts from what it carries', () => {
  const rules = randomRules();
  const first = randomSnapshot(randomNumbers(3), 40);
  const one = reportOf(sampleModel(rules, first));
  assert.equal(hex(reportOf(sampleModel(rules, first)).digest), hex(one.digest));
  const carried = { ...one.carried, previousReport: one.digest, previousHeight: 7n, participation: 7n };
  const two = reportOf(sampleModel(rules, { ...first, height: 8n, carried }));
  assert.equal(hex(two.sections.get('changed')), '00'.repeat(32));
  assert.equal(hex(two.sections.get('requirements')), hex(one.sections.get('requirements')));
  assert.equal(hex(one.sections.get('changed')), hex(one.sections.get('requirements')));
  assert.notEqual(hex(two.digest), hex(one.digest));
});

test('the changed section has the leaves that differ from the previous report', () => {
  const before = (initialE6, maintenanceE6) => ({
    ...noCarried,
    previousReport: word('previous'),
    requirements: [{ account: word('a'), initialE6, maintenanceE6 }],
  });
  const changed = (carried) => hex(results(plainRules(), holds, { carried }).sections.get('changed'));
  assert.equal(changed(before(usdE6(6400), usdE6(5120))), '00'.repeat(32));
  const leaf = leafHash(
    ['bytes32', 'address', 'uint128', 'uint128', 'uint128', 'uint32'],
    [word('a'), address('gcm'), usdE6(6400), usdE6(5120), usdE6(6400), 0n],
  );
  assert.equal(changed(before(usdE6(6400), usdE6(5121))), hex(leaf));
  assert.equal(changed({ ...noCarried, previousReport: word('previous') }), hex(leaf));
});

test('the summary adds all accounts and shows the widest spread, rounded up', () => {
  const carried = { ...noCarried, participation: 5n };
  const { sections } = results(plainRules(), holds, { carried, observed: [observed('BTC', 40_000), observed('ETH', 3, 1)] });
  const types = ['uint32', 'uint32', 'uint256', 'uint256', 'uint256', 'uint256', 'uint128'];
  const leaf = leafHash(types, [1n, 1n, usdE6(6400), usdE6(5120), usdE6(6400), 5n, 333_333_334n]);
  assert.equal(hex(sections.get('summary')), hex(merkleRoot([leaf])));
});

test('flags tell of missing data, breakers and what has no value', () => {
  const flags = (more, positions = holds) => results(plainRules(), positions, more).accounts[0].flags;
  const entry = (state, more = {}) => ({
    asset: 'BTC', state, calm: 0n, time: 0n, priceE8: 4_000_000_000_000n, window: [], market: null, ...more,
  });
  const carried = (state, more) => ({ ...noCarried, assets: [entry(state, more)] });
  assert.equal(flags({}), 0n);
  assert.equal(flags({ market: [] }), 0n);
  assert.equal(flags({ market: [], carried: carried(0n, { market: market('BTC', 40_000) }) }), 1n + 8n);
  assert.equal(flags({ observed: [], carried: carried(0n) }), 1n + 8n);
  assert.equal(flags({ observed: [] }), 1n + 16n);
  assert.equal(flags({ carried: carried(1n) }), 4n);
  assert.equal(flags({ carried: carried(2n) }), 8n);
  assert.equal(flags({ carried: carried(2n) }, [[cash, 1]]), 0n);
  assert.equal(flags({}, [[perpetual, 10n ** 30n]]), 2n);
});

const TOKEN = address('token');
const priced = (more = {}) =>
  plainRules({ net: { supplyStepE9: E9(0.05), supplyHaircutE9: E9(0.02), ...more } }, {
    collateral: [{ chainId: HOME, token: TOKEN, asset: 'BTC', haircutImE9: E9(0.2), haircutMmE9: E9(0.1) }],
  });
const token = (supply, decimals = 8n) => [{ chainId: HOME, token: TOKEN, decimals, supply }];
const owns = (amount, setAside = 0n) => ({ balances: [{ token: 0n, amount, setAside }] });

test('haircuts grow with the share of a token that the accounts hold', () => {
  const table = (supply) => collateralTable(modelOf(priced(), holds, { collateral: token(supply), of: owns(100n) }))[0];
  assert.deepEqual([table(2000n).haircutImE9, table(2001n).haircutImE9], [E9(0.22), E9(0.2)]);
  assert.deepEqual([table(100n).haircutImE9, table(100n).haircutMmE9, table(0n).haircutMmE9], [E9(0.6), E9(0.5), E9(0.1)]);
  assert.equal(table(2n).haircutMmE9, E9(1));
});

test('a token that the rules do not name is worth nothing', () => {
  const [entry] = collateralTable(modelOf(plainRules(), holds, { collateral: token(1n) }));
  assert.deepEqual([entry.priceE8, entry.haircutImE9, entry.haircutMmE9], [0n, E9(1), E9(1)]);
});

test('a credit line is what is left of the collateral, at most what is locked', () => {
  const lines = (of, maintenanceE6 = 0n) => {
    const model = modelOf(priced(), holds, { collateral: token(0n), of });
    return creditLines(model.snapshot.accounts[0], maintenanceE6, collateralTable(model)).map(({ amountE6 }) => amountE6);
  };
  const locks = (...amounts) => amounts.map((usd, i) => ({ chainId: BigInt(i + 2), guard: address('guard'), lockedE6: usdE6(usd) }));
  // 2 BTC at 40,000 less 20 %: 64,000.
  const balances = owns(200_000_000n).balances;
  assert.deepEqual(lines({ balances, lines: locks(10_000, 60_000) }), [usdE6(4000), usdE6(54_000)]);
  assert.deepEqual(lines({ balances, lines: locks(10_000), provenInitialE6: usdE6(50_000), reservedE6: usdE6(5000) }), [usdE6(9000)]);
  assert.deepEqual(lines({ balances: owns(200_000_000n, 150_000_000n).balances, lines: locks(20_000) }), [usdE6(16_000)]);
  assert.deepEqual(lines({ balances: owns(1n, 2n).balances, lines: locks(20_000) }), [0n]);
  // 2 BTC less 10 %: 72,000.
  assert.deepEqual(lines({ balances, lines: locks(1000) }, usdE6(72_000)), [usdE6(1000)]);
  assert.deepEqual(lines({ balances, lines: locks(1000) }, usdE6(72_000) + 1n), [0n]);
});

test('the report shows the worst stablecoin that is priced and taken', () => {
  const stables = ['DAI', 'USDC'].map((asset) => ({ asset, stressE9: 0n }));
  const collateral = [{ chainId: HOME, token: TOKEN, asset: 'USDC', haircutImE9: 0n, haircutMmE9: 0n }];
  const breaker = (dai, usdc, more) =>
    results(plainRules({ stables }, more), holds, { observed: [observed('BTC', 40_000), observed('DAI', dai), observed('USDC', usdc)] }).report.breakerState;
  assert.equal(breaker(0.5, 0.98, { collateral }), 1n);
  assert.equal(breaker(0.5, 0.5, { collateral }), 2n);
  assert.equal(breaker(0.5, 0.5, {}), 0n);
});

test('accounts without positions stand in the report', () => {
  const snapshot = sampleSnapshot({ instruments: [], accounts: [account('a', []), account('b', [])] });
  const { accounts } = reportOf(sampleModel(plainRules(), snapshot));
  assert.deepEqual(accounts.map(({ initialE6, isolatedE6, flags }) => [initialE6, isolatedE6, flags]), [[0n, 0n, 0n], [0n, 0n, 0n]]);
});
