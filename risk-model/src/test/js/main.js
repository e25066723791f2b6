// Computes rounds a second time: node main.js [--accounts] [--instruments] FILE...
//
// A file holds JSON objects {"rules": hex, "snapshot": hex}, one to a line or one alone. For each, one line of JSON: the
// digest, the ten fields, the sections' roots; with --accounts each account's requirements and flags and what they are made
// of, with --instruments the rows and each instrument's integers. Integers are decimal text, bytes hexadecimal text.

import { readFileSync } from 'node:fs';
import { bytesOfHex, hex } from './bytes.js';
import { Model } from './model.js';
import { reportOf } from './report.js';
import { readRules } from './rules.js';
import { readSnapshot } from './snapshot.js';

const options = new Set(process.argv.slice(2).filter((argument) => argument.startsWith('--')));
const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const known = ['--accounts', '--instruments'];

if (files.length === 0 || [...options].some((option) => !known.includes(option))) {
  console.error(`usage: node main.js [${known.join('] [')}] FILE...`);
  process.exit(2);
}
for (const file of files) {
  for (const round of roundsIn(readFileSync(file, 'utf8'))) {
    console.log(JSON.stringify(answer(round), plain));
  }
}

function roundsIn(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    return text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line));
  }
}

function answer({ rules, snapshot }) {
  const model = new Model(readRules(bytesOfHex(rules)), readSnapshot(bytesOfHex(snapshot)));
  const { report, digest, sections, accounts } = reportOf(model);
  return {
    digest,
    report,
    sections: Object.fromEntries(sections),
    ...(options.has('--accounts') && { accounts: accounts.map(accountLine) }),
    ...(options.has('--instruments') && {
      rows: Object.fromEntries([...model.assets].map(([name, { rows }]) => [name, rows])),
      instruments: model.instruments.map(({ id, value }) => ({ id, ...value })),
    }),
  };
}

function accountLine({ id, initialE6, maintenanceE6, isolatedE6, flags, detail }) {
  return {
    account: id,
    initialE6,
    maintenanceE6,
    isolatedE6,
    flags,
    ...detail,
  };
}

/** Integers as decimal text, bytes as hexadecimal text. */
function plain(_, value) {
  if (typeof value === 'bigint') {
    return value.toString();
  }
  return value instanceof Uint8Array ? `0x${hex(value)}` : value;
}
