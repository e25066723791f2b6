// Section 11: what a parameter set must keep to be loaded, as far as the document itself says it.

import { E9, abs } from './numbers.js';
import { RULE, multiplier, priceScanRange } from './scenarios.js';

export function checkParameterSet(set) {
  checkNames(set);
  checkNetwork(set);
  checkGroups(set);
  set.scenarios.forEach((row) => checkRow(row, set.scenarios));
  set.assets.forEach((parameters) => checkAsset(parameters, set));
}

function refuseIf(condition, why) {
  if (condition) {
    throw new Error(`parameter set refused: ${why}`);
  }
}

function checkNames(set) {
  const names = [...set.assets, ...set.related, ...set.stables].map((entry) => entry.asset);
  refuseIf(new Set(names).size !== names.length, 'an asset stands in two lists');
  const assets = new Set(set.assets.map((parameters) => parameters.asset));
  refuseIf(set.related.some(({ underlying }) => !assets.has(underlying)), 'a related token has no underlying');
}

function checkNetwork({ network, stables }) {
  const isTooMuch = ({ stressE9 }) => stressE9 * network.imAddE9 > E9 * E9;
  refuseIf(stables.some(isTooMuch), 'the stress of a stablecoin is above 1');
  refuseIf(network.imFactorE9 < network.mmFactorE9, 'imFactor is below mmFactor');
  refuseIf(network.imAddE9 < E9, 'imAdd is below 1');
}

function checkGroups({ groups }) {
  groups.forEach(({ parent }, i) => {
    refuseIf(parent !== null && (parent <= BigInt(i) || parent >= BigInt(groups.length)), 'a group stands after its parent');
  });
}

function checkRow(row, rows) {
  refuseIf(row.denominator <= 0n || row.volRule < RULE.NONE || row.volRule > RULE.BASIS, 'a row is not a scenario');
  refuseIf(row.volRule === RULE.BASIS && row.numerator !== (row.relative ? 0n : row.denominator), 'a basis row moves the price');
  refuseIf(row.damped && (row.relative || row.numerator === row.denominator), 'a damped row is relative or at 1');
  refuseIf(row.relative && isInRange(row) && !isNested(row, rows), 'a relative row lacks its mirror or its row at 0');
}

const isInRange = ({ numerator, denominator }) => abs(numerator) <= denominator;

/** The grid holds each relative move both ways, and none at all, under the same rule. */
function isNested(row, rows) {
  const same = rows.filter((other) => other.relative && other.volRule === row.volRule);
  const has = (numerator) => same.some((other) => other.numerator * row.denominator === numerator * other.denominator);
  return has(-row.numerator) && has(0n);
}

function checkAsset(parameters, { groups, scenarios }) {
  const { group, longBaseE9, shortBaseE9 } = parameters;
  const range = priceScanRange(parameters);
  refuseIf(group !== null && (group < 0n || group >= BigInt(groups.length)), 'an asset names no group');
  refuseIf(scenarios.some((row) => multiplier(row, range) < 0.01), `a multiplier of ${parameters.asset} is below 0.01`);
  refuseIf(longBaseE9 > E9, 'a long discount is above 1');
  refuseIf(shortBaseE9 < E9, 'a short discount is below 1');
}
