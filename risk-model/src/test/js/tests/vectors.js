// Reads docs/vectors.

import { readFileSync } from 'node:fs';

const DIRECTORY = new URL('../../../../../docs/vectors/', import.meta.url);

export const vectors = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, DIRECTORY), 'utf8'));
