// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Verifier of RFC 9591 FROST(secp256k1, SHA-256) signatures over a 32-byte message
/// @notice Checks `z*G - c*P = R` with one `ecrecover`: called with hash `-z*P.x`, r `P.x` and s `-c*P.x`, the precompile
/// returns the address of `z*G - c*P`. The challenge `c` is RFC 9591's H2 over both compressed points and the message.
/// @dev Memory is laid out by hand to keep a verification under 5k gas. `FrostReference` says the same in plain
/// Solidity; the tests hold the two against each other.
library FrostVerifier {
  /// @notice Order of the group.
  uint256 internal constant GROUP_ORDER =
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

  /// @notice Prime of the coordinate field.
  uint256 internal constant FIELD_PRIME =
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F;

  /// @dev "FROST-secp256k1-SHA256-v1chal" and its length 29: the domain tag of H2 as expand_message_xmd appends it.
  bytes32 private constant TAG = "FROST-secp256k1-SHA256-v1chal\x1d";

  /// @notice Whether a key can be used: it is a point of the curve, and `ecrecover` takes its x coordinate as `r`.
  /// Call this once when a key is installed; `verify` relies on it.
  function isUsableKey(uint256 keyX, uint8 keyParity) internal view returns (bool) {
    if (keyX == 0 || keyX >= GROUP_ORDER || keyParity > 1) {
      return false;
    }
    uint256 ySquared =
      addmod(mulmod(mulmod(keyX, keyX, FIELD_PRIME), keyX, FIELD_PRIME), 7, FIELD_PRIME);
    // p = 3 mod 4: a square has the root ySquared^((p+1)/4).
    (bool done, bytes memory root) = address(5).staticcall(
      abi.encode(32, 32, 32, ySquared, (FIELD_PRIME + 1) / 4, FIELD_PRIME)
    );
    uint256 y = abi.decode(root, (uint256));
    return done && mulmod(y, y, FIELD_PRIME) == ySquared;
  }

  /// @notice Whether (`rx`, `ry`, `z`) signs `message` under a usable key.
  /// @param keyX x coordinate of the group key, checked by `isUsableKey` before.
  /// @param keyParity Parity of the group key's y coordinate.
  /// @param message The 32 bytes signed: an EIP-712 digest, never raw data.
  /// @param rx x coordinate of the signature's group commitment.
  /// @param ry y coordinate of the signature's group commitment.
  /// @param z The signature's scalar; only the representative below the group order is taken.
  function verify(
    uint256 keyX,
    uint8 keyParity,
    bytes32 message,
    uint256 rx,
    uint256 ry,
    uint256 z
  ) internal view returns (bool) {
    if (z == 0 || z >= GROUP_ORDER || rx >= FIELD_PRIME || ry >= FIELD_PRIME) {
      return false;
    }
    uint256 c = challenge(keyX, keyParity, message, rx, ry);
    if (c == 0) {
      return false;
    }
    address recovered;
    address expected;
    assembly ("memory-safe") {
      let free := mload(0x40)
      mstore(free, sub(GROUP_ORDER, mulmod(z, keyX, GROUP_ORDER)))
      mstore(add(free, 0x20), add(27, keyParity))
      mstore(add(free, 0x40), keyX)
      mstore(add(free, 0x60), sub(GROUP_ORDER, mulmod(c, keyX, GROUP_ORDER)))
      mstore(0x00, 0)
      // On failure the precompile writes nothing and the zero above stays.
      pop(staticcall(gas(), 1, free, 0x80, 0x00, 0x20))
      recovered := mload(0x00)
      mstore(0x00, rx)
      mstore(0x20, ry)
      expected := and(keccak256(0x00, 0x40), 0xffffffffffffffffffffffffffffffffffffffff)
    }
    return recovered != address(0) && recovered == expected;
  }

  /// @notice RFC 9591's H2 over `R || P || message`: expand_message_xmd(SHA-256) to 48 bytes, reduced modulo the group order.
  function challenge(uint256 keyX, uint8 keyParity, bytes32 message, uint256 rx, uint256 ry)
    internal
    view
    returns (uint256 c)
  {
    bytes32 tag = TAG;
    assembly ("memory-safe") {
      let free := mload(0x40)
      // b0 = H(64 zero bytes | R compressed | P compressed | message | 0x0030 | 0x00 | tag): 195 bytes.
      mstore(free, 0)
      mstore(add(free, 0x20), 0)
      mstore8(add(free, 64), add(2, and(ry, 1)))
      mstore(add(free, 65), rx)
      mstore8(add(free, 97), add(2, keyParity))
      mstore(add(free, 98), keyX)
      mstore(add(free, 130), message)
      mstore(add(free, 162), shl(232, 0x003000))
      mstore(add(free, 165), tag)
      let done := staticcall(gas(), 2, free, 195, 0x00, 0x20)
      let b0 := mload(0x00)
      // b1 = H(b0 | 0x01 | tag); b2 = H(b0 xor b1 | 0x02 | tag): 63 bytes each.
      mstore(free, b0)
      mstore8(add(free, 32), 1)
      mstore(add(free, 33), tag)
      done := and(done, staticcall(gas(), 2, free, 63, 0x00, 0x20))
      let b1 := mload(0x00)
      mstore(free, xor(b0, b1))
      mstore8(add(free, 32), 2)
      done := and(done, staticcall(gas(), 2, free, 63, 0x00, 0x20))
      // The first 48 bytes of b1 | b2 as one number. A precompile that ran out of gas leaves c at 0: refused.
      if done {
        c := addmod(
          mulmod(b1, 0x100000000000000000000000000000000, GROUP_ORDER),
          shr(128, mload(0x00)),
          GROUP_ORDER
        )
      }
    }
  }
}
