// formats.md section 3: OpenZeppelin's StandardMerkleTree with leaves in their given order.

import { abiEncode } from './abi.js';
import { ZERO_WORD, compareBytes } from './bytes.js';
import { keccak256 } from './keccak.js';

/** Hashed twice, so that no inner node can be passed off as a leaf. */
export const leafHash = (types, fields) => keccak256(keccak256(abiEncode(types, fields)));

/** The root over leaf hashes in canonical order. */
export function merkleRoot(leaves) {
  return leaves.length === 0 ? ZERO_WORD : tree(leaves)[0];
}

/** The siblings of leaf `index`, from the leaf upwards. */
export function merkleProof(leaves, index) {
  const nodes = tree(leaves);
  const proof = [];
  for (let at = nodes.length - 1 - index; at > 0; at = (at - 1) >> 1) {
    proof.push(nodes[at % 2 === 1 ? at + 1 : at - 1]);
  }
  return proof;
}

function tree(leaves) {
  const size = 2 * leaves.length - 1;
  const nodes = new Array(size);
  leaves.forEach((leaf, i) => {
    nodes[size - 1 - i] = leaf;
  });
  for (let at = size - 1 - leaves.length; at >= 0; at--) {
    nodes[at] = parent(nodes[2 * at + 1], nodes[2 * at + 2]);
  }
  return nodes;
}

const pair = new Uint8Array(64);

function parent(a, b) {
  const inOrder = compareBytes(a, b) < 0;
  pair.set(inOrder ? a : b, 0);
  pair.set(inOrder ? b : a, 32);
  return keccak256(pair);
}
