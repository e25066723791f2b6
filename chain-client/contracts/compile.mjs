// Compiles the contracts with the pinned npm solc and writes ABI, bytecode and a fingerprint of what they were made from into
// the resources. With --check it writes nothing and fails if what is checked in differs.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const solc = createRequire(import.meta.url)('solc');
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sourceRoot = join(root, 'src/main/solidity');
const outputRoot = join(root, 'src/main/resources/io/loadline/chain/contracts');

// What users deploy or call; everything else is part of these.
const PUBLISHED = [
  'GeneralizedCollateralManager', 'OperatorRegistry', 'MarketFeed', 'PerpetualsVenue', 'OptionsVenue', 'CollateralToken',
  'IPositionSource', 'IRiskGuard',
];
// Contracts in two halves: the second runs on the first's storage, and its functions are part of the first's ABI.
const HALVES = { GeneralizedCollateralManager: 'ManagerServices' };
const CODE_LIMIT_BYTES = 24576;
const INIT_CODE_LIMIT_BYTES = 49152;

const slashed = (path) => relative(root, path).split(sep).join('/');
const files = readdirSync(sourceRoot, { recursive: true })
  .filter((name) => name.endsWith('.sol'))
  .map((name) => slashed(join(sourceRoot, name)))
  .sort();

// ContractArtifactsTest computes the same: sources, settings and the pinned versions of compiler and libraries, by path.
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of [...files, 'contracts/settings.json', 'package.json'].sort()) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

function compile() {
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(files.map((path) => [path, { content: readFileSync(join(root, path), 'utf8') }])),
    settings: {
      ...JSON.parse(readFileSync(join(root, 'contracts/settings.json'), 'utf8')),
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'storageLayout'] } },
    },
  };
  const read = (path) => ({ contents: readFileSync(join(root, path), 'utf8') });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read }));
  // 2394 warns of transient storage in general; OpenZeppelin's guard clears it at the end of each call.
  const problems = (output.errors ?? []).filter((problem) => problem.errorCode !== '2394');
  problems.forEach((problem) => console.error(problem.formattedMessage));
  if (problems.length > 0) {
    throw new Error(`solc reports ${problems.length} errors or warnings`);
  }
  return output.contracts;
}

function size(name, contract) {
  const code = contract.evm.deployedBytecode.object.length / 2;
  const creation = contract.evm.bytecode.object.length / 2;
  if (code > CODE_LIMIT_BYTES || creation > INIT_CODE_LIMIT_BYTES) {
    throw new Error(`${name} has ${code} bytes of code, ${creation} to create it; limits ${CODE_LIMIT_BYTES}, ${INIT_CODE_LIMIT_BYTES}`);
  }
  console.log(`${name}: ${code} bytes of code`);
}

function layout(contract) {
  return contract.storageLayout.storage.map((each) => `${each.slot} ${each.offset} ${each.type} ${each.label}`);
}

// The ABI of both halves together. They must agree on where everything is stored.
function wholeAbi(name, first, contracts) {
  const second = Object.values(contracts).map((each) => each[HALVES[name]]).find((each) => each);
  size(HALVES[name], second);
  if (layout(first).join() !== layout(second).join()) {
    throw new Error(`${name} and ${HALVES[name]} store differently:\n${layout(first).join('\n')}\n--\n${layout(second).join('\n')}`);
  }
  const known = new Set(first.abi.map((entry) => JSON.stringify(entry)));
  return [...first.abi, ...second.abi.filter((entry) => entry.type !== 'constructor' && !known.has(JSON.stringify(entry)))];
}

function artifacts() {
  const result = new Map();
  const compiled = compile();
  for (const [path, contracts] of Object.entries(compiled)) {
    for (const [name, contract] of Object.entries(contracts)) {
      if (path.startsWith('src/') && PUBLISHED.includes(name)) {
        const bytecode = contract.evm.bytecode.object;
        size(name, contract);
        const abi = HALVES[name] ? wholeAbi(name, contract, compiled) : contract.abi;
        const artifact = { contractName: name, abi, bytecode: bytecode ? `0x${bytecode}` : null };
        result.set(`${name}.json`, `${JSON.stringify(artifact, null, 1)}\n`);
      }
    }
  }
  const missing = PUBLISHED.filter((name) => !result.has(`${name}.json`));
  if (missing.length > 0) {
    throw new Error(`not compiled: ${missing.join(', ')}`);
  }
  const names = [...result.keys()].sort();
  const digests = names.map((name) => `${createHash('sha256').update(result.get(name)).digest('hex')}  ${name}\n`);
  result.set('artifacts.sha256', `${fingerprint()}  sources\n${digests.join('')}`);
  return result;
}

const made = artifacts();
if (process.argv.includes('--check')) {
  const there = existsSync(outputRoot) ? readdirSync(outputRoot) : [];
  const different = [...new Set([...made.keys(), ...there])].filter(
    (name) => !there.includes(name) || readFileSync(join(outputRoot, name), 'utf8') !== made.get(name),
  );
  if (different.length > 0) {
    console.error(`The checked-in contract artifacts differ from what the sources compile to: ${different.join(', ')}.`);
    console.error('Run `npm run compile` in chain-client and commit the result.');
    process.exit(1);
  }
  console.log('The checked-in contract artifacts are what the sources compile to.');
} else {
  rmSync(outputRoot, { recursive: true, force: true });
  mkdirSync(outputRoot, { recursive: true });
  made.forEach((text, name) => writeFileSync(join(outputRoot, name), text));
  console.log(`Wrote ${made.size} files to ${slashed(outputRoot)}`);
}
