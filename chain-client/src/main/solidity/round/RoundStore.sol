// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {FrostVerifier} from "../signature/FrostVerifier.sol";
import {BlockHashes} from "./BlockHashes.sol";
import {LoadlineTypes} from "./LoadlineTypes.sol";
import {PackedHead} from "./PackedHead.sol";
import {PackedRound} from "./PackedRound.sol";
import {FirstKey, Pin, Report, Round} from "./RoundTypes.sol";

/// @title Signed rounds of one network, verified and kept
/// @notice Takes the group key once, from a quorum of the genesis operators, and from then on any report that this key
/// signed: in rising height, not stale, and only if it has read this chain. Who submits does not matter.
abstract contract RoundStore {
  using LoadlineTypes for FirstKey;

  /// @notice The genesis operators must be 1 to 64 rising, non-zero addresses.
  /// @param index Position of the first that is not.
  error BadOperators(uint256 index);
  /// @notice The first group key is set already.
  /// @param installedEpoch Its epoch.
  error KeyAlreadyInstalled(uint64 installedEpoch);
  /// @notice No group key is set yet.
  error NoKeyInstalled();
  /// @notice The group key is no point `ecrecover` can be used with.
  error UnusableKey(uint256 groupKeyX, uint8 groupKeyParity);
  /// @notice A key must be valid for at least one height.
  error EmptyKeyPeriod(uint64 validFromHeight, uint64 expiresAtHeight);
  /// @notice Too few genesis operators signed the first key.
  error TooFewSignatures(uint256 given, uint256 quorum);
  /// @notice A signature is not by a genesis operator.
  error NotAnOperator(address signer);
  /// @notice Signatures must be ordered by rising signer; this also keeps anyone from signing twice.
  error SignersNotRising(address previous, address signer);
  /// @notice The group's signature does not verify.
  /// @param digest The digest it was checked against.
  error BadGroupSignature(bytes32 digest);
  /// @notice The report is not newer than the newest accepted one.
  error HeightNotRising(uint64 given, uint64 newest);
  /// @notice The report names another key epoch.
  error WrongKeyEpoch(uint64 given, uint64 installed);
  /// @notice The key may not sign this height.
  error HeightOutsideKey(uint64 given, uint64 validFromHeight, uint64 expiresAtHeight);
  /// @notice The report was computed by other rules.
  error WrongRules(bytes32 given, bytes32 installed);
  /// @notice The report's validity has ended.
  error ReportExpired(uint64 validityEnd, uint256 time);
  /// @notice The pin is another chain's.
  error WrongChain(uint64 given, uint256 expected);
  /// @notice The pin is not in the report's pins.
  error PinNotProven(bytes32 leaf, bytes32 pinsRoot);
  /// @notice This chain's pin went back, or stands not yet in the past.
  error PinOutOfOrder(uint64 given, uint64 newest, uint256 currentBlock);
  /// @notice The pinned block is not this chain's block of that number.
  error WrongBlockHash(uint64 blockNumber, bytes32 given, bytes32 actual);
  /// @notice The round is not kept here: never accepted, or older than the last `ROUNDS_KEPT` heights.
  error UnknownRound(uint64 height);
  /// @notice A leaf is not in the section it was claimed to be in.
  error LeafNotProven(bytes32 section, bytes32 leaf);

  /// @notice The first group key is set.
  event FirstKeyInstalled(
    uint64 indexed keyEpoch,
    bytes32 indexed committee,
    uint256 groupKeyX,
    uint8 groupKeyParity,
    bytes32 rulesHash,
    uint64 validFromHeight,
    uint64 expiresAtHeight
  );
  /// @notice A round is accepted.
  /// @param height Its height.
  /// @param digest Its EIP-712 digest: what the group signed.
  /// @param previousReport Digest of the report it names as previous.
  /// @param snapshotHash Hash of its snapshot.
  /// @param sectionsRoot Root of its sections.
  /// @param ownPinBlock This chain's block that it has read.
  /// @param validityEnd When it becomes worthless, unix seconds.
  /// @param breakerState The network's breaker state.
  event RoundAccepted(
    uint64 indexed height,
    bytes32 indexed digest,
    bytes32 previousReport,
    bytes32 snapshotHash,
    bytes32 sectionsRoot,
    uint64 ownPinBlock,
    uint64 validityEnd,
    uint8 breakerState
  );

  /// @notice A group key with the heights it may sign.
  struct KeyEpoch {
    uint256 groupKeyX;
    uint64 keyEpoch;
    uint64 validFromHeight;
    uint64 expiresAtHeight;
    uint8 groupKeyParity;
    bytes32 rulesHash;
  }

  /// @dev A kept round: its root, and the other fields of `Round` in one word (`PackedRound`).
  struct Kept {
    bytes32 sectionsRoot;
    uint256 packed;
  }

  /// @notice A round can be used for proofs while its height is among the last this many.
  uint64 public constant ROUNDS_KEPT = 64;
  uint256 private constant MAX_OPERATORS = 64;
  /// @dev The report is the first argument of `submitRound`: ten words behind the selector.
  uint256 private constant REPORT_BYTES = 320;

  /// @notice The network's id: struct hash of its genesis.
  bytes32 public immutable networkId;
  /// @notice EIP-712 domain separator of the network.
  bytes32 public immutable domainSeparator;

  address[] private _operators;
  uint256 private _groupKeyX;
  bytes32 private _rulesHash;
  uint64 private _validFromHeight;
  // `PackedHead`; 0 before the first key.
  uint256 private _head;
  // Filled at construction, so that every round writes over non-zero slots.
  Kept[ROUNDS_KEPT] private _rounds;

  constructor(
    bytes32 random,
    uint64 anchorChainId,
    uint64 anchorBlockNumber,
    bytes32 anchorBlockHash,
    address[] memory genesisOperators
  ) {
    if (genesisOperators.length == 0 || genesisOperators.length > MAX_OPERATORS) {
      revert BadOperators(genesisOperators.length);
    }
    address previous;
    for (uint256 i = 0; i < genesisOperators.length; i++) {
      if (genesisOperators[i] <= previous) {
        revert BadOperators(i);
      }
      previous = genesisOperators[i];
    }
    _operators = genesisOperators;
    networkId = LoadlineTypes.networkId(
      random, anchorChainId, anchorBlockNumber, anchorBlockHash, genesisOperators
    );
    domainSeparator = LoadlineTypes.domainSeparator(networkId);
    for (uint256 i = 0; i < ROUNDS_KEPT; i++) {
      _rounds[i] = Kept(bytes32(uint256(1)), PackedRound.pack(type(uint64).max, 0, 0, 0));
    }
  }

  /// @notice Sets the first group key and the first rules. Anyone may send it; it counts once.
  /// @param key The key, its heights and the rules it starts with.
  /// @param signatures Genesis operators' signatures over `key` (65 bytes `r || s || v` each), by rising signer; at least a quorum.
  /// @param rx x coordinate of R of the group's signature over `KeyTest(hashStruct(key))`: proof that the key can sign.
  /// @param ry y coordinate of that R.
  /// @param z Scalar of that signature.
  function installFirstKey(
    FirstKey calldata key,
    bytes[] calldata signatures,
    uint256 rx,
    uint256 ry,
    uint256 z
  ) external {
    if (_head != 0) {
      revert KeyAlreadyInstalled(PackedHead.keyEpoch(_head));
    }
    if (!FrostVerifier.isUsableKey(key.groupKeyX, key.groupKeyParity)) {
      revert UnusableKey(key.groupKeyX, key.groupKeyParity);
    }
    if (key.validFromHeight == 0 || key.expiresAtHeight <= key.validFromHeight) {
      revert EmptyKeyPeriod(key.validFromHeight, key.expiresAtHeight);
    }
    bytes32 keyHash = key.hash();
    _requireQuorum(LoadlineTypes.digest(domainSeparator, keyHash), signatures);
    bytes32 test = LoadlineTypes.digest(domainSeparator, LoadlineTypes.hashKeyTest(keyHash));
    if (!FrostVerifier.verify(key.groupKeyX, key.groupKeyParity, test, rx, ry, z)) {
      revert BadGroupSignature(test);
    }
    _groupKeyX = key.groupKeyX;
    _rulesHash = key.rulesHash;
    _validFromHeight = key.validFromHeight;
    _head = PackedHead.install(
      key.validFromHeight, key.expiresAtHeight, key.keyEpoch, key.groupKeyParity
    );
    emit FirstKeyInstalled(
      key.keyEpoch,
      key.committee,
      key.groupKeyX,
      key.groupKeyParity,
      key.rulesHash,
      key.validFromHeight,
      key.expiresAtHeight
    );
  }

  /// @notice Accepts a round that the group signed. A round that was accepted before, or an older one, fails early and cheaply.
  /// @param report What the group signed.
  /// @param rx x coordinate of the signature's R.
  /// @param ry y coordinate of the signature's R.
  /// @param z The signature's scalar.
  /// @param pin This chain's pin.
  /// @param pinProof Merkle proof of `pin` under `report.pinsRoot`.
  function submitRound(
    Report calldata report,
    uint256 rx,
    uint256 ry,
    uint256 z,
    Pin calldata pin,
    bytes32[] calldata pinProof
  ) external {
    uint256 head = _head;
    if (head == 0) {
      revert NoKeyInstalled();
    }
    uint64 height = report.height;
    uint64 validityEnd = report.validityEnd;
    if (height <= PackedHead.height(head)) {
      _refuseHeight(height, head);
    }
    if (validityEnd <= block.timestamp) {
      revert ReportExpired(validityEnd, block.timestamp);
    }
    uint64 ownPinBlock =
      _requireOwnPin(pin, pinProof, report.pinsRoot, PackedHead.ownPinBlock(head));
    bytes32 digest = _requireSigned(report, height, head, rx, ry, z);
    _head = PackedHead.advance(head, height, ownPinBlock, validityEnd);
    _keep(report, height, ownPinBlock, validityEnd, digest);
  }

  /// @notice Identity addresses of the genesis operators, rising.
  function operators() external view returns (address[] memory) {
    return _operators;
  }

  /// @notice Number of genesis signatures that set the first key: `ceil(2n/3)`.
  function quorum() public view returns (uint256) {
    return (2 * _operators.length + 2) / 3;
  }

  /// @notice The group key in force; all zero before the first is set.
  function currentKey() external view returns (KeyEpoch memory) {
    uint256 head = _head;
    return KeyEpoch(
      _groupKeyX,
      PackedHead.keyEpoch(head),
      _validFromHeight,
      PackedHead.expiresAtHeight(head),
      PackedHead.parity(head),
      _rulesHash
    );
  }

  /// @notice The newest accepted round; height 0 before the first.
  function latestRound() external view returns (Round memory latest) {
    if (PackedHead.validityEnd(_head) != 0) {
      latest = roundAt(PackedHead.height(_head));
    }
  }

  /// @notice An accepted round, while it is among those kept; all zero otherwise.
  function roundAt(uint64 height) public view returns (Round memory found) {
    Kept storage kept = _rounds[height % ROUNDS_KEPT];
    uint256 packed = kept.packed;
    if (_isKept(packed, height)) {
      found = Round(
        kept.sectionsRoot,
        height,
        PackedRound.ownPinBlock(packed),
        PackedRound.validityEnd(packed),
        PackedRound.breakerState(packed)
      );
    }
  }

  /// @dev Height, own pin and validity end of the newest round; pin and end are zero before the first.
  function _newestRound() internal view returns (uint64 height, uint64 ownPin, uint64 validityEnd) {
    uint256 head = _head;
    return (PackedHead.height(head), PackedHead.ownPinBlock(head), PackedHead.validityEnd(head));
  }

  /// @dev Own pin of a kept round, or 0, which is before every block that matters.
  function _pinOf(uint64 height) internal view returns (uint64) {
    uint256 packed = _rounds[height % ROUNDS_KEPT].packed;
    return _isKept(packed, height) ? PackedRound.ownPinBlock(packed) : 0;
  }

  /// @dev Whether a round is kept and still valid.
  function _isValid(uint64 height) internal view returns (bool) {
    uint256 packed = _rounds[height % ROUNDS_KEPT].packed;
    return PackedRound.height(packed) == height
      && PackedRound.validityEnd(packed) > block.timestamp;
  }

  /// @dev Sections root of the round of that height; fails if it is not kept.
  function _requireRound(uint64 height) internal view returns (bytes32) {
    Kept storage kept = _rounds[height % ROUNDS_KEPT];
    if (!_isKept(kept.packed, height)) {
      revert UnknownRound(height);
    }
    return kept.sectionsRoot;
  }

  /// @dev Fails unless the leaf with these encoded fields is in the named section of the round.
  function _requireLeaf(
    bytes32 sectionsRoot,
    bytes32 section,
    bytes32[] calldata sectionProof,
    bytes memory encodedFields,
    bytes32[] calldata leafProof
  ) internal pure {
    bytes32 leaf = _leafHash(encodedFields);
    bytes32 sectionLeaf =
      _leafHash(abi.encode(section, MerkleProof.processProofCalldata(leafProof, leaf)));
    if (!MerkleProof.verifyCalldata(sectionProof, sectionsRoot, sectionLeaf)) {
      revert LeafNotProven(section, leaf);
    }
  }

  function _keep(
    Report calldata report,
    uint64 height,
    uint64 ownPinBlock,
    uint64 validityEnd,
    bytes32 digest
  ) private {
    uint8 breakerState = report.breakerState;
    bytes32 sectionsRoot = report.sectionsRoot;
    Kept storage kept = _rounds[height % ROUNDS_KEPT];
    kept.sectionsRoot = sectionsRoot;
    kept.packed = PackedRound.pack(height, ownPinBlock, validityEnd, breakerState);
    emit RoundAccepted(
      height,
      digest,
      report.previousReport,
      report.snapshotHash,
      sectionsRoot,
      ownPinBlock,
      validityEnd,
      breakerState
    );
  }

  /// @dev The placeholders that fill the ring at first have no validity end.
  function _isKept(uint256 packed, uint64 height) private pure returns (bool) {
    return PackedRound.height(packed) == height && PackedRound.validityEnd(packed) != 0;
  }

  function _refuseHeight(uint64 given, uint256 head) private view {
    if (PackedHead.validityEnd(head) == 0) {
      revert HeightOutsideKey(given, _validFromHeight, PackedHead.expiresAtHeight(head));
    }
    revert HeightNotRising(given, PackedHead.height(head));
  }

  function _requireOwnPin(
    Pin calldata pin,
    bytes32[] calldata pinProof,
    bytes32 pinsRoot,
    uint64 newestPinBlock
  ) private view returns (uint64 blockNumber) {
    blockNumber = pin.blockNumber;
    bytes32 blockHash = pin.blockHash;
    uint64 chainId = pin.chainId;
    if (chainId != block.chainid) {
      revert WrongChain(chainId, block.chainid);
    }
    bytes32 leaf = _leafHash(abi.encode(chainId, blockNumber, blockHash, pin.blockTime));
    if (!MerkleProof.verifyCalldata(pinProof, pinsRoot, leaf)) {
      revert PinNotProven(leaf, pinsRoot);
    }
    if (blockNumber < newestPinBlock || blockNumber >= block.number) {
      revert PinOutOfOrder(blockNumber, newestPinBlock, block.number);
    }
    bytes32 actual = BlockHashes.find(blockNumber);
    if (actual != 0 && actual != blockHash) {
      revert WrongBlockHash(blockNumber, blockHash, actual);
    }
  }

  function _requireSigned(
    Report calldata report,
    uint64 height,
    uint256 head,
    uint256 rx,
    uint256 ry,
    uint256 z
  ) private view returns (bytes32 digest) {
    if (report.keyEpoch != PackedHead.keyEpoch(head)) {
      revert WrongKeyEpoch(report.keyEpoch, PackedHead.keyEpoch(head));
    }
    if (height >= PackedHead.expiresAtHeight(head)) {
      revert HeightOutsideKey(height, _validFromHeight, PackedHead.expiresAtHeight(head));
    }
    bytes32 rulesHash = _rulesHash;
    if (report.rulesHash != rulesHash) {
      revert WrongRules(report.rulesHash, rulesHash);
    }
    digest = LoadlineTypes.digest(domainSeparator, LoadlineTypes.hashReport(msg.data[4:4 + REPORT_BYTES]));
    if (!FrostVerifier.verify(_groupKeyX, PackedHead.parity(head), digest, rx, ry, z)) {
      revert BadGroupSignature(digest);
    }
  }

  function _requireQuorum(bytes32 digest, bytes[] calldata signatures) private view {
    if (signatures.length < quorum()) {
      revert TooFewSignatures(signatures.length, quorum());
    }
    address previous;
    for (uint256 i = 0; i < signatures.length; i++) {
      address signer = ECDSA.recover(digest, signatures[i]);
      if (signer <= previous) {
        revert SignersNotRising(previous, signer);
      }
      if (!_isOperator(signer)) {
        revert NotAnOperator(signer);
      }
      previous = signer;
    }
  }

  function _isOperator(address signer) private view returns (bool) {
    for (uint256 i = 0; i < _operators.length; i++) {
      if (_operators[i] == signer) {
        return true;
      }
    }
    return false;
  }

  /// @dev OpenZeppelin's `StandardMerkleTree` hashes a leaf twice, so that no inner node can pass as one.
  function _leafHash(bytes memory encodedFields) private pure returns (bytes32) {
    return keccak256(abi.encode(keccak256(encodedFields)));
  }
}
