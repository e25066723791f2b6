import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookOf } from '../book.js';
import { signedRequirements } from '../requirement.js';
import { randomNumbers } from './random.js';
import { sampleModel } from './sample.js';
import { wildRound } from './wild.js';

const SEEDS = Array.from({ length: 25 }, (_, i) => i + 1);

test('whatever a round is made of, margins keep their order', () => {
  let valued = 0;
  for (const seed of SEEDS) {
    const { rules, snapshot } = wildRound(randomNumbers(seed));
    const model = sampleModel(rules, snapshot);
    for (const account of model.snapshot.accounts) {
      const { initialE6, maintenanceE6, isolatedE6, overflows, detail } = signedRequirements(bookOf(account, model), model);
      const which = `seed ${seed}`;
      assert.ok(maintenanceE6 >= 0n && initialE6 >= maintenanceE6, which);
      assert.ok(isolatedE6 >= initialE6, which);
      if (!overflows) {
        valued++;
        assert.ok(detail.core <= detail.coreNet && detail.core <= detail.cores.reduce((sum, core) => sum + core, 0n), which);
      }
    }
  }
  assert.ok(valued > 250, `${valued}`);
});
