// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";

/// @title Deploys the checked-in artifacts
/// @notice The tests run the bytecode that Java deploys. scripts/test-contracts first makes sure that it is what the sources
/// compile to; forge itself compiles the sources only for their types, by the compiler's faster pipeline.
library Shipped {
  /// @notice The named contract's creation code.
  function code(string memory name) internal view returns (bytes memory) {
    string memory json =
      vm.readFile(string.concat("src/main/resources/io/loadline/chain/contracts/", name, ".json"));
    return vm.parseJsonBytes(json, ".bytecode");
  }

  /// @notice Deploys the named contract; fails with what its constructor fails with.
  function deploy(string memory name, bytes memory arguments) internal returns (address deployed) {
    bytes memory creation = bytes.concat(code(name), arguments);
    assembly ("memory-safe") {
      deployed := create(0, add(creation, 0x20), mload(creation))
      if iszero(deployed) {
        let free := mload(0x40)
        returndatacopy(free, 0, returndatasize())
        revert(free, returndatasize())
      }
    }
  }
}
