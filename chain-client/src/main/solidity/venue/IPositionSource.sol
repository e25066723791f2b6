// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What a venue shows to the oracle
/// @notice Packed, fixed-width, big-endian bytes (docs/formats.md section 4); read at a pinned block.
interface IPositionSource {
  /// @notice Number of instruments. Instrument 0 is the venue's cash; numbers are never reused.
  function instrumentCount() external view returns (uint256);

  /// @notice Instruments `from` to `from + count`, as far as there are: `bytes32 id | uint8 kind | bytes16 asset | uint64
  /// expiry | uint128 strikeE8` each.
  function readInstruments(uint256 from, uint256 count) external view returns (bytes memory);

  /// @notice Positions by account id: `uint16 n`, then n times `uint32 instrumentIndex | int128 quantityE18`, index rising,
  /// zero quantities left out.
  function readPositions(bytes32[] calldata accounts) external view returns (bytes memory);
}
