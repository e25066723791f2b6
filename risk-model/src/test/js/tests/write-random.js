// Prints a random round as one line of JSON, with its answer: node tests/write-random.js plain|wild SEED [ACCOUNTS]

import { answerOf, line } from '../answers.js';
import { randomNumbers, randomRules, randomSnapshot } from './random.js';
import { sampleBytes } from './sample.js';
import { wildRound } from './wild.js';

const [kind, seed, accounts] = process.argv.slice(2);
const random = randomNumbers(Number(seed));
const round = kind === 'wild' ? wildRound(random) : { rules: randomRules(), snapshot: randomSnapshot(random, Number(accounts)) };
const { rulesBytes, snapshotBytes } = sampleBytes(round.rules, round.snapshot);
const answer = answerOf(rulesBytes, snapshotBytes, { withAccounts: true });
console.log(line({ rules: rulesBytes, snapshot: snapshotBytes, ...answer }));
