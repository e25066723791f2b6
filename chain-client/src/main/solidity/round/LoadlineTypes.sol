// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FirstKey, Report} from "./RoundTypes.sol";

/// @title EIP-712 types of the network
/// @notice Everything the group key or an identity key signs, in one place. The domain names no chain and no contract:
/// its salt is the network id, so that one signature serves every contract of the network and none of another network.
library LoadlineTypes {
  bytes32 internal constant DOMAIN_TYPE =
    keccak256("EIP712Domain(string name,string version,bytes32 salt)");
  bytes32 internal constant GENESIS_TYPE = keccak256(
    "Genesis(bytes32 random,uint64 anchorChainId,uint64 anchorBlockNumber,bytes32 anchorBlockHash,address[] operators)"
  );
  bytes32 internal constant REPORT_TYPE = keccak256(
    "Report(uint64 keyEpoch,uint64 height,bytes32 rulesHash,bytes32 pinsRoot,bytes32 snapshotHash,bytes32 sectionsRoot,uint8 breakerState,bytes32 previousReport,uint64 anchorTime,uint64 validityEnd)"
  );
  bytes32 internal constant FIRST_KEY_TYPE = keccak256(
    "FirstKey(uint64 keyEpoch,uint256 groupKeyX,uint8 groupKeyParity,bytes32 committee,bytes32 rulesHash,uint64 validFromHeight,uint64 expiresAtHeight)"
  );
  bytes32 internal constant KEY_CHANGE_TYPE = keccak256(
    "KeyChange(uint64 keyEpoch,uint256 groupKeyX,uint8 groupKeyParity,bytes32 committee,bytes32 rulesHash,uint64 validFromHeight,uint64 expiresAtHeight)"
  );
  bytes32 internal constant KEY_VETO_TYPE = keccak256("KeyVeto(bytes32 keyChange)");
  bytes32 internal constant KEY_TEST_TYPE = keccak256("KeyTest(bytes32 firstKey)");
  bytes32 internal constant PROPOSAL_TYPE = keccak256(
    "Proposal(bytes32 committee,uint64 height,uint32 round,bytes32 digest,bytes32 observations)"
  );
  bytes32 internal constant PREPARE_TYPE =
    keccak256("Prepare(bytes32 committee,uint64 height,uint32 round,bytes32 digest)");
  bytes32 internal constant COMMIT_TYPE =
    keccak256("Commit(bytes32 committee,uint64 height,uint32 round,bytes32 digest)");
  bytes32 internal constant OBSERVATION_TYPE =
    keccak256("Observation(bytes32 committee,uint64 height,uint32 round,bytes32 body)");
  bytes32 internal constant ROUND_CHANGE_TYPE = keccak256(
    "RoundChange(bytes32 committee,uint64 height,uint32 round,bool prepared,uint32 preparedRound,bytes32 preparedDigest)"
  );

  /// @notice Network id: struct hash of the genesis.
  function networkId(
    bytes32 random,
    uint64 anchorChainId,
    uint64 anchorBlockNumber,
    bytes32 anchorBlockHash,
    address[] memory operators
  ) internal pure returns (bytes32) {
    return keccak256(
      abi.encode(
        GENESIS_TYPE,
        random,
        anchorChainId,
        anchorBlockNumber,
        anchorBlockHash,
        // EIP-712 hashes an array's elements padded to 32 bytes each, which is how packed arrays stand in memory.
        keccak256(abi.encodePacked(operators))
      )
    );
  }

  /// @notice Domain separator of a network.
  function domainSeparator(bytes32 network) internal pure returns (bytes32) {
    return keccak256(abi.encode(DOMAIN_TYPE, keccak256("Loadline"), keccak256("1"), network));
  }

  /// @notice Digest to sign: domain and struct hash together.
  function digest(bytes32 domain, bytes32 structHash) internal pure returns (bytes32) {
    return keccak256(abi.encodePacked(hex"1901", domain, structHash));
  }

  /// @notice Struct hash of a report, from its ten fields as they stand in calldata: a static struct's calldata is its encoding.
  /// A field with stray high bits gives a hash that nobody signed.
  function hashReport(bytes calldata fields) internal pure returns (bytes32) {
    return keccak256(abi.encodePacked(REPORT_TYPE, fields));
  }

  /// @notice Struct hash of a report, from its decoded fields.
  function hash(Report calldata report) internal pure returns (bytes32) {
    return keccak256(abi.encode(REPORT_TYPE, report));
  }

  /// @notice Struct hash of a first key.
  function hash(FirstKey calldata key) internal pure returns (bytes32) {
    return keccak256(abi.encode(FIRST_KEY_TYPE, key));
  }

  /// @notice Struct hash of a key change: the fields of a first key, under the name of its own type.
  function hashKeyChange(FirstKey memory key) internal pure returns (bytes32) {
    return keccak256(abi.encode(KEY_CHANGE_TYPE, key));
  }

  /// @notice Struct hash of the committee's veto against a key change.
  function hashKeyVeto(bytes32 keyChange) internal pure returns (bytes32) {
    return keccak256(abi.encode(KEY_VETO_TYPE, keyChange));
  }

  /// @notice Struct hash of a member's COMMIT vote.
  function hashCommit(bytes32 committee, uint64 height, uint32 round, bytes32 reportDigest)
    internal
    pure
    returns (bytes32)
  {
    return keccak256(abi.encode(COMMIT_TYPE, committee, height, round, reportDigest));
  }

  /// @notice Struct hash of the group's test message for a first key.
  function hashKeyTest(bytes32 firstKey) internal pure returns (bytes32) {
    return keccak256(abi.encode(KEY_TEST_TYPE, firstKey));
  }
}
