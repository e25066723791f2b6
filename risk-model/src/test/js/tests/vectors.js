// Reads docs/vectors.

import { readFileSync } from 'node:fs';
import { hex } from '../bytes.js';

const DIRECTORY = new URL('../../../../../docs/vectors/', import.meta.url);

export const vectors = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, DIRECTORY), 'utf8'));

/** Numbers as decimal strings, bytes as hexadecimal ones. */
export function printed(value) {
  if (Array.isArray(value)) {
    return value.map(printed);
  }
  return value instanceof Uint8Array ? `0x${hex(value)}` : typeof value === 'bigint' ? value.toString() : value;
}
