// Prints a random round as one line of JSON, with its answer: node tests/write-random.js SEED ACCOUNTS

import { answerOf, line } from '../answers.js';
import { randomNumbers, randomRules, randomSnapshot } from './random.js';
import { sampleBytes } from './sample.js';

const [seed, accounts] = process.argv.slice(2).map(Number);
const { rulesBytes, snapshotBytes } = sampleBytes(randomRules(), randomSnapshot(randomNumbers(seed), accounts));
const answer = answerOf(rulesBytes, snapshotBytes, { withAccounts: true });
console.log(line({ rules: rulesBytes, snapshot: snapshotBytes, ...answer }));
