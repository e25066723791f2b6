// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CommitteeVotes} from "./CommitteeVotes.sol";
import {LoadlineTypes} from "./LoadlineTypes.sol";
import {PackedHead} from "./PackedHead.sol";
import {CommitteeMembers, Pin, Report} from "./RoundTypes.sol";

/// @title Rounds by commit certificate, when the group no longer signs
/// @notice A round is decided by a quorum of COMMIT votes before it is signed. When no round has been valid for a day, those votes
/// are accepted in place of the signature: whoever lost key shares has not lost the vault. It costs a signature check for each
/// member, and ends with the next round that the group signs.
abstract contract CertifiedRounds is CommitteeVotes {
  /// @notice The network still signs, or stopped too short a time ago.
  error NetworkAlive(uint256 time, uint256 aliveUntil);

  /// @notice Certificates count from this long after the newest round's validity has ended.
  uint64 public constant CERTIFICATE_AFTER_SECONDS = 1 days;

  /// @notice Accepts a round by its COMMIT votes. Everything else is checked as in `submitRound`, but for the key's expiry.
  /// @param report What the committee decided.
  /// @param round The agreement's round in which it was decided.
  /// @param members The committee in force.
  /// @param signatures Members' COMMIT votes, by rising signer; at least the threshold.
  /// @param pin This chain's pin.
  /// @param pinProof Merkle proof of `pin` under `report.pinsRoot`.
  function submitCertified(
    Report calldata report,
    uint32 round,
    CommitteeMembers calldata members,
    bytes[] calldata signatures,
    Pin calldata pin,
    bytes32[] calldata pinProof
  ) external {
    _requireDue(report);
    bytes32 digest = LoadlineTypes.digest(domainSeparator, LoadlineTypes.hash(report));
    bytes32 vote = LoadlineTypes.hashCommit(_committee, report.height, round, digest);
    _requireVotes(
      members, LoadlineTypes.digest(domainSeparator, vote), signatures, members.threshold
    );
    _accept(
      report,
      _requireOwnPin(pin, pinProof, report.pinsRoot, PackedHead.ownPinBlock(_head)),
      digest
    );
  }

  function _accept(Report calldata report, uint64 ownPinBlock, bytes32 digest) private {
    _certifiedHeight = report.height;
    uint256 head = PackedHead.withBreaker(_head, report.breakerState);
    _head = PackedHead.advance(head, report.height, ownPinBlock, report.validityEnd);
    _keep(report, report.height, ownPinBlock, report.validityEnd, digest);
  }

  function _requireDue(Report calldata report) private view {
    uint256 head = _head;
    _requireSilence(head);
    if (report.height <= PackedHead.height(head)) {
      revert HeightNotRising(report.height, PackedHead.height(head));
    }
    if (report.validityEnd <= block.timestamp) {
      revert ReportExpired(report.validityEnd, block.timestamp);
    }
    if (report.keyEpoch != PackedHead.keyEpoch(head)) {
      revert WrongKeyEpoch(report.keyEpoch, PackedHead.keyEpoch(head));
    }
    if (report.rulesHash != _rulesHash) {
      revert WrongRules(report.rulesHash, _rulesHash);
    }
  }

  /// @dev After the first certificate the next ones follow without waiting, until the group signs again.
  function _requireSilence(uint256 head) private view {
    uint256 aliveUntil = PackedHead.validityEnd(head);
    if (aliveUntil == 0) {
      revert NetworkAlive(block.timestamp, type(uint256).max);
    }
    aliveUntil += CERTIFICATE_AFTER_SECONDS;
    if (PackedHead.height(head) != _certifiedHeight && block.timestamp < aliveUntil) {
      revert NetworkAlive(block.timestamp, aliveUntil);
    }
  }
}
