// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {FrostVerifier} from "../signature/FrostVerifier.sol";
import {LoadlineTypes} from "./LoadlineTypes.sol";
import {PackedHead} from "./PackedHead.sol";
import {RoundStore} from "./RoundStore.sol";
import {FirstKey} from "./RoundTypes.sol";

/// @title Group keys
/// @notice The first key comes once, from a quorum of the genesis operators, with a test signature of its own.
abstract contract GroupKeys is RoundStore {
  using LoadlineTypes for FirstKey;

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
    _committee = key.committee;
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

  /// @notice Digest of the committee that holds the shares of the key in force; zero before the first key.
  function committee() external view returns (bytes32) {
    return _committee;
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
}
