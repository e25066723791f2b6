// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a round says; the group signs its EIP-712 digest (docs/formats.md section 2).
/// @param keyEpoch Epoch of the group key that signs.
/// @param height The round's height; contracts accept rising heights only, gaps are legal.
/// @param rulesHash Hash of the rules the round was computed by.
/// @param pinsRoot Root over the pinned block of every chain.
/// @param snapshotHash Hash of the canonical snapshot.
/// @param sectionsRoot Root over the report's named sections.
/// @param breakerState The network's breaker state.
/// @param previousReport Digest of the report this one names as previous, or zero.
/// @param anchorTime Time of the anchor block, unix seconds.
/// @param validityEnd From this time on the round is worth nothing, unix seconds.
struct Report {
  uint64 keyEpoch;
  uint64 height;
  bytes32 rulesHash;
  bytes32 pinsRoot;
  bytes32 snapshotHash;
  bytes32 sectionsRoot;
  uint8 breakerState;
  bytes32 previousReport;
  uint64 anchorTime;
  uint64 validityEnd;
}

/// @notice One chain's pinned block: a leaf under `Report.pinsRoot`.
struct Pin {
  uint64 chainId;
  uint64 blockNumber;
  bytes32 blockHash;
  uint64 blockTime;
}

/// @notice The first group key and the rules it starts with, signed by a quorum of the genesis operators.
/// @param keyEpoch Epoch of the key.
/// @param groupKeyX x coordinate of the group key.
/// @param groupKeyParity Parity of its y coordinate.
/// @param committee Hash of the committee that holds the key's shares.
/// @param rulesHash Rules in force.
/// @param validFromHeight First height the key may sign.
/// @param expiresAtHeight First height the key may sign no more.
struct FirstKey {
  uint64 keyEpoch;
  uint256 groupKeyX;
  uint8 groupKeyParity;
  bytes32 committee;
  bytes32 rulesHash;
  uint64 validFromHeight;
  uint64 expiresAtHeight;
}

/// @notice What the digest of a committee was made from, as far as the contract does not know it (docs/formats.md section 1).
/// @param threshold Signatures that decide.
/// @param identities Members' identity addresses, in member order.
/// @param publicShares Their public key shares, SEC1 compressed, in member order.
struct CommitteeMembers {
  uint32 threshold;
  address[] identities;
  bytes[] publicShares;
}

/// @notice An accepted round as the contract keeps it.
/// @param sectionsRoot Root over the report's sections.
/// @param height The round's height.
/// @param ownPinBlock Number of this chain's block that the round has read.
/// @param validityEnd Unix seconds from which the round is worth nothing.
/// @param breakerState The network's breaker state.
struct Round {
  bytes32 sectionsRoot;
  uint64 height;
  uint64 ownPinBlock;
  uint64 validityEnd;
  uint8 breakerState;
}

/// @notice An account's margin requirement: a leaf of section `requirements`.
struct RequirementLeaf {
  bytes32 account;
  address gcm;
  uint128 initialE6;
  uint128 maintenanceE6;
  uint128 isolatedE6;
  uint32 flags;
}

/// @notice A collateral token's price and haircuts: a leaf of section `collateral`.
struct CollateralLeaf {
  uint64 chainId;
  address token;
  uint8 decimals;
  uint128 priceE8;
  uint32 haircutImE9;
  uint32 haircutMmE9;
}

/// @notice What one unit of an instrument can add to a requirement: a leaf of section `bounds`.
struct BoundLeaf {
  bytes32 instrument;
  uint128 markE6;
  uint128 buyE6;
  uint128 sellE6;
  uint128 lotE18;
}

/// @notice What an account may use at a guard on another chain: a leaf of section `creditLines`.
struct CreditLineLeaf {
  bytes32 account;
  uint64 guardChainId;
  address guard;
  uint128 amountE6;
  uint64 provenHeight;
}
