import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bitLength, ceilDiv, ceilSqrt, floorDiv, halfEvenDiv, hexDouble, rint, signOf } from '../numbers.js';

test('rint rounds half to even on both sides of zero', () => {
  assert.deepEqual([0.5, 1.5, 2.5, -0.5, -1.5, 2 ** 51 - 0.5].map(rint), [0, 2, 2, 0, -2, 2 ** 51]);
});

test('integers become doubles by rounding half to even', () => {
  assert.equal(Number(2n ** 53n + 1n), 2 ** 53);
  assert.equal(Number(2n ** 53n + 3n), 2 ** 53 + 4);
  assert.equal(Number(2n ** 54n + 2n), 2 ** 54);
  assert.equal(Number(2n ** 54n + 6n), 2 ** 54 + 8);
  assert.equal(Number(2n ** 54n + 3n), 2 ** 54 + 4);
});

test('hexadecimal doubles are read exactly, also the smallest', () => {
  assert.equal(hexDouble('0x1.8p-1'), 0.75);
  assert.equal(hexDouble('-0x1.0000000000001p+0'), -1.0000000000000002);
  assert.equal(hexDouble('0x1.fffffffffffffp+1023'), Number.MAX_VALUE);
  assert.equal(hexDouble('0x0.0000000000001p-1022'), 5e-324);
});

test('quotients are rounded as their names say', () => {
  const quotients = (divide) => [7n, -7n, 6n, -6n].map((x) => divide(x, 4n));
  assert.deepEqual(quotients(floorDiv), [1n, -2n, 1n, -2n]);
  assert.deepEqual(quotients(ceilDiv), [2n, -1n, 2n, -1n]);
  assert.deepEqual(quotients(halfEvenDiv), [2n, -2n, 2n, -2n]);
  assert.deepEqual([1n, -1n, 3n].map((x) => halfEvenDiv(x, 2n)), [0n, 0n, 2n]);
});

test('ceilSqrt is the least root that is large enough', () => {
  for (let root = 1n; root < 200n; root++) {
    assert.equal(ceilSqrt(root * root), root);
    assert.equal(ceilSqrt(root * root + 1n), root + 1n);
  }
  const large = 3n * 10n ** 40n;
  assert.equal(ceilSqrt(large * large - 1n), large);
  assert.equal(ceilSqrt(0n), 0n);
});

test('bits are those of a two-complement number without its sign', () => {
  assert.deepEqual([0n, 1n, -1n, 255n, 256n, -256n, -257n].map(bitLength), [0, 1, 0, 8, 9, 8, 9]);
});

test('the sign of minus zero is minus', () => {
  assert.deepEqual([0, -0, 3, -3].map(signOf), [1, -1, 1, -1]);
});
