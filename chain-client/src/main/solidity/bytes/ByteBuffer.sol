// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A growing run of bytes in memory
/// @notice Lens reads return up to hundreds of kilobytes; `bytes.concat` in a loop would copy them again at each step.
/// @dev The tests hold `append` against `bytes.concat`.
library ByteBuffer {
  /// @notice The bytes so far: the first `length` of `store`.
  struct Buffer {
    bytes store;
    uint256 length;
  }

  /// @notice An empty buffer.
  function create(uint256 capacity) internal pure returns (Buffer memory buffer) {
    buffer.store = new bytes(capacity);
  }

  /// @notice Appends `piece`; the capacity doubles when it does not fit.
  function append(Buffer memory buffer, bytes memory piece) internal pure {
    _append(buffer, piece, piece.length);
  }

  /// @notice Appends what another buffer holds.
  function appendBuffer(Buffer memory buffer, Buffer memory piece) internal pure {
    _append(buffer, piece.store, piece.length);
  }

  /// @notice The bytes appended so far. The buffer must not be used after this.
  function take(Buffer memory buffer) internal pure returns (bytes memory result) {
    result = buffer.store;
    uint256 length = buffer.length;
    assembly ("memory-safe") {
      mstore(result, length)
    }
  }

  function _append(Buffer memory buffer, bytes memory piece, uint256 length) private pure {
    uint256 end = buffer.length + length;
    if (end > buffer.store.length) {
      bytes memory larger = new bytes(2 * end);
      _copy(larger, 0, buffer.store, buffer.length);
      buffer.store = larger;
    }
    _copy(buffer.store, buffer.length, piece, length);
    buffer.length = end;
  }

  function _copy(bytes memory target, uint256 offset, bytes memory source, uint256 length)
    private
    pure
  {
    assembly ("memory-safe") {
      mcopy(add(add(target, 0x20), offset), add(source, 0x20), length)
    }
  }
}
