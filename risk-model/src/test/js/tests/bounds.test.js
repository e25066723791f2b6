import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookOf } from '../book.js';
import { boundsOf } from '../bounds.js';
import { UNBOUNDED, ceilDiv, max } from '../numbers.js';
import { requirementsOf } from '../requirement.js';
import { modelOf, perpetual, plainRules, usdE6 } from './plain.js';
import { E9, instrument, sampleModel } from './sample.js';
import { randomNumbers, randomRules, randomSnapshot } from './random.js';
import { KIND } from '../kinds.js';

const E18 = 10n ** 18n;

test('one perpetual adds at most its own charges and their margins', () => {
  const { buyE6, sellE6, markE6, lotE18 } = boundsOf(modelOf(plainRules(), [[perpetual, 1]])).find(
    ({ instrument: { id } }) => Buffer.compare(id, perpetual.id) === 0,
  );
  // 6,400 either way, 1 for the rounding to 1e-6, and 16 quanta of 2^-24 are 1e-6 rounded up.
  assert.deepEqual([markE6, buyE6, sellE6, lotE18], [usdE6(40_000), usdE6(6400) + 2n, usdE6(6400) + 2n, 10n ** 12n]);
});

test('money adds nothing and what has no value everything', () => {
  const coin = instrument('venue', KIND.SPOT, 'USDC');
  const doge = instrument('venue', KIND.SPOT, 'DOGE');
  const rules = plainRules({ stables: [{ asset: 'USDC', stressE9: E9(0.5) }] });
  const sides = boundsOf(modelOf(rules, [], { listed: [coin, doge] })).map(({ instrument: { asset }, buyE6, sellE6, lotE18 }) => [asset, buyE6, sellE6, lotE18]);
  const of = (name) => sides.find(([asset]) => asset === name).slice(1);
  assert.deepEqual([of('USD'), of('DOGE'), of('USDC')], [[0n, 0n, 1n], [UNBOUNDED, UNBOUNDED, 1n], [UNBOUNDED, UNBOUNDED, 1n]]);
});

test('no change of one position raises a requirement by more than its bound', () => {
  const random = randomNumbers(11);
  const model = sampleModel(randomRules(), randomSnapshot(random, 60));
  const bounds = boundsOf(model);
  const initial = (positions) => requirementsOf(bookOf({ homeChainId: 1n, positions }, model), model).initialE6;
  for (const { positions } of model.snapshot.accounts) {
    const before = initial(positions);
    for (let trial = 0; trial < 40; trial++) {
      const at = Math.floor(random() * bounds.length);
      const { markE6, buyE6, sellE6, lotE18 } = bounds[at];
      const usd = (random() < 0.5 ? -1 : 1) * 10 ** (8 * random() - 3);
      const change = BigInt(Math.round((usd * 1e10 * 1e6) / Number(max(1000n, markE6)))) * 10n ** 8n;
      const side = change > 0n ? buyE6 : sellE6;
      const size = change < 0n ? -change : change;
      const lots = ceilDiv(size, lotE18) * lotE18;
      const allowed = ceilDiv(lots * side, E18) + max(0n, ceilDiv(-markE6 * change, E18));
      const after = initial(changed(positions, BigInt(at), change));
      assert.ok(after <= before + allowed, `instrument ${at} by ${change}: ${before} ${after} ${allowed}`);
    }
  }
});

function changed(positions, instrumentIndex, change) {
  const others = positions.filter(({ instrument: index }) => index !== instrumentIndex);
  const held = positions.find(({ instrument: index }) => index === instrumentIndex)?.quantityE18 ?? 0n;
  return [...others, { instrument: instrumentIndex, quantityE18: held + change }].sort((a, b) => Number(a.instrument - b.instrument));
}
