// Section 7, groups: assets that move together offset each other, for a part.

import { E9, ceilDiv, max, min } from './numbers.js';
import { scanCost } from './scan.js';

export class Groups {
  constructor(set, assets) {
    this.groups = set.groups;
    this.network = set.network;
    this.assets = assets;
    this.below = set.groups.map((_, group) => this.assetsBelow(BigInt(group)));
  }

  /** All assets of a group and of the groups in it, rising. */
  assetsBelow(group) {
    return [...this.assets.values()].filter(({ parameters }) => {
      let at = parameters.group;
      while (at !== null && at !== group) {
        at = this.groups[Number(at)].parent;
      }
      return at === group;
    });
  }

  /**
   * Scanning risk of all assets of a book, 1e-24 USD.
   *
   * @param scans Scan_a by asset name
   */
  rootRisk(book, scans, model) {
    return this.childrenRisk(null, book, scans, model);
  }

  childrenRisk(group, book, scans, model) {
    let risk = 0n;
    for (const [name, scan] of scans) {
      risk += this.assets.get(name).parameters.group === group ? scan : 0n;
    }
    this.groups.forEach(({ parent }, child) => {
      risk += parent === group ? this.riskOf(child, book, scans, model).risk : 0n;
    });
    return risk;
  }

  /** What the members of a group ask for apart (`sum`), its `scan`, and its `risk`. */
  riskOf(group, book, scans, model) {
    const { creditE9 } = this.groups[group];
    const sum = this.childrenRisk(BigInt(group), book, scans, model);
    const scan = this.groupScan(group, book, model);
    return { sum, scan, risk: min(sum, ceilDiv((E9 - creditE9) * sum + creditE9 * scan, E9)) };
  }

  /** The same by name, of each group with something held below it; 1e-24 USD. */
  linesOf(book, scans, model) {
    const held = this.groups.filter((_, group) => this.below[group].some(({ name }) => scans.has(name)));
    return held.map((group) => ({ name: group.name, ...this.riskOf(this.groups.indexOf(group), book, scans, model) }));
  }

  /** The listed rows in all assets at once, then each asset's pin rows alone; 1e-24 USD. */
  groupScan(group, book, model) {
    const below = this.below[group];
    const held = below.filter(({ name }) => book.venues.some(({ holdings }) => holdings.has(name)));
    if (held.length === 0) {
      return 0n;
    }
    const rows = [...held[0].listed, ...held.flatMap(({ rows: all, listed }) => all.slice(listed.length))];
    const venues = book.venues.map((venue) => ({
      amounts: this.amountsAt(venue, held, model),
      transferE9: below.map((asset) => model.transferE9(asset, venue)).reduce(max),
    }));
    return ceilDiv(scanCost(rows, venues) * 1000n, 1n << 50n);
  }

  /** In 1e-12 * 2^-50 USD; abroad without credit, a gain in one asset does not cover a loss in another. */
  amountsAt(venue, held, model) {
    const counted = venue.isHome || this.network.foreignGroupCredit ? (amount) => amount : (amount) => min(0n, amount);
    const listed = held[0].listed.map(() => 0n);
    const pins = [];
    for (const asset of held) {
      const amounts = venue.holdings.get(asset.name)?.amounts(model);
      asset.rows.forEach((_, row) => {
        const amount = amounts === undefined ? 0n : counted(amounts[row] * asset.groupUnits);
        if (row < listed.length) {
          listed[row] += amount;
        } else {
          pins.push(amount);
        }
      });
    }
    return [...listed, ...pins];
  }
}
