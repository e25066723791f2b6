// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VaultHandler} from "./support/VaultHandler.sol";
import {vm} from "./support/Vm.sol";

struct FuzzSelector {
  address addr;
  bytes4[] selectors;
}

contract VaultInvariantsTest {
  VaultHandler private handler;

  function setUp() public {
    handler = new VaultHandler();
  }

  function targetContracts() external view returns (address[] memory targets) {
    targets = new address[](1);
    targets[0] = address(handler);
  }

  function targetSelectors() external view returns (FuzzSelector[] memory targets) {
    bytes4[] memory selectors = new bytes4[](10);
    selectors[0] = VaultHandler.deposit.selector;
    selectors[1] = VaultHandler.request.selector;
    selectors[2] = VaultHandler.execute.selector;
    selectors[3] = VaultHandler.cancel.selector;
    selectors[4] = VaultHandler.round.selector;
    selectors[5] = VaultHandler.replay.selector;
    selectors[6] = VaultHandler.record.selector;
    selectors[7] = VaultHandler.pass.selector;
    // Twice, so that more requests meet a round and an execution.
    selectors[8] = VaultHandler.round.selector;
    selectors[9] = VaultHandler.execute.selector;
    targets = new FuzzSelector[](1);
    targets[0] = FuzzSelector(address(handler), selectors);
  }

  /// What is owed is there, the books agree, nothing forbidden happened, and height and pin are the last accepted ones.
  function invariant_theVaultHoldsItsWord() external view {
    for (uint256 token = 0; token < 2; token++) {
      uint256 owed = handler.contractBalances(token);
      vm.assertLe(owed, handler.vaultBalance(token), "owed");
      vm.assertEq(owed, handler.totalHeld(token), "books");
    }
    vm.assertEq(bytes(handler.violation()).length, 0, handler.violation());
    vm.assertEq(handler.acceptedHeight(), handler.height(), "height");
    vm.assertEq(handler.acceptedPin(), handler.pinBlock(), "pin");
  }

  /// Not an invariant but a check that the runs above are not empty: a fixed walk releases collateral.
  function test_theHandlerReachesReleases() external {
    handler.deposit(0, 0, 1e9);
    handler.request(0, 0, 1e8 - 1);
    handler.round([uint64(1), 2, 3], 1, 7, 0);
    handler.execute(0, 0, 1e8 - 1);
    vm.assertEq(handler.releases(), 1, "released");
    vm.assertEq(handler.totalHeld(0), 9e8 + 1, "left");
  }
}
