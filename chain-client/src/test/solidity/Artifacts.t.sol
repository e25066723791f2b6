// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./support/Vm.sol";

/// What Java deploys is what these tests ran.
contract ArtifactsTest {
  function test_theCheckedInBytecodeIsTheTestedOne() public view {
    string[6] memory names = [
      "GeneralizedCollateralManager",
      "OperatorRegistry",
      "MarketFeed",
      "PerpetualsVenue",
      "OptionsVenue",
      "CollateralToken"
    ];
    for (uint256 i = 0; i < names.length; i++) {
      string memory json = vm.readFile(
        string.concat("src/main/resources/io/loadline/chain/contracts/", names[i], ".json")
      );
      bytes memory tested = vm.getCode(string.concat(names[i], ".sol:", names[i]));
      vm.assertEq(keccak256(vm.parseJsonBytes(json, ".bytecode")), keccak256(tested));
      vm.assertTrue(tested.length <= 49_152, names[i]);
    }
  }
}
