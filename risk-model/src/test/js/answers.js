// What is said of a round in JSON.

import { hex } from './bytes.js';
import { Model } from './model.js';
import { reportOf } from './report.js';
import { readRules } from './rules.js';
import { readSnapshot } from './snapshot.js';

/**
 * The digest, the ten fields and the sections' roots of a round; on request its accounts and instruments.
 *
 * @param rules bytes
 * @param snapshot bytes
 */
export function answerOf(rules, snapshot, { withAccounts = false, withInstruments = false } = {}) {
  const model = new Model(readRules(rules), readSnapshot(snapshot));
  const { report, digest, sections, accounts } = reportOf(model);
  return {
    digest,
    report,
    sections: Object.fromEntries(sections),
    ...(withAccounts && { accounts: accounts.map(accountAnswer) }),
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

/** One line of JSON: integers as decimal text, bytes as hexadecimal text. */
export const line = (answer) => JSON.stringify(answer, plain);

function plain(_, value) {
  if (typeof value === 'bigint') {
    return value.toString();
  }
  return value instanceof Uint8Array ? `0x${hex(value)}` : value;
}
