// Section 10, bounds: what one more unit of an instrument can add to a requirement, at most.

import { breaker, depeg, initialIncrements, maintenanceAdditions } from './charges.js';
import { bookOfOne } from './book.js';
import { E9, E24, UNBOUNDED, abs, ceilDiv, max, min } from './numbers.js';
import { coreOf } from './requirement.js';

const E18 = 10n ** 18n;

/** `markE6`, `buyE6`, `sellE6` and `lotE18` of every instrument, in their order. */
export function boundsOf(model) {
  const spans = longestTerms(model);
  return model.instruments.map((instrument) => {
    const { isCashLike, value, book } = instrument;
    if (value === null) {
      return { instrument, markE6: 0n, buyE6: UNBOUNDED, sellE6: UNBOUNDED, lotE18: 1n };
    }
    if (isCashLike) {
      return { instrument, markE6: value.markE6, buyE6: 0n, sellE6: 0n, lotE18: 1n };
    }
    const side = (lots) => sideE6(instrument, bookOfOne(instrument, lots), spans.get(book.name), model);
    return {
      instrument,
      markE6: value.markE6,
      buyE6: side(book.lotsPerUnit),
      sellE6: side(-book.lotsPerUnit),
      lotE18: E18 / book.lotsPerUnit,
    };
  });
}

/** The greatest time to expiry among the instruments of each asset, in seconds. */
function longestTerms({ assets, instruments }) {
  const spans = new Map([...assets.keys()].map((name) => [name, 0n]));
  for (const { asset, expiry } of instruments) {
    if (spans.has(asset)) {
      spans.set(asset, max(spans.get(asset), assets.get(asset).secondsTo(expiry)));
    }
  }
  return spans;
}

function sideE6({ book: asset }, book, span, model) {
  const { network } = model;
  const [venue] = book.venues;
  const holdings = [...venue.holdings.values()];
  const delta = abs(holdings[0].sum('D'));
  const vega = abs(holdings[0].sum('G'));
  const { total, assets } = coreOf(book, model);
  const { scan, charges } = assets.get(asset.name);
  const core = total + lipschitz(asset, delta, vega, span, network);
  const added =
    maintenanceAdditions(asset, holdings, model) +
    initialIncrements(asset, holdings, model) +
    depeg(venue, core, model) +
    breaker(asset, scan + charges.shortOption, model) +
    asset.usdAt(delta, steepestImpact(asset));
  const asked = ceilDiv(core * max(E9, network.imFactorE9), E9) + ceilDiv(added * network.imAddE9, E9);
  return min(UNBOUNDED, ceilDiv(asked, E18) + 1n + ceilDiv(16n * 10n ** 6n, asset.quantaPerUsdInteger));
}

/** How far the charges that are not subadditive can move with delta and vega. */
function lipschitz(asset, delta, vega, span, { crossStableE9 }) {
  return (
    asset.usdAt(delta, asset.calendarE9(span)) +
    asset.usdAt(vega, asset.parameters.calendarVegaE9) +
    asset.usdAt(delta, crossStableE9)
  );
}

/** The slope of the concentration charge at the position cap, in 1e-9. */
function steepestImpact(asset) {
  const rate = asset.impactE9(asset.excess(asset.parameters.positionCapUsd * E24));
  return ceilDiv(3n * rate, 2n);
}
