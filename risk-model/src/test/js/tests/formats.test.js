import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abiEncode } from '../abi.js';
import { bytesOfHex, hex } from '../bytes.js';
import { domainSeparator, hashStruct, typedDigest } from '../eip712.js';
import { keccak256 } from '../keccak.js';
import { leafHash, merkleProof, merkleRoot } from '../merkle.js';
import { vectors } from './vectors.js';

const formats = vectors('formats');
const networkId = bytesOfHex(formats.domain.salt);
const hash = (bytes) => `0x${hex(bytes)}`;

/** A value of the vectors as the type says. */
function parsed(type, text) {
  if (type.endsWith('[]')) {
    return text.map((item) => parsed(type.slice(0, -2), item));
  }
  return type === 'bool' || type === 'string' ? text : type.startsWith('uint') ? BigInt(text) : bytesOfHex(text);
}

test('the network id is the struct hash of the genesis', () => {
  const type =
    'Genesis(bytes32 random,uint64 anchorChainId,uint64 anchorBlockNumber,bytes32 anchorBlockHash,address[] operators)';
  assert.equal(hash(hashStruct(type, messageOf(type, formats.genesis))), formats.genesis.networkId);
});

test('the domain and all messages hash as the vectors say', () => {
  assert.equal(hash(domainSeparator(networkId)), formats.domain.separator);
  for (const { type, message, structHash, digest } of Object.values(formats.messages)) {
    assert.equal(hash(hashStruct(type, messageOf(type, message))), structHash);
    assert.equal(hash(typedDigest(networkId, type, messageOf(type, message))), digest);
  }
});

function messageOf(type, texts) {
  const members = type.slice(type.indexOf('(') + 1, -1).split(',').map((member) => member.split(' '));
  return Object.fromEntries(members.map(([memberType, name]) => [name, parsed(memberType, texts[name])]));
}

test('account and instrument ids are those of the vectors', () => {
  const account = ['uint64 homeChainId', 'address gcm', 'address owner', 'uint32 subAccount'];
  const instrument = ['uint64 chainId', 'address venue', 'uint8 kind', 'bytes16 assetBytes16', 'uint64 expiry', 'uint128 strikeE8'];
  checkIds(formats.accountIds, account);
  checkIds(formats.instrumentIds, instrument);
});

function checkIds(rows, members) {
  const types = members.map((member) => member.split(' ')[0]);
  for (const row of rows) {
    const values = members.map((member) => parsed(member.split(' ')[0], row[member.split(' ')[1]]));
    assert.equal(hash(keccak256(abiEncode(types, values))), row.id);
  }
}

test('leaves, roots and proofs of all trees are those of the vectors', () => {
  for (const { leafTypes, root, leaves } of [...Object.values(formats.trees), ...formats.requirementTrees]) {
    const hashes = leaves.map(({ fields }) => leafHash(leafTypes, fields.map((text, i) => parsed(leafTypes[i], text))));
    assert.equal(hash(merkleRoot(hashes)), root);
    leaves.forEach((leaf, i) => {
      assert.equal(hash(hashes[i]), leaf.hash);
      assert.deepEqual(merkleProof(hashes, i).map(hash), leaf.proof);
    });
  }
});

test('the root of no leaves is zero', () => {
  assert.equal(hash(merkleRoot([])), `0x${'00'.repeat(32)}`);
});

test('keccak256 hashes inputs around its block length', () => {
  assert.equal(hash(keccak256(Buffer.alloc(0))), '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470');
  assert.equal(hash(keccak256(Buffer.from('abc'))), '0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45');
  const lengths = [135, 136, 137].map((length) => hash(keccak256(Buffer.alloc(length, 0x61))));
  assert.deepEqual(lengths, [
    '0x34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446',
    '0xa6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e',
    '0xd869f639c7046b4929fc92a4d988a8b22c55fbadb802c0c66ebcd484f1915f39',
  ]);
});
