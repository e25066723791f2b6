import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOfHex, hex } from '../bytes.js';
import { decode, encode } from '../cbor.js';

// Of RFC 8949, appendix A.
const PAIRS = [
  ['00', 0n],
  ['17', 23n],
  ['1818', 24n],
  ['1903e8', 1000n],
  ['1a000f4240', 1000000n],
  ['1b000000e8d4a51000', 1000000000000n],
  ['1bffffffffffffffff', 18446744073709551615n],
  ['c249010000000000000000', 18446744073709551616n],
  ['3bffffffffffffffff', -18446744073709551616n],
  ['c349010000000000000000', -18446744073709551617n],
  ['20', -1n],
  ['3863', -100n],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['80', []],
  ['6449455446', 'IETF'],
  ['8301820203820405', [1n, [2n, 3n], [4n, 5n]]],
  ['98190102030405060708090a0b0c0d0e0f101112131415161718181819', Array.from({ length: 25 }, (_, i) => BigInt(i + 1))],
];

test('values and bytes are those of RFC 8949', () => {
  for (const [bytes, value] of PAIRS) {
    assert.deepEqual(decode(bytesOfHex(bytes)), value);
    assert.equal(hex(encode(value)), bytes);
  }
  assert.equal(hex(decode(bytesOfHex('4401020304'))), '01020304');
  assert.equal(hex(encode(Uint8Array.of(1, 2, 3, 4))), '4401020304');
});

test('whatever is not canonical is refused', () => {
  const refused = [
    '', '1800', '190001', '1a0000ffff', '1b00000000ffffffff', '1c', '1f', '0000', '41', '8201', '9f01ff', '5f4101ff',
    'a0', 'c11a514b67b0', 'c24101', 'c248ffffffffffffffff', 'c24a00010000000000000000', 'f7', 'f0', 'f90000', 'f818',
    'f814', '6180', 'c201', '9bffffffffffffffff', '5bffffffffffffffff', 'd802490100000000000000000',
  ];
  for (const bytes of refused) {
    assert.throws(() => decode(bytesOfHex(bytes)), undefined, bytes);
  }
});
