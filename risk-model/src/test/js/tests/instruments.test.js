import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOfHex, hex } from '../bytes.js';
import { decode } from '../cbor.js';
import { Model } from '../model.js';
import { hexDouble } from '../numbers.js';
import { readRules } from '../rules.js';
import { readSnapshot } from '../snapshot.js';
import { printed, vectors } from './vectors.js';

const text = (object) => JSON.parse(JSON.stringify(object, (_, value) => (typeof value === 'bigint' ? value.toString() : value)));

for (const { name, rules, snapshot, decoded, assets, instruments } of vectors('instruments').cases) {
  const model = new Model(readRules(bytesOfHex(rules)), readSnapshot(bytesOfHex(snapshot)));

  test(`the rows and discounts of ${name} are those of the first implementation`, () => {
    assert.deepEqual([...model.assets.keys()], Object.keys(assets));
    for (const [symbol, { rows, expiries = [] }] of Object.entries(assets)) {
      const asset = model.assets.get(symbol);
      assert.deepEqual(asset.rows.map(shown), rows.map(read));
      for (const { expiry, ...terms } of expiries) {
        const { long, short } = asset.discount(BigInt(expiry));
        const basis = asset.basisE9(asset.secondsTo(BigInt(expiry)));
        assert.deepEqual(text({ longE9: long, shortE9: short, basisE9: basis }), terms);
      }
    }
  });

  test(`the instruments of ${name} are worth what the first implementation says`, () => {
    const own = model.instruments.map(({ id, kind, asset, expiry, strikeE8, value }) =>
      text({ id: `0x${hex(id)}`, kind, asset, expiry, strikeE8, value }),
    );
    assert.equal(own.length, instruments.length);
    own.forEach((instrument, i) => assert.deepEqual(instrument, instruments[i]));
  });

  test(`the values beside the bytes of ${name} are those in them`, () => {
    assert.deepEqual(printed(decode(bytesOfHex(rules))), decoded.rules);
    assert.deepEqual(printed(decode(bytesOfHex(snapshot))), decoded.snapshot);
  });
}

const shown = ({ m, weightE9, block, rule, columns, pin }) => [
  m,
  ...[weightE9, block, rule, columns].map(String),
  pin === null ? null : [String(pin.expiry), pin.strike],
];

const read = ({ m, weightE9, block, volRule, columns, pin }) => [
  hexDouble(m),
  weightE9,
  block,
  volRule,
  columns,
  pin === undefined ? null : [pin.expiry, Number(pin.strikeE8) / 1e8],
];
