// How a CBOR value is one of the types of formats.md, and back. A type is a pair of functions: read, write.

import { inspect } from 'node:util';

function wanted(condition, what, value) {
  if (!condition) {
    throw new Error(`wanted: ${what}; found: ${inspect(value, { breakLength: Infinity }).slice(0, 80)}`);
  }
  return value;
}

const plain = (what, test) => ({
  read: (value) => wanted(test(value), what, value),
  write: (value) => value,
});

const fixedBytes = (length) => plain(`${length} bytes`, (value) => value instanceof Uint8Array && value.length === length);

export const integer = plain('an integer', (value) => typeof value === 'bigint');
export const upTo = (most) => plain(`0 to ${most}`, (value) => typeof value === 'bigint' && value >= 0n && value <= most);
export const bool = plain('true or false', (value) => typeof value === 'boolean');
export const text = plain('a text', (value) => typeof value === 'string');
export const bytes32 = fixedBytes(32);
export const address = fixedBytes(20);
export const constant = (expected) => plain(String(expected), (value) => value === expected);

/** A name of at most 16 characters, filled with zero bytes on the right. */
export const asset = {
  read(value) {
    const padded = Buffer.from(fixedBytes(16).read(value)).toString('latin1');
    const name = padded.replace(/\0+$/, '');
    return wanted(/^[A-Z0-9.]{1,16}$/.test(name), 'an asset', name);
  },
  write: (name) => Uint8Array.from(Buffer.from(name.padEnd(16, '\0'), 'latin1')),
};

export const nullable = (type) => ({
  read: (value) => (value === null ? null : type.read(value)),
  write: (value) => (value === null ? null : type.write(value)),
});

/** `order` compares two items; without it any order is accepted. */
export const list = (type, order = null) => ({
  read(value) {
    const items = wanted(Array.isArray(value), 'a list', value).map(type.read);
    for (let i = 1; order !== null && i < items.length; i++) {
      wanted(order(items[i - 1], items[i]) < 0, 'a rising list', i);
    }
    return items;
  },
  write: (items) => items.map(type.write),
});

/** An array whose places have names, in this order. */
export function struct(members) {
  const names = Object.keys(members);
  const types = Object.values(members);
  return {
    read(value) {
      wanted(Array.isArray(value) && value.length === names.length, `[${names.join(', ')}]`, value);
      const result = {};
      for (let i = 0; i < names.length; i++) {
        result[names[i]] = types[i].read(value[i]);
      }
      return result;
    },
    write: (object) => names.map((name, i) => types[i].write(object[name])),
  };
}

/** The type, for values that pass the test alone. */
export const where = (type, what, test) => ({
  read(value) {
    const result = type.read(value);
    wanted(test(result), what, null);
    return result;
  },
  write: type.write,
});

/** Members of a struct that are all integers. */
export const integers = (names) => Object.fromEntries(names.trim().split(/\s+/).map((name) => [name, integer]));

/** The order of lists by these members, the first one first; members are integers, names or bytes. */
export const by = (...names) => (a, b) => {
  for (const name of names) {
    const order = compare(a[name], b[name]);
    if (order !== 0) {
      return order;
    }
  }
  return 0;
};

function compare(a, b) {
  if (a instanceof Uint8Array) {
    return Buffer.compare(a, b);
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
