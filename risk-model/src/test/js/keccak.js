// keccak256 with the padding of Ethereum (0x01), on 25 lanes of two 32-bit halves.

const RATE = 136;
const ROUNDS = 24;

const ROUND_CONSTANTS = roundConstants();
const { ROTATIONS, TARGETS } = rotationsAndTargets();

/** The iota constants from their definition: bit 2^j - 1 of round r is bit 7r + j of the LFSR x^8 + x^6 + x^5 + x^4 + 1. */
function roundConstants() {
  const constants = new Int32Array(2 * ROUNDS);
  let register = 1;
  for (let round = 0; round < ROUNDS; round++) {
    for (let j = 0; j < 7; j++) {
      if (register & 1) {
        const bit = (1 << j) - 1;
        constants[2 * round + (bit >> 5)] ^= 1 << (bit & 31);
      }
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
  }
  return constants;
}

/** Rho's rotation of each lane x + 5y, and pi's place for it, both from one walk over the lanes. */
function rotationsAndTargets() {
  const rotations = new Int32Array(25);
  const targets = new Int32Array(25);
  let [x, y] = [1, 0];
  for (let step = 0; step < 24; step++) {
    rotations[x + 5 * y] = (((step + 1) * (step + 2)) / 2) % 64;
    [x, y] = [y, (2 * x + 3 * y) % 5];
  }
  for (x = 0; x < 5; x++) {
    for (y = 0; y < 5; y++) {
      targets[x + 5 * y] = y + 5 * ((2 * x + 3 * y) % 5);
    }
  }
  return { ROTATIONS: rotations, TARGETS: targets };
}

const state = new Int32Array(50);
const stateBytes = new Uint8Array(state.buffer);
const moved = new Int32Array(50);

/** Lane i stands at 2i (low half) and 2i + 1 (high half). */
function permute() {
  for (let round = 0; round < ROUNDS; round++) {
    theta();
    rhoAndPi();
    chi();
    state[0] ^= ROUND_CONSTANTS[2 * round];
    state[1] ^= ROUND_CONSTANTS[2 * round + 1];
  }
}

const parity = new Int32Array(10);

function theta() {
  for (let i = 0; i < 10; i++) {
    parity[i] = state[i] ^ state[i + 10] ^ state[i + 20] ^ state[i + 30] ^ state[i + 40];
  }
  for (let x = 0; x < 10; x += 2) {
    const before = x === 0 ? 8 : x - 2;
    const after = x === 8 ? 0 : x + 2;
    const low = parity[before] ^ ((parity[after] << 1) | (parity[after + 1] >>> 31));
    const high = parity[before + 1] ^ ((parity[after + 1] << 1) | (parity[after] >>> 31));
    for (let y = 0; y < 50; y += 10) {
      state[x + y] ^= low;
      state[x + y + 1] ^= high;
    }
  }
}

function rhoAndPi() {
  for (let lane = 0; lane < 25; lane++) {
    const count = ROTATIONS[lane];
    const target = 2 * TARGETS[lane];
    const swap = count >> 5;
    const a = state[2 * lane + swap];
    const b = state[2 * lane + 1 - swap];
    const left = count & 31;
    // Shifted by 31 - left and then by one: a shift by 32 would be none.
    moved[target] = (a << left) | ((b >>> (31 - left)) >>> 1);
    moved[target + 1] = (b << left) | ((a >>> (31 - left)) >>> 1);
  }
}

function chi() {
  for (let half = 0; half < 50; half += half % 10 === 0 ? 1 : 9) {
    const a = moved[half];
    const b = moved[half + 2];
    const c = moved[half + 4];
    const d = moved[half + 6];
    const e = moved[half + 8];
    state[half] = a ^ (~b & c);
    state[half + 2] = b ^ (~c & d);
    state[half + 4] = c ^ (~d & e);
    state[half + 6] = d ^ (~e & a);
    state[half + 8] = e ^ (~a & b);
  }
}

const last = new Uint8Array(RATE);

/** The 32-byte hash of these bytes. */
export function keccak256(bytes) {
  state.fill(0);
  const whole = bytes.length - (bytes.length % RATE);
  for (let at = 0; at < whole; at += RATE) {
    absorb(bytes, at);
  }
  last.fill(0);
  for (let at = whole; at < bytes.length; at++) {
    last[at - whole] = bytes[at];
  }
  last[bytes.length - whole] = 0x01;
  last[RATE - 1] |= 0x80;
  absorb(last, 0);
  return stateBytes.slice(0, 32);
}

/** Lanes are little-endian, as are the machines Node runs on. */
function absorb(bytes, start) {
  for (let i = 0; i < RATE / 4; i++) {
    const at = start + 4 * i;
    state[i] ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
  }
  permute();
}
