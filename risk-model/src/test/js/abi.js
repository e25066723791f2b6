// The words of abi.encode for types of fixed size: one 32-byte word per value.

import { bytesOfHex } from './bytes.js';

/** All words of the values one after the other; values are BigInt, boolean or bytes, as their types say. */
export function abiEncode(types, values) {
  const out = Buffer.alloc(32 * types.length);
  types.forEach((type, i) => writeWord(out, 32 * i, type, values[i]));
  return out;
}

/** Numbers, booleans and addresses stand at the right end of their word, fixed bytes at the left end. */
function writeWord(out, at, type, value) {
  if (type.startsWith('bytes')) {
    checkLength(type, value, Number(type.slice(5)));
    out.set(value, at);
  } else if (type === 'address') {
    checkLength(type, value, 20);
    out.set(value, at + 12);
  } else if (type === 'bool') {
    out[at + 31] = value ? 1 : 0;
  } else if (type.startsWith('uint')) {
    writeUnsigned(out, at, value, BigInt(type.slice(4)), type);
  } else {
    throw new Error(`no word for type ${type}`);
  }
}

function checkLength(type, value, length) {
  if (value.length !== length) {
    throw new Error(`${value.length} bytes for a value of type ${type}`);
  }
}

function writeUnsigned(out, at, value, size, type) {
  if (value < 0n || value >> size !== 0n) {
    throw new Error(`${value} is not of type ${type}`);
  }
  if (value >> 64n === 0n) {
    out.writeBigUInt64BE(value, at + 24);
  } else {
    out.set(bytesOfHex(value.toString(16).padStart(64, '0')), at);
  }
}
