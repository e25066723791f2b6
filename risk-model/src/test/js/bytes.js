// Byte strings: hexadecimal, order, joining.

/** With or without 0x. */
export function bytesOfHex(text) {
  const digits = text.startsWith('0x') ? text.slice(2) : text;
  const bytes = Buffer.from(digits, 'hex');
  if (2 * bytes.length !== digits.length) {
    throw new Error(`not hexadecimal: ${text.slice(0, 80)}`);
  }
  // Not a Buffer: those print and compare in ways of their own.
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

export const hex = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');

/** Byte by byte, unsigned; a prefix stands first. */
export const compareBytes = (a, b) => Buffer.compare(a, b);

export const sameBytes = (a, b) => Buffer.compare(a, b) === 0;

export const concat = (...parts) => Buffer.concat(parts);

export const ZERO_WORD = new Uint8Array(32);
