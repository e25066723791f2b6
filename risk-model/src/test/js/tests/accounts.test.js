import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf, line } from '../answers.js';
import { bytesOfHex } from '../bytes.js';
import { decode } from '../cbor.js';
import { printed, vectors } from './vectors.js';

for (const { name, rules, snapshot, decoded, digest, accounts } of vectors('accounts').cases) {
  test(`every line of the accounts of ${name} is that of the first implementation`, () => {
    const answer = JSON.parse(line(answerOf(bytesOfHex(rules), bytesOfHex(snapshot), { withLines: true })));
    assert.deepEqual(answer.waterfalls, accounts);
    assert.equal(answer.digest, digest);
  });

  test(`the values beside the bytes of ${name} are those in them`, () => {
    assert.deepEqual(printed(decode(bytesOfHex(rules))), decoded.rules);
    assert.deepEqual(printed(decode(bytesOfHex(snapshot))), decoded.snapshot);
  });
}
