// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FrostVerifier} from "../signature/FrostVerifier.sol";
import {CommitteeVotes} from "./CommitteeVotes.sol";
import {LoadlineTypes} from "./LoadlineTypes.sol";
import {PackedHead} from "./PackedHead.sol";
import {CommitteeMembers, FirstKey} from "./RoundTypes.sol";

/// @title Changes of key, committee and rules
/// @notice Announced under the key in force, with a test signature of the key to come; in force from a height on, not before a
/// delay has passed, unless enough members of the committee object. The same key and epoch with another committee is
/// what a reshare announces; with other rules, what an activation does.
abstract contract KeyChanges is CommitteeVotes {
  /// @notice A change waits already.
  error ChangePending(uint64 validFromHeight);
  /// @notice No such change waits.
  error NoSuchChange(bytes32 given);
  /// @notice The epoch neither stays, with the same key, nor rises.
  error EpochNotRising(uint64 given, uint64 installed);
  /// @notice The change would start too early, or leave heights that no key may sign.
  error BadStart(uint64 validFromHeight, uint64 newestHeight, uint64 expiresAtHeight);

  /// @notice A change was announced. The key in force expires where the next begins.
  event KeyAnnounced(
    bytes32 indexed keyChange,
    uint64 indexed keyEpoch,
    bytes32 indexed committee,
    uint256 groupKeyX,
    uint8 groupKeyParity,
    bytes32 rulesHash,
    uint64 validFromHeight,
    uint64 expiresAtHeight,
    uint64 notBefore
  );
  /// @notice The committee took an announced change back.
  event KeyVetoed(bytes32 indexed keyChange);

  /// @notice A change comes into force no sooner than this after it was announced here.
  uint64 public constant KEY_DELAY_SECONDS = 1 days;

  /// @notice Announces a change. Anyone may send it.
  /// @param key The key, committee and rules to come, and the heights they are for.
  /// @param signature Signature of the key in force over `KeyChange`: x and y of R, and z.
  /// @param test Signature of the key to come over `KeyTest(hashStruct(KeyChange))`.
  function announceKey(
    FirstKey calldata key,
    uint256[3] calldata signature,
    uint256[3] calldata test
  ) external {
    uint256 head = _head;
    if (head == 0) {
      revert NoKeyInstalled();
    }
    if (_nextKey.validFromHeight != 0) {
      revert ChangePending(_nextKey.validFromHeight);
    }
    _requirePlausible(key, head);
    bytes32 keyChange = LoadlineTypes.hashKeyChange(key);
    _requireGroup(
      _groupKeyX,
      PackedHead.parity(head),
      LoadlineTypes.digest(domainSeparator, keyChange),
      signature
    );
    _requireGroup(
      key.groupKeyX,
      key.groupKeyParity,
      LoadlineTypes.digest(domainSeparator, LoadlineTypes.hashKeyTest(keyChange)),
      test
    );
    uint64 notBefore = uint64(block.timestamp) + KEY_DELAY_SECONDS;
    _nextKey = key;
    _nextKeyTime = notBefore;
    _expiryBefore = PackedHead.expiresAtHeight(head);
    _head = PackedHead.expireAt(head, key.validFromHeight);
    emit KeyAnnounced(
      keyChange,
      key.keyEpoch,
      key.committee,
      key.groupKeyX,
      key.groupKeyParity,
      key.rulesHash,
      key.validFromHeight,
      key.expiresAtHeight,
      notBefore
    );
  }

  /// @notice Takes an announced change back while it waits. So many members as include an honest one suffice: a stolen or
  /// colluding threshold of shares cannot hand the network on against them.
  /// @param members The committee in force.
  /// @param signatures Members' signatures over `KeyVeto`, by rising signer; at least members - threshold + 1.
  function vetoKey(CommitteeMembers calldata members, bytes[] calldata signatures) external {
    if (_nextKey.validFromHeight == 0) {
      revert NoSuchChange(0);
    }
    bytes32 keyChange = LoadlineTypes.hashKeyChange(_nextKey);
    _requireVotes(
      members,
      LoadlineTypes.digest(domainSeparator, LoadlineTypes.hashKeyVeto(keyChange)),
      signatures,
      members.identities.length - members.threshold + 1
    );
    delete _nextKey;
    _head = PackedHead.expireAt(_head, _expiryBefore);
    emit KeyVetoed(keyChange);
  }

  /// @notice The change that waits, and the time before which it cannot come into force; all zero if there is none.
  function nextKey() external view returns (FirstKey memory key, uint64 notBefore) {
    key = _nextKey;
    notBefore = key.validFromHeight == 0 ? 0 : _nextKeyTime;
  }

  function _requirePlausible(FirstKey calldata key, uint256 head) private view {
    if (!FrostVerifier.isUsableKey(key.groupKeyX, key.groupKeyParity)) {
      revert UnusableKey(key.groupKeyX, key.groupKeyParity);
    }
    uint64 installed = PackedHead.keyEpoch(head);
    bool same = key.groupKeyX == _groupKeyX && key.groupKeyParity == PackedHead.parity(head);
    if (key.keyEpoch < installed || (key.keyEpoch == installed && !same)) {
      revert EpochNotRising(key.keyEpoch, installed);
    }
    if (key.expiresAtHeight <= key.validFromHeight) {
      revert EmptyKeyPeriod(key.validFromHeight, key.expiresAtHeight);
    }
    uint64 newest = PackedHead.height(head);
    uint64 expiry = PackedHead.expiresAtHeight(head);
    if (key.validFromHeight <= newest || key.validFromHeight > expiry) {
      revert BadStart(key.validFromHeight, newest, expiry);
    }
  }

  function _requireGroup(uint256 x, uint8 parity, bytes32 digest, uint256[3] calldata signature)
    private
    view
  {
    if (!FrostVerifier.verify(x, parity, digest, signature[0], signature[1], signature[2])) {
      revert BadGroupSignature(digest);
    }
  }
}
