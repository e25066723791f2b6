// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Hashes of past blocks, as far back as the chain still tells
/// @notice The last 256 blocks by opcode; the last 8,191 by the history contract of EIP-2935 where the chain has it.
library BlockHashes {
  address internal constant HISTORY = 0x0000F90827F1C53a10cb7A02335B175320002935;

  /// @notice Hash of an earlier block of this chain, or zero if it is out of reach.
  function find(uint256 blockNumber) internal view returns (bytes32) {
    bytes32 recent = blockhash(blockNumber);
    if (recent != 0 || HISTORY.code.length == 0) {
      return recent;
    }
    // The history contract reverts outside its window.
    (bool found, bytes memory answer) = HISTORY.staticcall(abi.encode(blockNumber));
    return found && answer.length == 32 ? bytes32(answer) : bytes32(0);
  }
}
