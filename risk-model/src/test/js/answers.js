// What is said of a round in JSON.

import { hex } from './bytes.js';
import { Model } from './model.js';
import { reportOf } from './report.js';
import { readRules } from './rules.js';
import { readSnapshot } from './snapshot.js';
import { waterfallOf } from './waterfall.js';

/**
 * The digest, the ten fields and the sections' roots of a round; on request its accounts, what they are made of line by line, and
 * its instruments.
 */
export function answerOf(rulesBytes, snapshotBytes, { withAccounts = false, withLines = false, withInstruments = false } = {}) {
  const snapshot = readSnapshot(snapshotBytes);
  const model = new Model(readRules(rulesBytes), snapshot);
  const { report, digest, sections, accounts } = reportOf(model);
  return {
    digest,
    report,
    sections: Object.fromEntries(sections),
    ...(withAccounts && { accounts: accounts.map(accountAnswer) }),
    ...(withLines && { waterfalls: accounts.map((account, i) => linesOf(account, snapshot.accounts[i], model)) }),
    ...(withInstruments && {
      rows: Object.fromEntries([...model.assets].map(([name, { rows }]) => [name, rows])),
      instruments: model.instruments.map(({ id, value }) => ({ id, ...value })),
    }),
  };
}

const accountAnswer = ({ id, initialE6, maintenanceE6, isolatedE6, flags, detail }) => ({
  account: id,
  initialE6,
  maintenanceE6,
  isolatedE6,
  flags,
  ...detail,
});

/** The results of an account, and unless it overflows every line of them in 1e-6 USD. */
const linesOf = ({ id, initialE6, maintenanceE6, isolatedE6, flags, overflows }, account, model) => ({
  account: id,
  initialE6,
  maintenanceE6,
  isolatedE6,
  flags,
  ...(overflows ? {} : waterfallOf(account, model)),
});

/** One line of JSON: integers as decimal text, bytes as hexadecimal text. */
export const line = (answer) => JSON.stringify(answer, plain);

function plain(_, value) {
  if (typeof value === 'bigint') {
    return value.toString();
  }
  return value instanceof Uint8Array ? `0x${hex(value)}` : value;
}
