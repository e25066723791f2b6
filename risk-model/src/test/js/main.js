// Computes rounds a second time: node main.js [--accounts] [--lines] [--instruments] FILE...
//
// A file holds JSON objects {"rules": hex, "snapshot": hex}, one to a line or one alone. For each, one line of JSON: the
// digest, the ten fields, the sections' roots; with --accounts each account's requirements and flags and what they are made
// of, with --lines all lines of them in 1e-6 USD, with --instruments the rows and each instrument's integers. Integers are
// decimal text, bytes hexadecimal text.

import { readFileSync } from 'node:fs';
import { answerOf, line } from './answers.js';
import { bytesOfHex } from './bytes.js';

const OPTIONS = ['--accounts', '--lines', '--instruments'];
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

if (files.length === 0 || options.some((option) => !OPTIONS.includes(option))) {
  console.error(`usage: node main.js [${OPTIONS.join('] [')}] FILE...`);
  process.exit(2);
}

const wanted = {
  withAccounts: options.includes('--accounts'),
  withLines: options.includes('--lines'),
  withInstruments: options.includes('--instruments'),
};
for (const file of files) {
  for (const { rules, snapshot } of roundsIn(readFileSync(file, 'utf8'))) {
    console.log(line(answerOf(bytesOfHex(rules), bytesOfHex(snapshot), wanted)));
  }
}

function roundsIn(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    return text.split('\n').filter((row) => row.trim() !== '').map((row) => JSON.parse(row));
  }
}
