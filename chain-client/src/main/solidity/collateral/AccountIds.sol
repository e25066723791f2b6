// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Account identity
library AccountIds {
  /// @notice Id of an account: hash of home chain, home GCM, owner and sub-account.
  function idOf(uint256 homeChainId, address gcm, address owner, uint32 subAccount)
    internal
    pure
    returns (bytes32)
  {
    return keccak256(abi.encode(homeChainId, gcm, owner, subAccount));
  }
}
