// Why an account is asked for what it is, line by line, in 1e-6 USD: charges rounded up, values and credits down.

import { bookOf } from './book.js';
import { STATE } from './breakers.js';
import { breaker, concentration, depeg, initialLines, maintenanceLines, notional, stress, sum } from './charges.js';
import { ceilDiv, floorDiv } from './numbers.js';
import { initialCharges, isolatedApart, maintenanceCharges, partsOf } from './requirement.js';
import { scanCost } from './scan.js';

const E18 = 10n ** 18n;
const up = (amountE24) => ceilDiv(amountE24, E18);
const down = (amountE24) => floorDiv(amountE24, E18);
const allUp = (lines) => Object.fromEntries(Object.entries(lines).map(([name, amount]) => [name, up(amount)]));

/** Of an account that does not overflow. */
export function waterfallOf(account, model) {
  const book = bookOf(account, model);
  const parts = partsOf(book, model);
  const { net, cores, core, whole } = parts;
  const credits = book.venues.map(({ key, valueE24 }) => model.venues.credit(key, valueE24));
  const assets = [...net.assets].filter(([, { holdings }]) => isHeld(holdings)).sort(([a], [b]) => (a < b ? -1 : 1));
  const scans = new Map(assets.map(([name, { scan }]) => [name, scan]));
  const charged = (member) => sum(assets.map(([, { charges }]) => charges[member]));
  return {
    assets: Object.fromEntries(assets.map(([name, held]) => [name, assetLines(held, model)])),
    groups: Object.fromEntries(model.groups.linesOf(book, scans, model).map(({ name, ...lines }) => [name, allUp(lines)])),
    venues: venueLines(book, parts, credits, model),
    core: allUp({
      risk: net.root,
      offsets: charged('calendarDelta') + charged('calendarVega') + charged('cross'),
      shortOption: charged('shortOption'),
      netted: net.total,
      sumOfVenues: sum(cores.map(({ total }) => total)),
      core,
    }),
    added: up(whole.maintenance),
    addedInitial: up(whole.initial - whole.maintenance),
    initialCharges: up(initialCharges(core, whole, model.network)),
    maintenanceCharges: up(maintenanceCharges(core, whole, model.network)),
    credit: down(sum(credits)),
    unvalued: account.positions.map(({ instrument }) => instrument).filter((at) => model.instruments[Number(at)].value === null),
  };
}

/** With a lot of something; less is nothing. */
const isHeld = (holdings) => holdings.some(({ positions }) => positions.some(({ lots }) => lots !== 0n));

function assetLines({ asset, holdings, scan, charges }, model) {
  const { cross, ...core } = charges;
  const exposure = notional(asset, holdings);
  return {
    state: model.states.get(asset.name) ?? STATE.NORMAL,
    ...allUp({
      scan,
      ...core,
      crossCoin: cross,
      ...maintenanceLines(asset, holdings, model),
      concentration: concentration(asset, exposure),
      ...initialLines(asset, holdings, model),
      breaker: breaker(asset, scan + charges.shortOption, model),
      exposure,
    }),
    ...rowLines(asset, holdings, model),
  };
}

/** What each row costs; and as pairs of block and row, the first of each block's dearest. */
function rowLines(asset, holdings, model) {
  const venues = holdings.map((holding) => ({
    amounts: holding.amounts(model),
    transferE9: model.transferE9(asset, holding.venue),
  }));
  const costs = asset.rows.map((row, at) =>
    scanCost([row], venues.map(({ amounts, transferE9 }) => ({ amounts: [amounts[at]], transferE9 }))),
  );
  const worst = new Map();
  asset.rows.forEach(({ block }, at) => {
    if (costs[at] > (worst.has(block) ? costs[Number(worst.get(block))] : 0n)) {
      worst.set(block, BigInt(at));
    }
  });
  return {
    rows: costs.map((cost) => up(asset.usdAt(cost, 1n))),
    worst: [...worst].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function venueLines(book, parts, credits, model) {
  const isolated = isolatedApart(parts, model);
  return Object.fromEntries(
    book.venues.map((venue, at) => [
      nameOf(venue),
      {
        value: down(venue.valueE24),
        credit: down(credits[at]),
        stress: up(stress(venue, model)),
        depeg: up(depeg(venue, parts.cores[at].total, model)),
        core: up(parts.cores[at].total),
        isolated: isolated[at],
      },
    ]),
  );
}

/** Chain id and address, as `31337:0x...`. */
function nameOf({ key }) {
  const [chainId, address] = key.split(':');
  return `${BigInt(chainId)}:0x${address}`;
}
