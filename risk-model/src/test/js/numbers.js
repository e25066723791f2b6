// Exact arithmetic that both halves of the model lean on. Integers are BigInt, doubles are numbers.

const bits = new DataView(new ArrayBuffer(8));

/** The double whose 64 bits are these. */
export function doubleOfBits(word) {
  bits.setBigUint64(0, word);
  return bits.getFloat64(0);
}

/** The 64 bits of a double. */
export function bitsOfDouble(x) {
  bits.setFloat64(0, x);
  return bits.getBigUint64(0);
}

/** 2^n for the exponents of normal doubles, -1022 to 1023. */
export function powerOfTwo(n) {
  bits.setInt32(0, (n + 1023) << 20);
  bits.setInt32(4, 0);
  return bits.getFloat64(0);
}

/** Reads a hexadecimal floating-point literal such as `-0x1.8p-3`, with at most 53 significant bits. */
export function hexDouble(text) {
  const parts = /^(-?)0x([01])\.([0-9a-f]+)p([+-]?\d+)$/.exec(text);
  if (parts === null) {
    throw new Error(`not a hexadecimal double: ${text}`);
  }
  const [, sign, whole, fraction, exponent] = parts;
  const size = Number(BigInt(`0x${whole}${fraction}`));
  const scale = Number(exponent) - 4 * fraction.length;
  // In two steps, both exact: the scale of a small number is itself below the smallest normal double.
  const half = Math.trunc(scale / 2);
  const value = size * powerOfTwo(half) * powerOfTwo(scale - half);
  return sign === '-' ? -value : value;
}

const SMALLEST_NORMAL = 2 ** -1022;

/** Whether x is positive, finite and not below the normal doubles. */
export const isPositiveNormal = (x) => x >= SMALLEST_NORMAL && x < Infinity;

/** 1 or -1 with the sign of x; the sign of -0 counts. */
export function signOf(x) {
  return x < 0 || Object.is(x, -0) ? -1 : 1;
}

const ROUNDER = 1.5 * 2 ** 52;

/** The nearest integer, half to even, of a double below 2^51 in size. */
export function rint(x) {
  return x + ROUNDER - ROUNDER;
}

export const floorDiv = (x, y) => (x < 0n ? -((-x + y - 1n) / y) : x / y);
export const ceilDiv = (x, y) => (x > 0n ? (x + y - 1n) / y : -(-x / y));

/** x / y to the nearest integer, half to even; y > 0. */
export function halfEvenDiv(x, y) {
  const low = floorDiv(x, y);
  const twice = 2n * (x - low * y);
  return twice > y || (twice === y && (low & 1n) === 1n) ? low + 1n : low;
}

/** The least integer whose square is x or more, of x >= 0. */
export function ceilSqrt(x) {
  if (x < 2n) {
    return x;
  }
  let root = 1n << BigInt((bitLength(x) + 1) >> 1);
  for (;;) {
    const next = (root + x / root) >> 1n;
    if (next >= root) {
      return root * root === x ? root : root + 1n;
    }
    root = next;
  }
}

/** Bits of |x| for x >= 0, of |x| - 1 for x < 0. */
export function bitLength(x) {
  const size = x < 0n ? -x - 1n : x;
  return size === 0n ? 0 : size.toString(2).length;
}

export const abs = (x) => (x < 0n ? -x : x);
export const min = (x, y) => (x < y ? x : y);
export const max = (x, y) => (x > y ? x : y);

export const E9 = 10n ** 9n;
export const E24 = 10n ** 24n;
export const YEAR = 31536000n;
export const DAY = 86400n;
/** What stands for a requirement that cannot be said. */
export const UNBOUNDED = 2n ** 127n - 1n;
