// formats.md section 6: the snapshot and the state carried from report to report.

import { decode, encode } from './cbor.js';
import { keccak256 } from './keccak.js';
import { isDated, isOption } from './kinds.js';
import { address, asset, bytes32, by, constant, integer, integers, list, nullable, struct, upTo, where } from './schema.js';

const QUOTES = 0n;
const RAW_SVI = 1n;

const QUOTE_SMILE = struct({
  kind: constant(QUOTES),
  nodes: list(struct(integers('strikeE8 volE9')), by('strikeE8')),
});

const SVI_SMILE = struct({ kind: constant(RAW_SVI), ...integers('aE12 bE12 rhoE12 mE12 sigmaE12 tauSeconds') });

const SMILE = {
  read: (value) => (value?.[0] === QUOTES ? QUOTE_SMILE : SVI_SMILE).read(value),
  write: (smile) => (smile.kind === QUOTES ? QUOTE_SMILE : SVI_SMILE).write(smile),
};

export const isQuotes = (smile) => smile.kind === QUOTES;

const MARKET = struct({
  asset,
  ...integers('feedSpotE8 confidenceE9 time rateE9 fundingE9 dailyVolumeUsd redemptionE9'),
  slices: list(struct({ ...integers('expiry forwardE8'), smile: SMILE }), by('expiry')),
});

const CARRIED = struct({
  version: constant(2n),
  previousReport: bytes32,
  ...integers('previousHeight participation'),
  pins: list(struct(integers('chainId number')), by('chainId')),
  requirements: list(struct({ account: bytes32, ...integers('initialE6 maintenanceE6') }), by('account')),
  assets: list(
    struct({
      asset,
      state: upTo(2n),
      ...integers('calm time priceE8'),
      window: list(struct(integers('time priceE8')), by('time')),
      market: nullable(MARKET),
    }),
    by('asset'),
  ),
});

const ACCOUNT = struct({
  id: bytes32,
  homeChainId: integer,
  gcm: address,
  owner: address,
  ...integers('subAccount provenHeight provenInitialE6 reservedE6'),
  balances: list(struct(integers('token amount setAside')), by('token')),
  lines: list(struct({ chainId: integer, guard: address, lockedE6: integer }), by('chainId', 'guard')),
  positions: list(struct(integers('instrument quantityE18')), by('instrument')),
});

const INSTRUMENT = where(
  struct({ id: bytes32, chainId: integer, venue: address, kind: upTo(11n), asset, ...integers('expiry strikeE8') }),
  'an instrument of its kind',
  ({ kind, expiry, strikeE8 }) => isDated(kind) ? isOption(kind) === strikeE8 > 0n : expiry === 0n && strikeE8 === 0n,
);

const SNAPSHOT = struct({
  version: constant(2n),
  networkId: bytes32,
  rulesHash: bytes32,
  ...integers('keyEpoch height anchorTime'),
  pins: list(struct({ ...integers('chainId number'), hash: bytes32, time: integer }), by('chainId')),
  observed: list(struct({ asset, ...integers('priceE8 spreadE8') }), by('asset')),
  market: list(MARKET, by('asset')),
  instruments: list(INSTRUMENT, by('id')),
  collateral: list(struct({ chainId: integer, token: address, ...integers('decimals supply') }), by('chainId', 'token')),
  accounts: list(ACCOUNT, by('id')),
  carried: CARRIED,
});

/** The snapshot these bytes are, and their hash. */
export function readSnapshot(bytes) {
  return { ...SNAPSHOT.read(decode(bytes)), hash: keccak256(bytes) };
}

/** The CBOR value of a snapshot, to write it. */
export const snapshotValue = (snapshot) => SNAPSHOT.write(snapshot);

/** The canonical bytes of the state that the next round starts from. */
export const carriedBytes = (carried) => encode(CARRIED.write(carried));
