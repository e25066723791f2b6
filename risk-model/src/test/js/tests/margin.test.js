import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KIND } from '../kinds.js';
import { UNBOUNDED } from '../numbers.js';
import { asked, cash, cashAbroad, modelOf, perpetual, perpetualAbroad, plainAsset, plainRules, usdE24, usdE6 } from './plain.js';
import { E9, HOME, NOW, address, instrument, market, observed, quoteSlice } from './sample.js';

const rules = plainRules();
const DAY = 86_400n;

/** The market of BTC with a flat curve at these days. */
const flatMarket = (days, vol = 0.5) =>
  market('BTC', 40_000, {
    rateE9: 0n,
    slices: days.map((d) => quoteSlice(NOW + BigInt(d) * DAY, 40_000, [[0.5, vol], [2, vol]])),
  });

test('a perpetual is asked for its loss at the end of the range', () => {
  // 40,000 * 0.16 = 6,400; the tails are 26,400 * 0.186666667 = 4,928 and less. The cash makes the value 0.
  const { initialE6, maintenanceE6, isolatedE6 } = asked(rules, [[perpetual, 1], [cash, -40_000]]);
  assert.deepEqual([initialE6, maintenanceE6, isolatedE6], [usdE6(6400), usdE6(5120), usdE6(6400)]);
});

test('a value above the charges leaves nothing to ask for, a debt is asked for in full', () => {
  assert.equal(asked(rules, [[perpetual, 1]]).initialE6, 0n);
  assert.equal(asked(rules, [[perpetual, 1], [cash, -50_000]]).initialE6, usdE6(16_400));
  assert.equal(asked(rules, [[cash, -3]]).maintenanceE6, usdE6(3));
});

test('the value of a venue counts for its credit, up to its cap', () => {
  const venue = { chainId: HOME, venue: address('venue'), exitSeconds: 0n, creditE9: E9(0.5), creditCapUsdE6: usdE6(6000) };
  const limited = plainRules({}, { venues: [venue] });
  assert.equal(asked(limited, [[perpetual, -1], [cash, 44_000]]).initialE6, usdE6(4400));
  assert.equal(asked(limited, [[perpetual, -1], [cash, 99_000]]).initialE6, usdE6(3400));
  assert.equal(asked(limited, [[perpetual, -1], [cash, 39_000]]).initialE6, usdE6(7400));
});

test('quantities are cut to lots against the account', () => {
  const tiny = 10n ** 11n; // a tenth of a lot
  assert.equal(asked(rules, [[perpetual, tiny], [cash, -40_000n * tiny]]).initialE6, 0n);
  // A whole lot, 1e-6: 6,400 * 1e-6.
  assert.equal(asked(rules, [[perpetual, -tiny], [cash, 40_000n * tiny]]).initialE6, 6400n);
});

test('a gain pays a loss elsewhere at the price of moving it', () => {
  const latency = plainRules({ btc: { transferBaseE9: E9(0.01), transferRootE9: E9(0.05) }, net: { foreignTransferE9: E9(0.1) } });
  const hedge = [[perpetual, 1], [cash, -40_000], [perpetualAbroad, -1], [cashAbroad, 40_000]];
  // Down, 6,400 come from abroad at 0.1; up, from home at 0.01 + 0.05 * sqrt(14400 / 86400) = 0.0304.
  const { initialE6, isolatedE6 } = asked(latency, hedge);
  assert.deepEqual([initialE6, isolatedE6], [usdE6(640), usdE6(12_800)]);
  // Without it only the floors of the tails' weights are left: a lot-quantum.
  assert.equal(asked(rules, hedge).initialE6, 1n);
});

test('a group nets for its credit and adds for the rest', () => {
  const eth = instrument('venue', KIND.PERPETUAL, 'ETH');
  const grouped = plainRules({
    assets: [plainAsset('BTC', { group: 0n }), plainAsset('ETH', { group: 0n, lotDecimals: 5n, psrE9: E9(0.2) })],
    groups: [{ name: 'majors', parent: null, creditE9: E9(0.6) }],
  });
  const observations = { observed: [observed('BTC', 40_000), observed('ETH', 2000)] };
  // Apart 6,400 + 8,000; together at most 8,000 - 6,400. 0.4 * 14,400 + 0.6 * 1,600.
  const opposite = [[perpetual, 1], [eth, -20], [cash, 0n]];
  assert.equal(asked(grouped, opposite, observations).detail.coreNet, usdE24(6720));
  assert.equal(asked(grouped, [[perpetual, 1], [eth, 20]], observations).detail.coreNet, usdE24(14_400));
});

test('a group asks for no more than its parts, though one of its assets is dearer to move', () => {
  const dear = plainRules({
    assets: [
      plainAsset('BTC', { group: 0n, transferBaseE9: E9(0.1) }),
      plainAsset('ETH', { group: 0n, lotDecimals: 5n, transferBaseE9: E9(0.5) }),
      plainAsset('SOL', { group: 1n, transferBaseE9: E9(0.9) }),
    ],
    groups: [{ name: 'majors', parent: 1n, creditE9: E9(0.25) }, { name: 'all', parent: null, creditE9: E9(0.5) }],
  });
  // 6,400 of BTC have to be moved: 640 at 0.1. At ETH's and SOL's rates the groups scan 3,200 and 5,760, so that shares
  // alone would be 0.75 * 640 + 0.25 * 3,200 = 1,280, then 0.5 * 1,280 + 0.5 * 5,760 = 3,520.
  assert.equal(asked(dear, [[perpetual, 1], [perpetualAbroad, -1]]).detail.root, usdE24(640));
});

test('abroad, a gain in one asset covers a loss in another only where the rules say so', () => {
  const eth = instrument('foreign', KIND.PERPETUAL, 'ETH', 0n, 0, 42161n);
  const grouped = (foreignGroupCredit) =>
    plainRules({
      assets: [plainAsset('BTC', { group: 0n }), plainAsset('ETH', { group: 0n, lotDecimals: 5n, psrE9: E9(0.2) })],
      groups: [{ name: 'majors', parent: null, creditE9: E9(1) }],
      net: { foreignGroupCredit },
    });
  const observations = { observed: [observed('BTC', 40_000), observed('ETH', 2000)] };
  const core = (credit) => asked(grouped(credit), [[perpetualAbroad, 1], [eth, -20]], observations).detail.coreNet;
  assert.deepEqual([core(true), core(false)], [usdE24(1600), usdE24(8000)]);
});

test('opposite deltas of two expiries are charged by their distance', () => {
  const days = [30, 60];
  const [near, far] = days.map((d) => instrument('venue', KIND.FUTURE, 'BTC', NOW + BigInt(d) * DAY));
  const calendar = plainRules({ btc: { calendarBaseE9: E9(0.002), calendarSlopeE9: E9(0.05) } });
  const more = { market: [flatMarket(days)] };
  // 0.002 + ceil9(0.05 * 30 / 365) = 0.006109590, of 40,000.
  assert.equal(asked(calendar, [[near, 1], [far, -1]], more).detail.coreNet, usdE24(244.3836));
  // The perpetual stands at 0: 30 days to the near one first, then 30 between the two (i < j decides the tie), and
  // what is left of the far one, 1, meets nothing.
  const { detail } = asked(calendar, [[near, -1], [far, -1], [perpetual, 1]], more);
  assert.equal(detail.assets.BTC.calendarDelta, usdE24(244.3836));
});

test('basis moves futures against the perpetual, by their term', () => {
  const future = instrument('venue', KIND.FUTURE, 'BTC', NOW + 365n * DAY);
  const basis = plainRules({ btc: { basisMoveE9: E9(0.03), basisAddE9: E9(0.5), basisSlopeE9: E9(0.25) } });
  // 40,000 * 0.03 * (0.5 + 0.25)
  assert.equal(asked(basis, [[future, 1], [perpetual, -1]], { market: [flatMarket([365])] }).detail.coreNet, usdE24(900));
});

test('basis takes no more than its value from a held option, and all it costs from an owed one', () => {
  const inThirtyDays = (kind, strike) => instrument('venue', kind, 'BTC', NOW + 30n * DAY, strike);
  const [call, put, future] = [inThirtyDays(KIND.CALL, 39_000), inThirtyDays(KIND.COIN_PUT, 41_000), inThirtyDays(KIND.FUTURE)];
  // Next to no volatility: now both options are worth 1,000. The forward goes to 48,000, then to 32,000.
  const of = (rate) => {
    const basis = plainRules({ btc: { basisMoveE9: E9(0.2), basisAddE9: E9(rate) } });
    const more = { market: [flatMarket([30], 0.0001)], listed: [call, put, future] };
    const { instruments } = modelOf(basis, [], more);
    const changes = (listed) => instruments.find(({ kind }) => kind === listed.kind).value.P.slice(-2);
    return { changes, core: (positions) => asked(basis, positions, more).detail.coreNet };
  };
  const quanta = (usd) => BigInt(usd) << 24n;
  for (const rate of [0, 1]) {
    assert.deepEqual(of(rate).changes(call), [quanta(8000), quanta(-1000)]);
    assert.deepEqual(of(rate).changes(put), [quanta(-1000), quanta(8000)]);
  }
  const double = of(2);
  assert.deepEqual(double.changes(call), [quanta(8000), quanta(-500)]);
  assert.deepEqual(double.changes(put), [quanta(-500), quanta(8000)]);
  // 1,000 * 2^24 / 3 = 5,592,405,333.3…
  assert.deepEqual(of(3).changes(call), [quanta(8000), -5_592_405_333n]);
  // No limit for a future: 40,000 / 10 would be one.
  assert.deepEqual(of(10).changes(future), [quanta(8000), quanta(-8000)]);
  assert.equal(double.core([[call, 1]]), usdE24(1000));
  assert.equal(double.core([[call, -1]]), usdE24(16_000));
});

test('what settles before the book can be closed pays for nothing', () => {
  const future = instrument('venue', KIND.FUTURE, 'BTC', NOW + 7200n);
  const more = { market: [flatMarket([1])] };
  assert.equal(asked(rules, [[future, 1], [perpetual, -1]], more).detail.coreNet, usdE24(6400));
  const later = instrument('venue', KIND.FUTURE, 'BTC', NOW + DAY);
  assert.equal(asked(rules, [[later, 1], [perpetual, -1]], more).detail.coreNet, 0n);
});

test('a short butterfly loses its width at the strike it is pinned to', () => {
  const [low, mid, high] = [39_900, 40_000, 40_100].map((strike) => instrument('venue', KIND.CALL, 'BTC', NOW + DAY, strike));
  const book = [[low, -1], [mid, 2], [high, -1]];
  const more = { market: [flatMarket([1], 1)] };
  const withPins = asked(plainRules({ btc: { pinDays: 1n } }), [[low, 1], [mid, -2], [high, 1]], more);
  const without = asked(rules, [[low, 1], [mid, -2], [high, 1]], more);
  assert.ok(withPins.detail.root >= without.detail.root);
  // Short: pinned at 40,000 it is worth -100, and is worth about -2.4 now (a density of 0.02 % per dollar).
  const pinned = asked(plainRules({ btc: { pinDays: 1n } }), book, more).detail.root;
  const open = asked(rules, book, more).detail.root;
  assert.ok(open < usdE24(25) && pinned > usdE24(90) && pinned < usdE24(100), `${open} ${pinned}`);
});

test('naked short options are asked for a share of spot, until they expire', () => {
  const short = plainRules({ btc: { shortOptionE9: E9(0.003) } });
  const call = (days) => instrument('venue', KIND.CALL, 'BTC', NOW + BigInt(days) * DAY, 40_000);
  const put = instrument('venue', KIND.PUT, 'BTC', NOW + 30n * DAY, 40_000);
  const more = { market: [flatMarket([30])] };
  const minimum = (positions) => asked(short, positions, more).detail.assets.BTC.shortOption;
  assert.equal(minimum([[call(30), -2], [put, -1]]), usdE24(360));
  assert.equal(minimum([[call(30), -2], [put, 1]]), usdE24(120));
  assert.equal(minimum([[call(-1), -2]]), 0n);
});

test('concentration grows with the power of 1.5 of what is above the free volume', () => {
  const crowded = plainRules({ btc: { impactE9: E9(1), dailyVolE9: E9(0.04), dailyVolumeUsd: 10_000_000n, freeVolumeE9: E9(0.01) } });
  const { detail } = asked(crowded, [[perpetual, 1000]]);
  // 40,000,000 - 100,000 = 39,900,000; times 0.04 * sqrt(3.99).
  assert.ok(Math.abs(Number(detail.maintenance) / 1e24 - 39_900_000 * 0.04 * Math.sqrt(3.99)) < 1e-6);
  assert.equal(asked(crowded, [[perpetual, 2]]).detail.maintenance, 0n);
});

test('contracts, spreads and one-sided funding are added', () => {
  const charged = (btc) => asked(plainRules({ btc }), [[perpetual, 1]], { market: [market('BTC', 40_000, { fundingE9: E9(-0.001) })] });
  assert.equal(charged({ contingencyE9: E9(0.001) }).detail.maintenance, usdE24(40));
  assert.equal(charged({ halfSpreadE9: E9(0.0005) }).detail.maintenance, usdE24(20));
  const funding = (units) =>
    asked(rules, [[perpetual, units]], { market: [market('BTC', 40_000, { fundingE9: E9(-0.001) })] }).detail.maintenance;
  assert.deepEqual([funding(1), funding(-1)], [0n, usdE24(40)]);
});

test('a wide spread and an unsure feed raise the initial requirement alone', () => {
  const wide = { observed: [observed('BTC', 40_000, 100)] };
  assert.deepEqual(addsOf(asked(rules, [[perpetual, 1]], wide)), [0n, usdE24(100)]);
  // (1 - 0.8) * 0.2 of 40,000; and CAUTION takes 0.1 of 6,400.
  const unsure = { market: [market('BTC', 40_000, { confidenceE9: E9(0.8) })] };
  assert.deepEqual(addsOf(asked(rules, [[perpetual, -1]], unsure)), [0n, usdE24(1600 + 640)]);
});

const addsOf = ({ detail }) => [detail.maintenance, detail.initial];

test('a stablecoin is stressed where it is money, and a lost peg charges what stands on it', () => {
  const coin = instrument('venue', KIND.LENDING_SUPPLY, 'USDC');
  const stables = plainRules({ stables: [{ asset: 'USDC', stressE9: E9(0.02) }] });
  const at = (price) => ({ observed: [observed('BTC', 40_000), observed('USDC', price)] });
  assert.deepEqual(addsOf(asked(stables, [[coin, 1000]], at(1))), [usdE24(20), usdE24(20)]);
  assert.equal(asked(stables, [[coin, -1000], [cash, 1000]], at(1)).detail.maintenance, 0n);
  const settles = instrument('peg', KIND.CASH, 'USDC');
  const pegged = instrument('peg', KIND.PERPETUAL, 'BTC');
  // (0.99 - 0.97) * 2 of 6,400, with the value -40,000 + 0.97 * 40,000 below 0.
  assert.deepEqual(addsOf(asked(stables, [[pegged, -1], [settles, 40_000]], at(0.97))), [0n, usdE24(256)]);
});

test('dollars of two issuers do not quite offset', () => {
  const other = instrument('peg', KIND.PERPETUAL, 'BTC');
  const coin = instrument('peg', KIND.CASH, 'USDC');
  const cross = plainRules({ net: { crossStableE9: E9(0.005) }, stables: [{ asset: 'USDC', stressE9: 0n }] });
  const charge = (more) => asked(cross, [[perpetual, 1], [other, -1]], more).detail.assets.BTC.cross;
  assert.deepEqual([charge({ listed: [coin] }), charge({})], [usdE24(200), 0n]);
});

test('what has no value counts nothing if held and everything if owed', () => {
  const unknown = instrument('venue', KIND.SPOT, 'DOGE');
  assert.equal(asked(rules, [[unknown, 5], [cash, 5]]).initialE6, 0n);
  const owed = asked(rules, [[unknown, -5], [cash, -5]]);
  assert.deepEqual([owed.initialE6, owed.maintenanceE6, owed.isolatedE6], [UNBOUNDED, usdE6(5), UNBOUNDED]);
});

test('positions too large for the numbers overflow', () => {
  const small = plainRules({ btc: { lotDecimals: 12n } });
  const overflow = (units) => asked(small, [[perpetual, units]], { observed: [observed('BTC', 1000)] }).book.overflows;
  const most = 2n ** 63n * 10n ** 6n; // 2^63 lots
  assert.deepEqual([most - 1n, most, -most, -most - 1n].map(overflow), [false, true, false, true]);
  // The mark of USD, 10^6, has 20 bits: 96 are left.
  const money = (units) => asked(rules, [[cash, units]]).book.overflows;
  assert.deepEqual([money(2n ** 96n - 1n), money(2n ** 96n), money(-(2n ** 96n))], [false, true, false]);
  assert.equal(asked(plainRules({}, { maxPositions: 1n }), [[cash, 1], [perpetual, 1]]).book.overflows, true);
});

test('venues alone share the concentration of the whole', () => {
  const crowded = plainRules({ btc: { impactE9: E9(1), dailyVolE9: E9(0.04), dailyVolumeUsd: 10_000_000n, freeVolumeE9: 0n } });
  const { detail, isolatedE6 } = asked(crowded, [[perpetual, 10], [cash, -400_000], [perpetualAbroad, 10], [cashAbroad, -400_000]]);
  const concentration = 800_000 * 0.04 * Math.sqrt(0.08);
  assert.ok(Math.abs(Number(detail.maintenance) / 1e24 - concentration) < 1e-6);
  assert.ok(Math.abs(Number(isolatedE6) / 1e6 - (128_000 + concentration)) < 1e-2);
});

test('marks are rounded half to even', () => {
  const coin = instrument('venue', KIND.CASH, 'USDC');
  const stables = plainRules({ stables: [{ asset: 'USDC', stressE9: 0n }] });
  const mark = (priceE8) =>
    modelOf(stables, [[coin, 1]], { observed: [{ asset: 'USDC', priceE8, spreadE8: 0n }] }).instruments.find(({ asset }) => asset === 'USDC').value.markE6;
  assert.deepEqual([99_999_950n, 99_999_850n, 99_999_851n].map(mark), [1_000_000n, 999_998n, 999_999n]);
});
