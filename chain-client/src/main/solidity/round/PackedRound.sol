// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A round's height, own pin, validity end and breaker state in one word
/// @notice One storage write keeps them; the compiler would touch the slot once for each field.
library PackedRound {
  /// @notice Height in bits 0 to 63, own pin in 64 to 127, validity end in 128 to 191, breaker state in 192 to 199.
  function pack(uint64 height_, uint64 ownPinBlock_, uint64 validityEnd_, uint8 breakerState_)
    internal
    pure
    returns (uint256)
  {
    return height_ | uint256(ownPinBlock_) << 64 | uint256(validityEnd_) << 128
      | uint256(breakerState_) << 192;
  }

  function height(uint256 packed) internal pure returns (uint64) {
    return uint64(packed);
  }

  function ownPinBlock(uint256 packed) internal pure returns (uint64) {
    return uint64(packed >> 64);
  }

  function validityEnd(uint256 packed) internal pure returns (uint64) {
    return uint64(packed >> 128);
  }

  function breakerState(uint256 packed) internal pure returns (uint8) {
    return uint8(packed >> 192);
  }
}
