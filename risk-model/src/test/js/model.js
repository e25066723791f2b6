// What the rules and a snapshot say before any account is looked at.

import { Asset } from './asset.js';
import { nextEntries } from './breakers.js';
import { sameBytes } from './bytes.js';
import { Groups } from './groups.js';
import { KIND, isSpot } from './kinds.js';
import { Markets, byName } from './market.js';
import { valued } from './values.js';
import { Venues } from './venues.js';

export class Model {
  constructor(rules, snapshot) {
    if (!sameBytes(rules.hash, snapshot.rulesHash)) {
      throw new Error('the snapshot was made under other rules');
    }
    this.rules = rules;
    this.snapshot = snapshot;
    const set = rules.parameters;
    this.network = set.network;
    this.related = byName(set.related);
    this.stables = byName(set.stables);
    const parameters = byName(set.assets);
    const underlying = (name) => this.related.get(name)?.underlying ?? name;
    this.markets = new Markets(snapshot, set.related, (name) => parameters.get(underlying(name)));
    this.assets = new Map(
      set.assets.map((own) => [own.asset, new Asset(own, set.scenarios, this.markets, snapshot.instruments)]),
    );
    this.groups = new Groups(set, this.assets);
    this.instruments = valued(snapshot.instruments, this);
    this.entries = nextEntries(set, this.assets, this.markets);
    this.states = new Map(this.entries.map(({ asset, state }) => [asset, state]));
    this.transfers = new Map();
    this.venues = new Venues(rules, this.instruments, this.stables);
  }

  /** The `Asset` in whose book an asset or a related token stands, or null. */
  bookOf(name) {
    return this.assets.get(this.related.get(name)?.underlying ?? name) ?? null;
  }

  /** Money of a venue, held or owed: a dollar or a stablecoin of the parameters. */
  isCashLike({ kind, asset }) {
    return (kind === KIND.CASH || isSpot(kind)) && (asset === 'USD' || this.stables.has(asset));
  }

  /** The rate of bringing gains in an asset from a venue of a book, in 1e-9. */
  transferE9(asset, { key, isHome }) {
    const name = `${asset.name} ${key} ${isHome}`;
    if (!this.transfers.has(name)) {
      this.transfers.set(name, asset.transferE9(this.venues.exitSeconds(key), isHome, this.network));
    }
    return this.transfers.get(name);
  }
}
