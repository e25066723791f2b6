// EIP-712 for messages of one struct, without nested structs.

import { abiEncode } from './abi.js';
import { concat } from './bytes.js';
import { keccak256 } from './keccak.js';

const utf8 = (text) => Buffer.from(text, 'utf8');

const DOMAIN = 'EIP712Domain(string name,string version,bytes32 salt)';
const PREFIX = Buffer.of(0x19, 0x01);

/** The hash of a message of this type, for example `KeyTest(bytes32 firstKey)`, with its fields by name. */
export function hashStruct(type, message) {
  const members = type.slice(type.indexOf('(') + 1, -1).split(',');
  const types = ['bytes32'];
  const values = [keccak256(utf8(type))];
  for (const member of members) {
    const [memberType, name] = member.split(' ');
    const dynamic = memberType === 'string' || memberType.endsWith('[]');
    types.push(dynamic ? 'bytes32' : memberType);
    values.push(dynamic ? hashOfDynamic(memberType, message[name]) : message[name]);
  }
  return keccak256(abiEncode(types, values));
}

function hashOfDynamic(type, value) {
  if (type === 'string') {
    return keccak256(utf8(value));
  }
  const item = type.slice(0, -2);
  return keccak256(abiEncode(value.map(() => item), value));
}

/** The separator of the one domain of a network. */
export const domainSeparator = (networkId) =>
  hashStruct(DOMAIN, { name: 'Loadline', version: '1', salt: networkId });

/** What is signed. */
export const typedDigest = (networkId, type, message) =>
  keccak256(concat(PREFIX, domainSeparator(networkId), hashStruct(type, message)));
