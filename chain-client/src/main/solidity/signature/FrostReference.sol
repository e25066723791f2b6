// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FrostVerifier} from "./FrostVerifier.sol";

/// @title RFC 9591 FROST(secp256k1, SHA-256) verification in plain Solidity, for a message of any length
/// @notice The text the hand-laid `FrostVerifier` is tested against, and the one that takes the RFC's own vector.
library FrostReference {
  bytes private constant TAG = "FROST-secp256k1-SHA256-v1chal\x1d";

  /// @notice Whether (`rx`, `ry`, `z`) signs `message` under the key.
  function verify(
    uint256 keyX,
    uint8 keyParity,
    bytes memory message,
    uint256 rx,
    uint256 ry,
    uint256 z
  ) internal view returns (bool) {
    if (!FrostVerifier.isUsableKey(keyX, keyParity)) {
      return false;
    }
    if (z == 0 || z >= FrostVerifier.GROUP_ORDER) {
      return false;
    }
    if (rx >= FrostVerifier.FIELD_PRIME || ry >= FrostVerifier.FIELD_PRIME) {
      return false;
    }
    uint256 c = challenge(keyX, keyParity, message, rx, ry);
    if (c == 0) {
      return false;
    }
    uint256 order = FrostVerifier.GROUP_ORDER;
    address recovered = ecrecover(
      bytes32(order - mulmod(z, keyX, order)),
      27 + keyParity,
      bytes32(keyX),
      bytes32(order - mulmod(c, keyX, order))
    );
    return recovered != address(0)
      && recovered == address(uint160(uint256(keccak256(abi.encode(rx, ry)))));
  }

  /// @notice H2 of RFC 9591 over `R || P || message`.
  function challenge(
    uint256 keyX,
    uint8 keyParity,
    bytes memory message,
    uint256 rx,
    uint256 ry
  ) internal pure returns (uint256) {
    bytes memory input = bytes.concat(_compressed(rx, ry & 1), _compressed(keyX, keyParity), message);
    // expand_message_xmd of RFC 9380: 64 zero bytes (SHA-256's block), two bytes of output length (48), a zero byte.
    bytes32 b0 = sha256(bytes.concat(new bytes(64), input, hex"003000", TAG));
    bytes32 b1 = sha256(bytes.concat(b0, hex"01", TAG));
    bytes32 b2 = sha256(bytes.concat(b0 ^ b1, hex"02", TAG));
    uint256 order = FrostVerifier.GROUP_ORDER;
    return addmod(mulmod(uint256(b1), 1 << 128, order), uint256(b2) >> 128, order);
  }

  function _compressed(uint256 x, uint256 parity) private pure returns (bytes memory) {
    return abi.encodePacked(uint8(2 + parity), x);
  }
}
