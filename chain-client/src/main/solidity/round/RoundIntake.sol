// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FrostVerifier} from "../signature/FrostVerifier.sol";
import {LoadlineTypes} from "./LoadlineTypes.sol";
import {PackedHead} from "./PackedHead.sol";
import {PackedRound} from "./PackedRound.sol";
import {RoundStore} from "./RoundStore.sol";
import {FirstKey, Pin, Report, Round} from "./RoundTypes.sol";

/// @title Intake of signed rounds
/// @notice Takes any report that the group key signed: in rising height, not stale, and only if it has read this chain. Who
/// submits does not matter.
abstract contract RoundIntake is RoundStore {
  uint256 private constant MAX_OPERATORS = 64;
  /// @dev The report is the first argument of `submitRound`: ten words behind the selector.
  uint256 private constant REPORT_BYTES = 320;

  constructor(address[] memory genesisOperators) {
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
    for (uint256 i = 0; i < ROUNDS_KEPT; i++) {
      _rounds[i] = Kept(bytes32(uint256(1)), PackedRound.pack(type(uint64).max, 0, 0, 0));
    }
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
    if (height >= PackedHead.expiresAtHeight(head)) {
      head = _changeKey(height, head);
    }
    head = PackedHead.withBreaker(head, report.breakerState);
    bytes32 digest = _requireSigned(report, head, rx, ry, z);
    _head = PackedHead.advance(head, height, ownPinBlock, validityEnd);
    _keep(report, height, ownPinBlock, validityEnd, digest);
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

  function _refuseHeight(uint64 given, uint256 head) private view {
    if (PackedHead.validityEnd(head) == 0) {
      revert HeightOutsideKey(given, _validFromHeight, PackedHead.expiresAtHeight(head));
    }
    revert HeightNotRising(given, PackedHead.height(head));
  }

  /// @dev The announced key comes into force with the first round at its height that is brought here.
  function _changeKey(uint64 height, uint256 head) private returns (uint256) {
    FirstKey memory next = _nextKey;
    if (
      next.validFromHeight == 0 || block.timestamp < _nextKeyTime || height >= next.expiresAtHeight
    ) {
      revert HeightOutsideKey(height, _validFromHeight, PackedHead.expiresAtHeight(head));
    }
    _groupKeyX = next.groupKeyX;
    _rulesHash = next.rulesHash;
    _committee = next.committee;
    _validFromHeight = next.validFromHeight;
    delete _nextKey;
    emit KeyChanged(
      next.keyEpoch,
      next.committee,
      next.groupKeyX,
      next.groupKeyParity,
      next.rulesHash,
      next.validFromHeight,
      next.expiresAtHeight
    );
    return PackedHead.change(head, next.expiresAtHeight, next.keyEpoch, next.groupKeyParity);
  }

  function _requireSigned(
    Report calldata report,
    uint256 head,
    uint256 rx,
    uint256 ry,
    uint256 z
  ) private view returns (bytes32 digest) {
    if (report.keyEpoch != PackedHead.keyEpoch(head)) {
      revert WrongKeyEpoch(report.keyEpoch, PackedHead.keyEpoch(head));
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
}
