// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What users sign for one contract on one chain
/// @notice The usual EIP-712 domain, unlike the network's own (`LoadlineTypes`): name `Loadline GCM`, version `1`, chain, contract.
library UserOrders {
  bytes32 internal constant DOMAIN_TYPE = keccak256(
    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
  );
  bytes32 internal constant ACCEPT_LINK_TYPE =
    keccak256("AcceptLink(uint64 homeChainId,address homeGcm,uint32 subAccount,address holder)");

  /// @notice Digest of an order to this contract on the present chain.
  function digest(bytes32 structHash) internal view returns (bytes32) {
    bytes32 domain = keccak256(
      abi.encode(
        DOMAIN_TYPE, keccak256("Loadline GCM"), keccak256("1"), block.chainid, address(this)
      )
    );
    return keccak256(abi.encodePacked(hex"1901", domain, structHash));
  }

  /// @notice Digest by which an account's owner lets a holder serve it at this guard.
  function acceptLink(uint64 homeChainId, address homeGcm, uint32 subAccount, address holder)
    internal
    view
    returns (bytes32)
  {
    return
      digest(keccak256(abi.encode(ACCEPT_LINK_TYPE, homeChainId, homeGcm, subAccount, holder)));
  }
}
