// formats.md section 5: the rules and their parameter set.

import { checkRules } from './admission.js';
import { decode } from './cbor.js';
import { keccak256 } from './keccak.js';
import { address, asset, bool, by, bytes32, constant, integer, integers, list, nullable, struct, text } from './schema.js';

const ROW = struct({
  relative: bool,
  ...integers('numerator denominator volRule'),
  damped: bool,
  ...integers('weightE9 block'),
});

const NETWORK = struct({
  ...integers('imFactorE9 mmFactorE9 imAddE9'),
  shortOptionFloor: bool,
  foreignTransferE9: integer,
  foreignGroupCredit: bool,
  ...integers(`
    confidenceThresholdE9 confidenceMarginE9 pegThresholdE9 pegFactorE9 pegHaltE9 crossStableE9
    spreadCautionE9 cautionE9 haltE9 calmRounds supplyStepE9 supplyHaircutE9`),
});

const ASSET_PARAMETERS = struct({
  asset,
  group: nullable(integer),
  ...integers(`
    quantumBits lotDecimals
    psrE9 tailWeightE9 liquidationSeconds
    volUpE9 volDownE9 volPowerShortE9 volPowerLongE9 volFloorDays minVolUpE9
    skewCapBaseE9 skewCapSlopeE9 skewLeastWidthE9 skewWidthE9 skewWidthSlopeE9
    longBaseE9 longRateE9 longAddE9 shortBaseE9 shortRateE9 shortAddE9
    basisMoveE9 basisAddE9 basisSlopeE9
    pinDays averagingSeconds smileToleranceE9
    shortOptionE9 shortOptionImE9 contingencyE9 contingencyImE9 spotHaircutMmE9 spotHaircutImE9
    calendarBaseE9 calendarSlopeE9 calendarVegaE9
    halfSpreadE9 volSpreadE9 impactE9 dailyVolE9 dailyVolumeUsd freeVolumeE9 positionCapUsd
    transferBaseE9 transferRootE9
    heartbeatSeconds moveShortE9 moveLongE9 fixedMarginE9`),
});

const PARAMETER_SET = struct({
  name: text,
  predecessor: nullable(bytes32),
  scenarios: list(ROW),
  network: NETWORK,
  groups: list(struct({ name: text, parent: nullable(integer), creditE9: integer })),
  assets: list(ASSET_PARAMETERS, by('asset')),
  related: list(struct({ asset, underlying: asset, ...integers('haircutMmE9 haircutImE9') }), by('asset')),
  stables: list(struct({ asset, stressE9: integer }), by('asset')),
});

const RULES = struct({
  version: constant(2n),
  predecessor: nullable(bytes32),
  model: constant('crypto-span-1'),
  anchor: struct(integers('chainId startBlock cadenceBlocks')),
  ...integers('validitySeconds maxPositions'),
  chains: list(
    struct({ chainId: integer, gcm: address, finality: constant('finalized'), checkpointBlocks: integer }),
    by('chainId'),
  ),
  venues: list(
    struct({ chainId: integer, venue: address, ...integers('exitSeconds creditE9 creditCapUsdE6') }),
    by('chainId', 'venue'),
  ),
  feeds: list(struct({ asset, chainId: integer, feed: address }), by('asset')),
  collateral: list(
    struct({ chainId: integer, token: address, asset, ...integers('haircutImE9 haircutMmE9') }),
    by('chainId', 'token'),
  ),
  parameters: PARAMETER_SET,
});

/** The rules these bytes are, and their hash. */
export function readRules(bytes) {
  const rules = RULES.read(decode(bytes));
  checkRules(rules);
  return { ...rules, hash: keccak256(bytes) };
}

/** The CBOR value of rules, to write them. */
export const rulesValue = (rules) => RULES.write(rules);
