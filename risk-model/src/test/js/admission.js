// Section 11: what rules must keep to be loaded.

import { LEAST_MULTIPLIER, GREATEST_MULTIPLIER, limitBroken } from './limits.js';
import { E9, abs } from './numbers.js';
import { RULE, multiplier, priceScanRange } from './scenarios.js';

const MOST_ROWS = 256;

export function checkRules(rules) {
  const set = rules.parameters;
  const broken = limitBroken(rules);
  refuseIf(broken !== null, broken);
  refuseIf(rules.collateral.some(({ haircutImE9, haircutMmE9 }) => haircutImE9 < haircutMmE9), 'an initial haircut is the smaller');
  checkNames(set);
  checkNetwork(set);
  checkGroups(set);
  refuseIf(set.scenarios.length === 0 || set.scenarios.length > MOST_ROWS, `${set.scenarios.length} rows`);
  set.scenarios.forEach((row) => checkRow(row, set.scenarios));
  set.assets.forEach((parameters) => checkAsset(parameters, set));
}

function refuseIf(condition, why) {
  if (condition) {
    throw new Error(`rules refused: ${why}`);
  }
}

function checkNames({ assets, related, stables }) {
  const names = [...assets, ...related, ...stables].map((entry) => entry.asset);
  refuseIf(new Set(names).size !== names.length, 'an asset stands in two lists');
  const own = new Set(assets.map((parameters) => parameters.asset));
  refuseIf(related.some(({ underlying }) => !own.has(underlying)), 'a related token has no underlying');
  refuseIf(related.some(({ haircutMmE9, haircutImE9 }) => haircutMmE9 + haircutImE9 > E9), 'haircuts of a token are above 1');
}

function checkNetwork({ network, stables }) {
  refuseIf(network.imFactorE9 < network.mmFactorE9, 'imFactor is below mmFactor');
  refuseIf(network.haltE9 < network.cautionE9, 'halt is below caution');
  const isTooMuch = ({ stressE9 }) => stressE9 * network.imAddE9 > E9 * E9;
  refuseIf(stables.some(isTooMuch), 'the stress of a stablecoin is above 1');
}

function checkGroups({ groups }) {
  refuseIf(new Set(groups.map(({ name }) => name)).size !== groups.length, 'two groups have one name');
  groups.forEach(({ parent }, i) => {
    refuseIf(parent !== null && (parent <= BigInt(i) || parent >= BigInt(groups.length)), 'a group stands after its parent');
  });
}

function checkRow(row, rows) {
  const isAtOne = row.numerator === (row.relative ? 0n : row.denominator);
  refuseIf(row.volRule === RULE.BASIS && !isAtOne, 'a basis row moves the price');
  refuseIf(row.damped && (row.relative || isAtOne), 'a damped row is relative or at 1');
  refuseIf(isOfGrid(row) && !isNested(row, rows), 'a relative row lacks its mirror or its row at 0');
}

const isOfGrid = ({ relative, numerator, denominator, volRule }) =>
  relative && volRule <= RULE.DOWN && abs(numerator) <= denominator;

/** The grid holds each move both ways, and none at all, under the same rule. */
function isNested(row, rows) {
  const same = rows.filter((other) => other.relative && other.volRule === row.volRule);
  const has = (numerator) => same.some((other) => other.numerator * row.denominator === numerator * other.denominator);
  return has(-row.numerator) && has(0n);
}

function checkAsset(parameters, { groups, scenarios }) {
  const { asset, group, spotHaircutMmE9, spotHaircutImE9 } = parameters;
  refuseIf(group !== null && (group < 0n || group >= BigInt(groups.length)), `${asset} names no group`);
  refuseIf(spotHaircutMmE9 + spotHaircutImE9 > E9, `haircuts of ${asset} are above 1`);
  const range = priceScanRange(parameters);
  for (const row of scenarios) {
    const m = multiplier(row, range);
    refuseIf(m < LEAST_MULTIPLIER || m > GREATEST_MULTIPLIER, `a multiplier of ${asset} is ${m}`);
  }
}
