// formats.md section 1: the kinds of instruments.

import { CALL, PUT } from './kernel.js';

export const KIND = {
  CASH: 0n,
  SPOT: 1n,
  PERPETUAL: 2n,
  FUTURE: 3n,
  CALL: 4n,
  PUT: 5n,
  LENDING_SUPPLY: 6n,
  LENDING_DEBT: 7n,
  INVERSE_PERPETUAL: 8n,
  INVERSE_FUTURE: 9n,
  COIN_CALL: 10n,
  COIN_PUT: 11n,
};

const among = (...kinds) => {
  const set = new Set(kinds);
  return (kind) => set.has(kind);
};

/** Spot and what is lent or owed of it. */
export const isSpot = among(KIND.SPOT, KIND.LENDING_SUPPLY, KIND.LENDING_DEBT);
export const isPerpetual = among(KIND.PERPETUAL, KIND.INVERSE_PERPETUAL);
export const isOption = among(KIND.CALL, KIND.PUT, KIND.COIN_CALL, KIND.COIN_PUT);
export const isFuture = among(KIND.FUTURE, KIND.INVERSE_FUTURE);
export const isCoinSettled = among(KIND.COIN_CALL, KIND.COIN_PUT);
export const isDated = (kind) => isOption(kind) || isFuture(kind);

const isCall = among(KIND.CALL, KIND.COIN_CALL);

/** Of an option. */
export const sideOf = (kind) => (isCall(kind) ? CALL : PUT);
