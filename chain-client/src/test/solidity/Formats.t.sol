// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {AccountIds} from "../../main/solidity/collateral/AccountIds.sol";
import {LoadlineTypes} from "../../main/solidity/round/LoadlineTypes.sol";
import {FirstKey, Report} from "../../main/solidity/round/RoundTypes.sol";
import {SectionNames} from "../../main/solidity/round/SectionNames.sol";
import {StandardTree} from "./support/StandardTree.sol";
import {vm} from "./support/Vm.sol";

/// Holds the contracts to docs/vectors/formats.json, which was made with other people's libraries.
contract FormatsTest {
  using LoadlineTypes for FirstKey;

  string private json;
  bytes32 private domain;

  function setUp() public {
    json = vm.readFile("../docs/vectors/formats.json");
    domain = vm.parseJsonBytes32(json, ".domain.separator");
  }

  function test_genesisGivesTheNetworkIdAndTheDomain() public view {
    bytes32 network = LoadlineTypes.networkId(
      vm.parseJsonBytes32(json, ".genesis.random"),
      uint64(vm.parseJsonUint(json, ".genesis.anchorChainId")),
      uint64(vm.parseJsonUint(json, ".genesis.anchorBlockNumber")),
      vm.parseJsonBytes32(json, ".genesis.anchorBlockHash"),
      vm.parseJsonAddressArray(json, ".genesis.operators")
    );
    vm.assertEq(network, vm.parseJsonBytes32(json, ".genesis.networkId"));
    vm.assertEq(LoadlineTypes.domainSeparator(network), domain);
  }

  function test_aReportHasTheSharedDigest() public view {
    string memory m = ".messages.Report.message.";
    Report memory report = Report(
      uint64(_uint(m, "keyEpoch")),
      uint64(_uint(m, "height")),
      _word(m, "rulesHash"),
      _word(m, "pinsRoot"),
      _word(m, "snapshotHash"),
      _word(m, "sectionsRoot"),
      uint8(_uint(m, "breakerState")),
      _word(m, "previousReport"),
      uint64(_uint(m, "anchorTime")),
      uint64(_uint(m, "validityEnd"))
    );
    _check("Report", this.hashReport(report));
  }

  function test_aFirstKeyAndItsTestHaveTheSharedDigests() public view {
    string memory m = ".messages.FirstKey.message.";
    FirstKey memory key = FirstKey(
      uint64(_uint(m, "keyEpoch")),
      _uint(m, "groupKeyX"),
      uint8(_uint(m, "groupKeyParity")),
      _word(m, "committee"),
      _word(m, "rulesHash"),
      uint64(_uint(m, "validFromHeight")),
      uint64(_uint(m, "expiresAtHeight"))
    );
    _check("FirstKey", this.hashFirstKey(key));
    _check("KeyTest", LoadlineTypes.hashKeyTest(_word(".messages.KeyTest.message.", "firstKey")));
  }

  function test_accountIdsAreTheSharedOnes() public view {
    uint256 count = 0;
    for (string memory path = ".accountIds[0]."; vm.keyExistsJson(json, string.concat(path, "id"));) {
      bytes32 id = AccountIds.idOf(
        _uint(path, "homeChainId"),
        vm.parseJsonAddress(json, string.concat(path, "gcm")),
        vm.parseJsonAddress(json, string.concat(path, "owner")),
        uint32(_uint(path, "subAccount"))
      );
      vm.assertEq(id, _word(path, "id"));
      count++;
      path = string.concat(".accountIds[", vm.toString(count), "].");
    }
    vm.assertEq(count, 3, "account ids");
  }

  function test_sectionNamesAndProofsAreTheSharedOnes() public view {
    bytes32[4] memory names = [
      SectionNames.REQUIREMENTS,
      SectionNames.COLLATERAL,
      SectionNames.BOUNDS,
      SectionNames.CREDIT_LINES
    ];
    bytes[] memory leaves = new bytes[](7);
    for (uint256 i = 0; i < 7; i++) {
      string memory path = string.concat(".trees.sections.leaves[", vm.toString(i), "]");
      bytes32 name = vm.parseJsonBytes32(json, string.concat(path, ".fields[0]"));
      if (i < 4) {
        vm.assertEq(names[i], name);
      }
      leaves[i] = abi.encode(name, vm.parseJsonBytes32(json, string.concat(path, ".fields[1]")));
    }
    bytes32[] memory tree = StandardTree.build(leaves);
    vm.assertEq(tree[0], vm.parseJsonBytes32(json, ".trees.sections.root"));
    for (uint256 i = 0; i < 7; i++) {
      string memory path = string.concat(".trees.sections.leaves[", vm.toString(i), "].proof");
      bytes32[] memory proof = vm.parseJsonBytes32Array(json, path);
      vm.assertEq(keccak256(abi.encode(proof)), keccak256(abi.encode(StandardTree.proof(tree, i))));
      vm.assertTrue(MerkleProof.verify(proof, tree[0], tree[12 - i]), "proof");
    }
  }

  function test_votesHaveTheSharedStructHashes() public view {
    string memory m = ".messages.Prepare.message.";
    bytes32 prepare = keccak256(
      abi.encode(
        LoadlineTypes.PREPARE_TYPE,
        _word(m, "committee"),
        _uint(m, "height"),
        _uint(m, "round"),
        _word(m, "digest")
      )
    );
    _check("Prepare", prepare);
    m = ".messages.Proposal.message.";
    bytes32 proposal = keccak256(
      abi.encode(
        LoadlineTypes.PROPOSAL_TYPE,
        _word(m, "committee"),
        _uint(m, "height"),
        _uint(m, "round"),
        _word(m, "digest"),
        _word(m, "observations")
      )
    );
    _check("Proposal", proposal);
  }

  function hashReport(Report calldata) external pure returns (bytes32) {
    return LoadlineTypes.hashReport(msg.data[4:]);
  }

  function hashFirstKey(FirstKey calldata key) external pure returns (bytes32) {
    return key.hash();
  }

  function _check(string memory message, bytes32 structHash) private view {
    string memory path = string.concat(".messages.", message, ".");
    vm.assertEq(structHash, _word(path, "structHash"));
    vm.assertEq(LoadlineTypes.digest(domain, structHash), _word(path, "digest"));
  }

  function _uint(string memory path, string memory key) private view returns (uint256) {
    return vm.parseJsonUint(json, string.concat(path, key));
  }

  function _word(string memory path, string memory key) private view returns (bytes32) {
    return vm.parseJsonBytes32(json, string.concat(path, key));
  }
}
