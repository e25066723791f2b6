// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {BlockHashes} from "./BlockHashes.sol";
import {LoadlineTypes} from "./LoadlineTypes.sol";
import {PackedHead} from "./PackedHead.sol";
import {PackedRound} from "./PackedRound.sol";
import {FirstKey, Pin, Report} from "./RoundTypes.sol";

/// @title Rounds and keys of one network as they are kept, and proofs against them
/// @notice The state that `RoundIntake` and `GroupKeys` share.
abstract contract RoundStore {
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
  /// @notice An announced key came into force.
  event KeyChanged(
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

  /// @notice The network's id: struct hash of its genesis.
  bytes32 public immutable networkId;
  /// @notice EIP-712 domain separator of the network.
  bytes32 public immutable domainSeparator;

  address[] internal _operators;
  uint256 internal _groupKeyX;
  bytes32 internal _rulesHash;
  uint64 internal _validFromHeight;
  // Digest of the committee that holds the key's shares.
  bytes32 internal _committee;
  // The announced key that waits for its height; `validFromHeight` 0 if there is none.
  FirstKey internal _nextKey;
  // From when on it may come into force, and when the key before it would have expired.
  uint64 internal _nextKeyTime;
  uint64 internal _expiryBefore;
  // Newest round that came with a commit certificate instead of the group's signature.
  uint64 internal _certifiedHeight;
  // `PackedHead`; 0 before the first key.
  uint256 internal _head;
  // Filled at construction of the manager, so that every round writes over non-zero slots.
  Kept[ROUNDS_KEPT] internal _rounds;
  constructor(bytes32 network) {
    networkId = network;
    domainSeparator = LoadlineTypes.domainSeparator(network);
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

  /// @dev Breaker state of a round that is kept.
  function _breakerOf(uint64 height) internal view returns (uint8) {
    return PackedRound.breakerState(_rounds[height % ROUNDS_KEPT].packed);
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
  ) internal {
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
  function _isKept(uint256 packed, uint64 height) internal pure returns (bool) {
    return PackedRound.height(packed) == height && PackedRound.validityEnd(packed) != 0;
  }

  function _requireOwnPin(
    Pin calldata pin,
    bytes32[] calldata pinProof,
    bytes32 pinsRoot,
    uint64 newestPinBlock
  ) internal view returns (uint64 blockNumber) {
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

  /// @dev OpenZeppelin's `StandardMerkleTree` hashes a leaf twice, so that no inner node can pass as one.
  function _leafHash(bytes memory encodedFields) internal pure returns (bytes32) {
    return keccak256(abi.encode(keccak256(encodedFields)));
  }
}
