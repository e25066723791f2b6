// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What every submission checks and changes, in one word: the newest round, and what the group key may sign
/// @notice Bits: newest height 0 to 47, own pin 48 to 95, validity end 96 to 135; key's expiry height 136 to 183, key epoch
/// 184 to 239, breaker state of the newest round 240 to 247, parity 248. Heights, blocks and seconds of these widths last for thousands of years; `advance` refuses more.
library PackedHead {
  /// @notice A height, block or time does not fit.
  error OutOfRange(uint64 given);

  uint256 private constant BREAKER = uint256(type(uint8).max) << 240;
  uint256 private constant KEY = type(uint256).max << 136;
  uint256 private constant ROUND = type(uint136).max | BREAKER;

  /// @notice The head when a key is installed: no round yet, and the next height is at least `validFromHeight`.
  function install(
    uint64 validFromHeight,
    uint64 expiresAtHeight_,
    uint64 keyEpoch_,
    uint8 parity_
  ) internal pure returns (uint256) {
    return _fits(validFromHeight, 48) - 1 | _fits(expiresAtHeight_, 48) << 136
      | _fits(keyEpoch_, 56) << 184 | uint256(parity_) << 248;
  }

  /// @notice The head with another key: the newest round stays.
  function change(uint256 head, uint64 expiresAtHeight_, uint64 keyEpoch_, uint8 parity_)
    internal
    pure
    returns (uint256)
  {
    return head & ROUND | _fits(expiresAtHeight_, 48) << 136 | _fits(keyEpoch_, 56) << 184
      | uint256(parity_) << 248;
  }

  /// @notice The head with another expiry height of the same key.
  function expireAt(uint256 head, uint64 expiresAtHeight_) internal pure returns (uint256) {
    return change(head, expiresAtHeight_, keyEpoch(head), parity(head));
  }

  /// @notice The head after a round; the breaker state apart, which `withBreaker` sets.
  function advance(uint256 head, uint64 height_, uint64 ownPinBlock_, uint64 validityEnd_)
    internal
    pure
    returns (uint256)
  {
    return head & KEY | _fits(height_, 48) | _fits(ownPinBlock_, 48) << 48
      | _fits(validityEnd_, 40) << 96;
  }

  /// @notice The head with the breaker state of the round that `advance` brings.
  function withBreaker(uint256 head, uint8 breakerState_) internal pure returns (uint256) {
    return head & ~BREAKER | uint256(breakerState_) << 240;
  }

  /// @notice Breaker state of the newest round.
  function breakerState(uint256 head) internal pure returns (uint8) {
    return uint8(head >> 240);
  }

  /// @notice Newest height; before the first round the height below the key's first.
  function height(uint256 head) internal pure returns (uint64) {
    return uint48(head);
  }

  function ownPinBlock(uint256 head) internal pure returns (uint64) {
    return uint48(head >> 48);
  }

  /// @notice Validity end of the newest round; 0 before the first.
  function validityEnd(uint256 head) internal pure returns (uint64) {
    return uint40(head >> 96);
  }

  function expiresAtHeight(uint256 head) internal pure returns (uint64) {
    return uint48(head >> 136);
  }

  function keyEpoch(uint256 head) internal pure returns (uint64) {
    return uint56(head >> 184);
  }

  function parity(uint256 head) internal pure returns (uint8) {
    return uint8(head >> 248);
  }

  function _fits(uint64 value, uint256 bits) private pure returns (uint256) {
    if (value >> bits != 0) {
      revert OutOfRange(value);
    }
    return value;
  }
}
