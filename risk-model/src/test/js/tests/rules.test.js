import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOfHex, hex } from '../bytes.js';
import { decode, encode } from '../cbor.js';
import { keccak256 } from '../keccak.js';
import { readRules, rulesValue } from '../rules.js';
import { RULE } from '../scenarios.js';
import { plainAsset, plainRules } from './plain.js';
import { E9, network, sampleRules, scenarios } from './sample.js';
import { vectors } from './vectors.js';

const vector = vectors('rules');
const PARAMETERS = 10;

test('rules are read, written and hashed as the vector says', () => {
  const rules = readRules(bytesOfHex(vector.cbor));
  assert.equal(`0x${hex(encode(rulesValue(rules)))}`, vector.cbor);
  assert.equal(`0x${hex(rules.hash)}`, vector.hash);
  const parameters = decode(bytesOfHex(vector.cbor))[PARAMETERS];
  assert.equal(`0x${hex(keccak256(encode(parameters)))}`, vector.parametersHash);
});

const read = (rules) => readRules(encode(rulesValue(rules)));
const row = (relative, numerator, denominator, volRule, damped = false) => ({
  relative, numerator, denominator, volRule, damped, weightE9: E9(1), block: 0n,
});

test('sets that could be gamed are refused', () => {
  const refused = [
    [{ network: { ...network, mmFactorE9: E9(2) } }, /imFactor is below/],
    [{ network: { ...network, imAddE9: E9(0.9) } }, /imAddE9 is 900000000/],
    [{ network: { ...network, imAddE9: E9(2) }, stables: [{ asset: 'USDC', stressE9: E9(0.6) }] }, /stress/],
    [{ scenarios: [row(true, 1n, 4n, RULE.UP), row(true, 0n, 4n, RULE.UP)] }, /mirror/],
    [{ scenarios: [row(true, 1n, 4n, RULE.UP), row(true, -1n, 4n, RULE.UP)] }, /mirror/],
    [{ scenarios: [row(true, 1n, 4n, RULE.BASIS)] }, /basis row/],
    [{ scenarios: [row(false, 2n, 2n, RULE.UP, true)] }, /damped/],
    [{ scenarios: [row(false, 1n, 200n, RULE.UP)] }, /multiplier of BTC is 0.005/],
    [{ scenarios: [] }, /0 rows/],
    [{ assets: [plainAsset('BTC', { group: 0n })] }, /no group/],
    [{ assets: [plainAsset('BTC', { shortBaseE9: E9(0.9) })] }, /shortBaseE9/],
    [{ groups: [{ name: 'a', parent: 0n, creditE9: 0n }] }, /after its parent/],
    [{ related: [{ asset: 'BTC', underlying: 'BTC', haircutMmE9: 0n, haircutImE9: 0n }] }, /two lists/],
    [{ related: [{ asset: 'WBTC', underlying: 'XBT', haircutMmE9: 0n, haircutImE9: 0n }] }, /no underlying/],
  ];
  for (const [change, why] of refused) {
    assert.throws(() => read(sampleRules(change)), why);
  }
  // Moves of more than a range and skews need no mirror.
  read(plainRules({ scenarios: [...scenarios(), row(true, 2n, 1n, RULE.NONE), row(true, 1n, 3n, RULE.SKEW_LINEAR)] }));
});
