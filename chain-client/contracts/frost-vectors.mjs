// Writes docs/vectors/frost.json: signatures over 32-byte messages that the contract, its plain reference and the Java
// implementation must judge alike. An implementation of its own on @noble/curves, so that agreement means something.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { secp256k1 } from '@noble/curves/secp256k1';
import { expand_message_xmd } from '@noble/curves/abstract/hash-to-curve';
import { sha256 } from '@noble/hashes/sha2';

const Point = secp256k1.ProjectivePoint;
const n = secp256k1.CURVE.n;
const p = secp256k1.CURVE.p;
const mod = (value) => ((value % n) + n) % n;
const hex = (value) => `0x${value.toString(16).padStart(64, '0')}`;
const number = (bytes) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const seeded = (label) => mod(number(createHash('sha512').update(`loadline frost vector ${label}`).digest()));
const messageOf = (label) => createHash('sha256').update(`loadline frost message ${label}`).digest();
const isOdd = (point) => (point.toAffine().y & 1n) === 1n;

function challenge(R, P, message) {
  const input = Buffer.concat([R.toRawBytes(true), P.toRawBytes(true), message]);
  return mod(number(expand_message_xmd(input, 'FROST-secp256k1-SHA256-v1chal', 48, sha256)));
}

/** The first scalar of a series whose point has the wanted parity. */
function scalarWithParity(label, odd) {
  for (let i = 0; ; i++) {
    const scalar = seeded(`${label} ${i}`);
    if (isOdd(Point.BASE.multiply(scalar)) === odd) return scalar;
  }
}

function sign(secret, nonce, message) {
  const R = Point.BASE.multiply(nonce);
  return { R, z: mod(nonce + challenge(R, Point.BASE.multiply(secret), message) * secret) };
}

function entry(P, message, rx, ry, z, valid, reason) {
  const { x, y } = P.toAffine();
  return {
    groupKeyX: hex(x), groupKeyParity: Number(y & 1n), message: `0x${message.toString('hex')}`,
    rx: hex(rx), ry: hex(ry), z: hex(z), valid, reason,
  };
}

const vectors = [];
for (const oddKey of [false, true]) {
  for (const oddNonce of [false, true]) {
    for (let i = 0; i < 4; i++) {
      const name = `key ${oddKey} nonce ${oddNonce} ${i}`;
      const secret = scalarWithParity(`secret ${name}`, oddKey);
      const P = Point.BASE.multiply(secret);
      const message = messageOf(name);
      const { R, z } = sign(secret, scalarWithParity(`nonce ${name}`, oddNonce), message);
      const { x, y } = R.toAffine();
      const parities = `${oddKey ? 'odd' : 'even'}-y key, ${oddNonce ? 'odd' : 'even'}-y R`;
      vectors.push(entry(P, message, x, y, z, true, parities));
      if (i === 0) {
        const other = Point.BASE.multiply(seeded(`other ${name}`));
        const flipped = { toAffine: () => P.negate().toAffine() };
        vectors.push(entry(other, message, x, y, z, false, `${parities}: another key`));
        vectors.push(entry(flipped, message, x, y, z, false, `${parities}: key of the other parity`));
        vectors.push(entry(P, messageOf('another'), x, y, z, false, `${parities}: another message`));
        vectors.push(entry(P, message, x, p - y, z, false, `${parities}: R negated`));
        vectors.push(entry(P, message, x, y, n - z, false, `${parities}: z negated`));
        vectors.push(entry(P, message, x, y, mod(z + 1n), false, `${parities}: z plus one`));
        vectors.push(entry(P, message, x, y, 0n, false, `${parities}: z zero`));
        // z + n itself fits 256 bits for one z in 2^127 only: nobody can make a signature that this rule alone refuses.
        vectors.push(entry(P, message, x, y, n + (z % ((1n << 256n) - n)), false, `${parities}: z not below the order`));
        vectors.push(entry(P, message, p, y, z, false, `${parities}: R.x not below the field prime`));
        vectors.push(entry(P, message, x, p, z, false, `${parities}: R.y not below the field prime`));
      }
    }
  }
}

const target = join(dirname(fileURLToPath(import.meta.url)), '../../docs/vectors/frost.json');
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, `${JSON.stringify(vectors, null, 1)}\n`);
console.log(`Wrote ${vectors.length} vectors`);
