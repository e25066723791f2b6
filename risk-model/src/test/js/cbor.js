// formats.md section 7: the narrowed, canonical CBOR. Integers become BigInt, byte strings Uint8Array, arrays Array.

const UNSIGNED = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;
const TAG = 6;
const SIMPLE = 7;
const POSITIVE_BIGNUM = 2n;
const NEGATIVE_BIGNUM = 3n;
const WORD = 1n << 64n;

/** The one value these bytes hold; throws on whatever is not canonical. */
export function decode(bytes) {
  const reader = new Reader(bytes);
  const value = reader.value();
  if (reader.at !== bytes.length) {
    throw new Error(`${bytes.length - reader.at} bytes after the value`);
  }
  return value;
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  value() {
    const { major, argument } = this.head();
    switch (major) {
      case UNSIGNED:
        return BigInt(argument);
      case NEGATIVE:
        return -1n - BigInt(argument);
      case BYTES:
        return this.take(argument);
      case TEXT:
        return ascii(this.take(argument));
      case ARRAY:
        return this.array(argument);
      case TAG:
        return this.bignum(BigInt(argument));
      case SIMPLE:
        return simple(argument);
      default:
        throw new Error(`no CBOR type ${major} here`);
    }
  }

  /** Major type and argument; the argument is a number where it fits 32 bits, as heads mostly do. */
  head() {
    const first = this.byte();
    const major = first >> 5;
    const low = first & 31;
    if (low < 24) {
      return { major, argument: low };
    }
    if (low > 27 || major === SIMPLE) {
      throw new Error(`head 0x${first.toString(16)} is not canonical`);
    }
    const argument = this.argument(low);
    const least = [24, 0x100, 0x10000, 0x100000000][low - 24];
    if (argument < least) {
      throw new Error('a head is longer than it needs to be');
    }
    return { major, argument };
  }

  argument(low) {
    const size = 1 << (low - 24);
    this.need(size);
    const at = this.at;
    this.at += size;
    switch (size) {
      case 1:
        return this.view.getUint8(at);
      case 2:
        return this.view.getUint16(at);
      case 4:
        return this.view.getUint32(at);
      default:
        return this.view.getBigUint64(at);
    }
  }

  array(count) {
    this.need(count);
    const items = [];
    for (let i = 0; i < count; i++) {
      items.push(this.value());
    }
    return items;
  }

  bignum(tag) {
    if (tag !== POSITIVE_BIGNUM && tag !== NEGATIVE_BIGNUM) {
      throw new Error(`tag ${tag} is not used`);
    }
    const { major, argument } = this.head();
    if (major !== BYTES) {
      throw new Error('a bignum is not a byte string');
    }
    const bytes = this.take(argument);
    if (bytes.length <= 8 || bytes[0] === 0) {
      throw new Error('a bignum has a leading zero or fits 64 bits');
    }
    const size = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
    return tag === POSITIVE_BIGNUM ? size : -1n - size;
  }

  byte() {
    this.need(1);
    return this.bytes[this.at++];
  }

  take(length) {
    this.need(length);
    const part = this.bytes.subarray(this.at, this.at + Number(length));
    this.at += Number(length);
    return part;
  }

  need(count) {
    if (count > this.bytes.length - this.at) {
      throw new Error(`${count} bytes or items wanted, ${this.bytes.length - this.at} bytes left`);
    }
  }
}

function ascii(bytes) {
  if (bytes.some((byte) => byte > 127)) {
    throw new Error('a text is not ASCII');
  }
  return String.fromCharCode(...bytes);
}

function simple(argument) {
  switch (argument) {
    case 20:
      return false;
    case 21:
      return true;
    case 22:
      return null;
    default:
      throw new Error(`simple value ${argument} is not used`);
  }
}

/** The canonical bytes of BigInt, Uint8Array, string, boolean, null and arrays of these. */
export function encode(value) {
  const out = [];
  write(value, out);
  return Uint8Array.from(Buffer.concat(out));
}

function write(value, out) {
  if (typeof value === 'bigint') {
    writeInteger(value, out);
  } else if (value instanceof Uint8Array) {
    out.push(head(BYTES, BigInt(value.length)), value);
  } else if (typeof value === 'string') {
    out.push(head(TEXT, BigInt(value.length)), Buffer.from(value, 'ascii'));
  } else if (Array.isArray(value)) {
    out.push(head(ARRAY, BigInt(value.length)));
    value.forEach((item) => write(item, out));
  } else if (value === null || typeof value === 'boolean') {
    out.push(head(SIMPLE, value === null ? 22n : value ? 21n : 20n));
  } else {
    throw new Error(`no CBOR for a ${typeof value}`);
  }
}

function writeInteger(value, out) {
  const major = value < 0n ? NEGATIVE : UNSIGNED;
  const size = value < 0n ? -1n - value : value;
  if (size < WORD) {
    out.push(head(major, size));
    return;
  }
  const hex = size.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  out.push(head(TAG, major === NEGATIVE ? NEGATIVE_BIGNUM : POSITIVE_BIGNUM));
  out.push(head(BYTES, BigInt(bytes.length)), bytes);
}

function head(major, argument) {
  const type = major << 5;
  if (argument < 24n) {
    return Buffer.of(type | Number(argument));
  }
  const size = argument < 0x100n ? 1 : argument < 0x10000n ? 2 : argument < 0x100000000n ? 4 : 8;
  const bytes = Buffer.alloc(9);
  bytes.writeBigUInt64BE(argument, 1);
  const start = 8 - size;
  bytes[start] = type | (24 + Math.log2(size));
  return bytes.subarray(start);
}
