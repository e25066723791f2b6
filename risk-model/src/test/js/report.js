// formats.md sections 2, 3 and 6: sections, roots, the report's digest, and the state for the next round.

import { bookOf } from './book.js';
import { boundsOf } from './bounds.js';
import { ZERO_WORD, hex, sameBytes } from './bytes.js';
import { collateralTable, creditLines } from './collateral.js';
import { typedDigest } from './eip712.js';
import { flagsOf } from './flags.js';
import { keccak256 } from './keccak.js';
import { leafHash, merkleRoot } from './merkle.js';
import { E9, ceilDiv } from './numbers.js';
import { signedRequirements } from './requirement.js';
import { carriedBytes } from './snapshot.js';

const REPORT =
  'Report(uint64 keyEpoch,uint64 height,bytes32 rulesHash,bytes32 pinsRoot,bytes32 snapshotHash,' +
  'bytes32 sectionsRoot,uint8 breakerState,bytes32 previousReport,uint64 anchorTime,uint64 validityEnd)';

const leafOf = (members) => {
  const [types, names] = [0, 1].map((part) => members.split(', ').map((member) => member.split(' ')[part]));
  return (object) => leafHash(types, names.map((name) => object[name]));
};

const PIN = leafOf('uint64 chainId, uint64 number, bytes32 hash, uint64 time');
const SECTION = leafOf('bytes32 name, bytes32 root');
const REQUIREMENT = leafOf(
  'bytes32 id, address gcm, uint128 initialE6, uint128 maintenanceE6, uint128 isolatedE6, uint32 flags',
);
const COLLATERAL = leafOf(
  'uint64 chainId, address token, uint8 decimals, uint128 priceE8, uint32 haircutImE9, uint32 haircutMmE9',
);
const BOUND = leafOf('bytes32 id, uint128 markE6, uint128 buyE6, uint128 sellE6, uint128 lotE18');
const CREDIT_LINE = leafOf(
  'bytes32 account, uint64 guardChainId, address guard, uint128 amountE6, uint64 provenHeight',
);
const SUMMARY = leafOf(
  'uint32 accounts, uint32 changed, uint256 initialE6, uint256 maintenanceE6, uint256 isolatedE6, ' +
    'uint256 participation, uint128 maxSpreadE9',
);

/** All that a round signs, and what it is made of. */
export function reportOf(model) {
  const { snapshot, rules } = model;
  const table = collateralTable(model);
  const accounts = snapshot.accounts.map((account) => resultOf(account, table, model));
  const carried = nextCarried(accounts, model);
  const sections = sectionRoots(accounts, table, carried, model);
  const report = {
    keyEpoch: snapshot.keyEpoch,
    height: snapshot.height,
    rulesHash: rules.hash,
    pinsRoot: merkleRoot(snapshot.pins.map(PIN)),
    snapshotHash: snapshot.hash,
    sectionsRoot: merkleRoot([...sections].map(([name, root]) => SECTION({ name: keccak256(Buffer.from(name)), root }))),
    breakerState: breakerState(model),
    previousReport: snapshot.carried.previousReport,
    anchorTime: snapshot.anchorTime,
    validityEnd: snapshot.anchorTime + rules.validitySeconds,
  };
  return { report, digest: typedDigest(snapshot.networkId, REPORT, report), sections, accounts, carried };
}

function resultOf(account, table, model) {
  const book = bookOf(account, model);
  const requirements = signedRequirements(book, model);
  return {
    id: account.id,
    gcm: account.gcm,
    ...requirements,
    flags: flagsOf(account, book, requirements, table, model),
    lines: creditLines(account, requirements.maintenanceE6, table),
  };
}

/** Roots by name, in the order of the sections. */
function sectionRoots(accounts, table, carried, model) {
  const requirements = accounts.map(REQUIREMENT);
  const changed = requirements.filter(changedSince(model.snapshot.carried, accounts));
  return new Map([
    ['requirements', merkleRoot(requirements)],
    ['collateral', merkleRoot(table.map(COLLATERAL))],
    ['bounds', merkleRoot(boundsOf(model).map((bound) => BOUND({ ...bound, id: bound.instrument.id })))],
    ['creditLines', merkleRoot(accounts.flatMap(({ lines }) => lines.map(CREDIT_LINE)))],
    ['changed', merkleRoot(changed)],
    ['summary', merkleRoot([SUMMARY(summaryOf(accounts, changed.length, model.snapshot))])],
    ['state', keccak256(carriedBytes(carried))],
  ]);
}

/** Whether the account at this place has other requirements than in the previous report; all have, without one. */
function changedSince({ previousReport, requirements }, accounts) {
  const before = new Map(requirements.map((entry) => [hex(entry.account), entry]));
  const isFirst = sameBytes(previousReport, ZERO_WORD);
  return (_, i) => {
    const { id, initialE6, maintenanceE6 } = accounts[i];
    const entry = before.get(hex(id));
    return isFirst || entry?.initialE6 !== initialE6 || entry.maintenanceE6 !== maintenanceE6;
  };
}

function summaryOf(accounts, changed, { carried, observed }) {
  const total = (member) => accounts.reduce((sum, account) => sum + account[member], 0n);
  const spreads = observed.map(({ spreadE8, priceE8 }) => (priceE8 === 0n ? 0n : ceilDiv(spreadE8 * E9, priceE8)));
  return {
    accounts: BigInt(accounts.length),
    changed: BigInt(changed),
    initialE6: total('initialE6'),
    maintenanceE6: total('maintenanceE6'),
    isolatedE6: total('isolatedE6'),
    participation: carried.participation,
    maxSpreadE9: spreads.reduce((widest, spread) => (spread > widest ? spread : widest), 0n),
  };
}

/** What the `state` section commits to: the three fields that name this report are filled in by the next round. */
function nextCarried(accounts, { snapshot, entries }) {
  return {
    version: 2n,
    previousReport: ZERO_WORD,
    previousHeight: 0n,
    participation: 0n,
    pins: snapshot.pins,
    requirements: accounts.map(({ id, initialE6, maintenanceE6 }) => ({ account: id, initialE6, maintenanceE6 })),
    assets: entries,
  };
}

/** The worst state of a stablecoin that is priced and taken as collateral. */
function breakerState({ rules, states, stables }) {
  const fed = new Set(rules.feeds.map(({ asset }) => asset));
  const taken = new Set(rules.collateral.map(({ asset }) => asset));
  const names = [...stables.keys()].filter((name) => fed.has(name) && taken.has(name));
  return names.reduce((worst, name) => (states.get(name) > worst ? states.get(name) : worst), 0n);
}
