// Sections 8 and 10: from a book to the requirements of an account.

import { breaker, concentration, coreCharges, depeg, initialIncrements, maintenanceAdditions, notional, stress } from './charges.js';
import { E9, UNBOUNDED, ceilDiv, max, min } from './numbers.js';
import { scanCost } from './scan.js';

const E18 = 10n ** 18n;

const sumOf = (items, amountOf) => items.reduce((total, item) => total + amountOf(item), 0n);

/**
 * The core of a book: `total`, the scanning risk `root` in it, and by asset its `scan` and `charges`, 1e-24 USD.
 */
export function coreOf(book, model) {
  const assets = new Map();
  for (const [name, holdings] of holdingsByAsset(book)) {
    const asset = model.assets.get(name);
    assets.set(name, { asset, holdings, scan: scanOf(asset, holdings, model), charges: coreCharges(asset, holdings, model) });
  }
  const entries = [...assets.values()];
  const scans = new Map(entries.map(({ asset, scan }) => [asset.name, scan]));
  const root = model.groups.rootRisk(book, scans, model);
  const first = root + sumOf(entries, ({ charges: c }) => c.calendarDelta + c.calendarVega + c.cross);
  const short = sumOf(entries, ({ charges }) => charges.shortOption);
  return { total: model.network.shortOptionFloor ? max(first, short) : first + short, root, assets };
}

function holdingsByAsset(book) {
  const result = new Map();
  for (const { holdings } of book.venues) {
    for (const [name, holding] of holdings) {
      result.set(name, [...(result.get(name) ?? []), holding]);
    }
  }
  return result;
}

function scanOf(asset, holdings, model) {
  const venues = holdings.map((holding) => ({
    amounts: holding.amounts(model),
    transferE9: model.transferE9(asset, holding.venue),
  }));
  return asset.usdAt(scanCost(asset.rows, venues), 1n);
}

/**
 * What is added to the core: `maintenance`, and `initial` (which contains it).
 *
 * @param cores the core of each venue alone, in the order of the book's venues
 * @param concentrationOf the charge for concentration of an asset's notional
 */
function additions(book, core, cores, concentrationOf, model) {
  let maintenance = sumOf(book.venues, (venue) => stress(venue, model));
  let increments = sumOf([...book.venues.keys()], (i) => depeg(book.venues[i], cores[i].total, model));
  for (const { asset, holdings, scan, charges } of core.assets.values()) {
    maintenance += maintenanceAdditions(asset, holdings, model) + concentrationOf(asset, notional(asset, holdings));
    increments += initialIncrements(asset, holdings, model) + breaker(asset, scan + charges.shortOption, model);
  }
  return { maintenance, initial: maintenance + increments };
}

/**
 * All that a book's requirements are made of, 1e-24 USD: the `net` core and those of the venues `apart`, the lesser `core`,
 * what the `whole` account adds, and what each venue alone.
 */
export function partsOf(book, model) {
  const net = coreOf(book, model);
  const apart = book.venues.map((venue) => ({ venues: [venue] }));
  const cores = apart.length === 1 ? [net] : apart.map((alone) => coreOf(alone, model));
  const share = concentrationShares(net);
  const ofShare = (asset, amount) => ceilDiv(amount * share.get(asset.name), E9);
  return {
    net,
    apart,
    cores,
    core: min(net.total, sumOf(cores, ({ total }) => total)),
    whole: additions(book, net, cores, concentration, model),
    additionsApart: apart.map((alone, at) => additions(alone, cores[at], [cores[at]], ofShare, model)),
  };
}

/** What the initial requirement asks for before the venues' values are counted. */
export const initialCharges = (core, { initial }, { imFactorE9, imAddE9 }) =>
  ceilDiv(core * imFactorE9, E9) + ceilDiv(initial * imAddE9, E9);

export const maintenanceCharges = (core, { maintenance }, { mmFactorE9 }) => ceilDiv(core * mmFactorE9, E9) + maintenance;

/** What each venue alone would have to hold, 1e-6 USD. */
export const isolatedApart = ({ apart, cores, additionsApart }, model) =>
  apart.map((alone, at) => required(initialCharges(cores[at].total, additionsApart[at], model.network), alone, model));

/** The requirements of an account in millionths of a dollar, before positions without a value are looked at. */
export function requirementsOf(book, model) {
  const parts = partsOf(book, model);
  const { net, cores, core, whole } = parts;
  return {
    initialE6: required(initialCharges(core, whole, model.network), book, model),
    maintenanceE6: required(maintenanceCharges(core, whole, model.network), book, model),
    isolatedE6: sumOf(isolatedApart(parts, model), (amount) => amount),
    detail: { core, ...totalsOf(net), cores: cores.map(({ total }) => total), ...whole },
  };
}

/** The numbers of a core, without its positions: there may be many accounts. */
const totalsOf = ({ total, root, assets }) => ({
  coreNet: total,
  root,
  assets: Object.fromEntries([...assets].map(([name, { scan, charges }]) => [name, { scan, ...charges }])),
});

/** Concentration as a share of the notional it is charged on, by asset, in 1e-9. */
function concentrationShares({ assets }) {
  return new Map(
    [...assets].map(([name, { asset, holdings }]) => {
      const amount = notional(asset, holdings);
      return [name, amount === 0n ? 0n : ceilDiv(concentration(asset, amount) * E9, amount)];
    }),
  );
}

/** What the account's own value does not cover. */
function required(chargesE24, book, model) {
  const credit = sumOf(book.venues, ({ key, valueE24 }) => model.venues.credit(key, valueE24));
  return ceilDiv(max(0n, chargesE24 - credit), E18);
}

/** The three signed numbers, after overflow and positions that nobody can value. */
export function signedRequirements(book, model) {
  const unbounded = { initialE6: UNBOUNDED, maintenanceE6: UNBOUNDED, isolatedE6: UNBOUNDED, overflows: true };
  if (book.overflows) {
    return unbounded;
  }
  const { initialE6, maintenanceE6, isolatedE6, detail } = requirementsOf(book, model);
  if ([initialE6, maintenanceE6, isolatedE6].some((amount) => amount > UNBOUNDED)) {
    return unbounded;
  }
  return book.owesUnvalued
    ? { initialE6: UNBOUNDED, maintenanceE6, isolatedE6: UNBOUNDED, overflows: false, detail }
    : { initialE6, maintenanceE6, isolatedE6, overflows: false, detail };
}
