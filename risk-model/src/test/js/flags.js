// The flags of an account (formats.md section 3, crypto-span-1.md section 9).

import { STATE } from './breakers.js';

const DATA_MISSING = 1n;
const OVERFLOW = 2n;
const CAUTION = 4n;
const HALT = 8n;
const NO_VALUE = 16n;

/** @param requirements what `signedRequirements` gave for the book */
export function flagsOf(account, book, requirements, table, model) {
  let flags = (requirements.overflows ? OVERFLOW : 0n) | (book.hasUnvalued ? NO_VALUE : 0n);
  for (const { instrument } of account.positions) {
    flags |= flagsOfAsset(model.instruments[Number(instrument)].asset, model);
  }
  for (const { token } of account.balances) {
    flags |= model.markets.observed.has(table[Number(token)].asset) ? 0n : DATA_MISSING;
  }
  return flags;
}

function flagsOfAsset(name, model) {
  if (model.bookOf(name) === null && !model.stables.has(name)) {
    return 0n;
  }
  const { markets, states } = model;
  const { good, inUse } = markets.market(name);
  const isStale = !markets.observed.has(name) || (good === null && inUse !== null);
  const state = states.get(name) ?? STATE.NORMAL;
  return (isStale ? DATA_MISSING : 0n) | (state === STATE.CAUTION ? CAUTION : 0n) | (state === STATE.HALT ? HALT : 0n);
}
