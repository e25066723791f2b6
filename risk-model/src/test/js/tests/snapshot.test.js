import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOfHex, hex } from '../bytes.js';
import { decode, encode } from '../cbor.js';
import { keccak256 } from '../keccak.js';
import { carriedBytes, readSnapshot, snapshotValue } from '../snapshot.js';
import { printed, vectors } from './vectors.js';

const vector = vectors('snapshot');
const bytes = bytesOfHex(vector.cbor);
const hash = (of) => `0x${hex(of)}`;

test('a snapshot is read, written and hashed as the vector says', () => {
  const snapshot = readSnapshot(bytes);
  assert.equal(hash(encode(snapshotValue(snapshot))), vector.cbor);
  assert.equal(hash(snapshot.hash), vector.hash);
  assert.deepEqual(printed(decode(bytes)), vector.snapshot);
});

test('the state root is the hash of what is carried, without the fields that name a report', () => {
  const { carried } = readSnapshot(bytes);
  const unnamed = { ...carried, previousReport: new Uint8Array(32), previousHeight: 0n, participation: 0n };
  assert.equal(hash(keccak256(carriedBytes(unnamed))), vector.stateRoot);
});

const INSTRUMENTS = 9;

test('lists out of order and instruments that are none are refused', () => {
  const changed = (change) => {
    const value = decode(bytes);
    change(value);
    return encode(value);
  };
  assert.throws(() => readSnapshot(changed((value) => value[INSTRUMENTS].reverse())), /rising/);
  assert.throws(() => readSnapshot(changed((value) => (value[INSTRUMENTS][0][3] = 12n))), /0 to 11/);
  assert.throws(() => readSnapshot(changed((value) => (value[INSTRUMENTS][0][6] += 1n))), /instrument of its kind/);
  assert.throws(() => readSnapshot(changed((value) => value.push(0n))), /networkId/);
});
