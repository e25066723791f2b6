// Section 9: how far each price and market can be trusted, and what the next round has to remember of it.

import { NO_MARKET } from './market.js';
import { E9, abs, max } from './numbers.js';

export const STATE = { NORMAL: 0n, CAUTION: 1n, HALT: 2n };

const SHORT_SECONDS = 300n;
const LONG_SECONDS = 3600n;
const SPACING_SECONDS = 60n;
const MOST_CALM = 255n;

/**
 * The next round's entries: of every asset, related token and stablecoin with a price now or an entry before, rising by
 * name. Their states are the states of this round.
 *
 * @param assets the `Asset`s by name
 */
export function nextEntries(set, assets, markets) {
  const judges = [
    ...set.assets.map(({ asset }) => [asset, (seen) => judgeAsset(seen, assets.get(asset), set.network)]),
    ...set.related.map(({ asset, underlying }) => [asset, (seen) => judgeMoves(seen, assets.get(underlying))]),
    ...set.stables.map(({ asset }) => [asset, (seen) => judgePeg(seen, set.network)]),
  ];
  judges.sort(([a], [b]) => (a < b ? -1 : 1));
  return judges.flatMap(([name, judge]) => {
    const seen = sightOf(name, markets);
    return seen.observed === null && seen.entry === null ? [] : [nextEntry(name, seen, rawState(seen, judge, set.network), set.network)];
  });
}

const sightOf = (name, markets) => ({
  observed: markets.observed.get(name) ?? null,
  entry: markets.carried.get(name) ?? null,
  market: markets.market(name),
  now: markets.anchorTime,
});

/** Without a price nothing can be judged. */
function rawState(seen, judge, { spreadCautionE9 }) {
  const { observed } = seen;
  if (observed === null) {
    return STATE.HALT;
  }
  const isWide = observed.spreadE8 * E9 > spreadCautionE9 * observed.priceE8;
  return max(judge(seen), isWide ? STATE.CAUTION : STATE.NORMAL);
}

function judgeAsset(seen, asset, network) {
  return max(judgeMoves(seen, asset), judgeMarket(seen, asset.parameters, network));
}

function judgeMarket({ market, now, entry }, { heartbeatSeconds }, { confidenceThresholdE9 }) {
  const { good, inUse, refused } = market;
  const age = inUse === null ? 0n : now - inUse.time;
  if ((good === null && entry !== null && entry.market !== null) || age > 3n * heartbeatSeconds) {
    return STATE.HALT;
  }
  const isUnsure = inUse !== null && inUse.confidenceE9 < confidenceThresholdE9;
  return isUnsure || refused || age > heartbeatSeconds ? STATE.CAUTION : STATE.NORMAL;
}

function judgeMoves({ observed, entry, now }, { range, parameters }) {
  if (entry === null) {
    return STATE.NORMAL;
  }
  const moved = (from, limitE9) => abs(observed.priceE8 - from) * E9 > limitE9 * from;
  if (moved(entry.priceE8, range)) {
    return STATE.HALT;
  }
  const within = (seconds, limitE9) =>
    entry.window.some(({ time, priceE8 }) => now - time <= seconds && moved(priceE8, limitE9));
  const isFast = within(SHORT_SECONDS, parameters.moveShortE9) || within(LONG_SECONDS, parameters.moveLongE9);
  return isFast ? STATE.CAUTION : STATE.NORMAL;
}

function judgePeg({ observed }, { pegHaltE9, pegThresholdE9 }) {
  const priceE9 = observed.priceE8 * 10n;
  if (priceE9 < E9 - pegHaltE9) {
    return STATE.HALT;
  }
  return priceE9 < pegThresholdE9 ? STATE.CAUTION : STATE.NORMAL;
}

function nextEntry(name, { observed, entry, market, now }, raw, network) {
  const recent = (entry?.window ?? []).filter(({ time }) => now - time <= LONG_SECONDS);
  const isSpaced = recent.length === 0 || now - recent.at(-1).time >= SPACING_SECONDS;
  const sample = observed !== null && isSpaced ? [{ time: now, priceE8: observed.priceE8 }] : [];
  return {
    asset: name,
    ...calmed(raw, entry?.state ?? STATE.NORMAL, entry?.calm ?? 0n, network.calmRounds),
    time: observed === null ? entry.time : now,
    priceE8: observed === null ? entry.priceE8 : observed.priceE8,
    window: [...recent, ...sample],
    market: market === NO_MARKET ? null : (market.good ?? entry?.market ?? null),
  };
}

/** A state gets worse at once and better only after enough calm rounds. */
function calmed(raw, state, calm, calmRounds) {
  if (raw >= state || calm + 1n >= calmRounds) {
    return { state: raw, calm: 0n };
  }
  return { state, calm: calm + 1n > MOST_CALM ? MOST_CALM : calm + 1n };
}
