// The limits of every number of the rules, as config/parameters/README.md has them.

import { E9 } from './numbers.js';

const ZERO_TO = (most) => [0n, most];

const SHARE = ZERO_TO(E9);
const FACTOR = ZERO_TO(10n * E9);
const ABOVE_ZERO = (most) => [1n, most];

const rangesOf = (range, names) => Object.fromEntries(names.trim().split(/\s+/).map((name) => [name, range]));

const NETWORK = {
  ...rangesOf(ABOVE_ZERO(10n * E9), 'imFactorE9 mmFactorE9'),
  imAddE9: [E9, 10n * E9],
  ...rangesOf(
    SHARE,
    `foreignTransferE9 confidenceThresholdE9 pegThresholdE9 pegHaltE9 crossStableE9 spreadCautionE9 supplyStepE9
     supplyHaircutE9`,
  ),
  ...rangesOf(FACTOR, 'confidenceMarginE9 pegFactorE9 cautionE9 haltE9'),
  calmRounds: [1n, 255n],
};

const ASSET = {
  quantumBits: ZERO_TO(50n),
  lotDecimals: ZERO_TO(12n),
  liquidationSeconds: ZERO_TO(2_592_000n),
  volFloorDays: [1n, 365n],
  pinDays: ZERO_TO(365n),
  averagingSeconds: ZERO_TO(86_400n),
  heartbeatSeconds: [1n, 2_592_000n],
  basisMoveE9: ZERO_TO(E9 - 1n),
  skewCapSlopeE9: [-E9, E9],
  skewWidthSlopeE9: [-10n * E9, 10n * E9],
  shortBaseE9: [E9, 10n * E9],
  ...rangesOf(ABOVE_ZERO(E9), 'psrE9 longBaseE9'),
  ...rangesOf(ABOVE_ZERO(10n * E9), 'skewLeastWidthE9 moveShortE9 moveLongE9'),
  ...rangesOf(ABOVE_ZERO(10n ** 15n), 'dailyVolumeUsd positionCapUsd'),
  ...rangesOf(
    SHARE,
    `volDownE9 volPowerShortE9 volPowerLongE9 smileToleranceE9 skewCapBaseE9 shortOptionE9 shortOptionImE9 contingencyE9
     contingencyImE9 spotHaircutMmE9 spotHaircutImE9 calendarBaseE9 calendarVegaE9 halfSpreadE9 volSpreadE9 freeVolumeE9
     transferBaseE9 transferRootE9 fixedMarginE9`,
  ),
  ...rangesOf(
    FACTOR,
    `tailWeightE9 volUpE9 minVolUpE9 skewWidthE9 longRateE9 longAddE9 shortRateE9 shortAddE9 basisAddE9 basisSlopeE9
     calendarSlopeE9 impactE9 dailyVolE9`,
  ),
};

const ROW = { denominator: ABOVE_ZERO(10n ** 10n), volRule: ZERO_TO(5n), weightE9: ABOVE_ZERO(E9), block: ZERO_TO(7n) };
const GROUP = { creditE9: SHARE };
const HAIRCUTS = { haircutMmE9: SHARE, haircutImE9: SHARE };
const STABLE = { stressE9: SHARE };
const VENUE = { exitSeconds: ZERO_TO(2_592_000n), creditE9: SHARE, creditCapUsdE6: ZERO_TO(2n ** 63n - 1n) };

/** A multiplier may be from 0.01 to 100. */
export const LEAST_MULTIPLIER = 0.01;
export const GREATEST_MULTIPLIER = 100;

/** The first number of the rules that leaves its limits, as a sentence; null if all keep them. */
export function limitBroken({ parameters, venues, collateral }) {
  const { network, scenarios, groups, assets, related, stables } = parameters;
  const checked = [
    ...named('network', [network], NETWORK),
    ...named('scenarios', scenarios, ROW),
    ...named('groups', groups, GROUP),
    ...named('assets', assets, ASSET),
    ...named('related', related, HAIRCUTS),
    ...named('stables', stables, STABLE),
    ...named('venues', venues, VENUE),
    ...named('collateral', collateral, HAIRCUTS),
  ];
  return checked.find((broken) => broken !== null) ?? null;
}

const named = (where, entries, ranges) =>
  entries.flatMap((entry) =>
    Object.entries(ranges).map(([name, [least, most]]) =>
      entry[name] < least || entry[name] > most ? `${where}.${name} is ${entry[name]}, not ${least} to ${most}` : null,
    ),
  );
