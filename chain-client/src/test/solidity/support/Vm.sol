// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The cheat codes these tests use
interface Vm {
  struct Wallet {
    address addr;
    uint256 publicKeyX;
    uint256 publicKeyY;
    uint256 privateKey;
  }

  function warp(uint256 time) external;
  function roll(uint256 blockNumber) external;
  function chainId(uint256 id) external;
  function setBlockhash(uint256 blockNumber, bytes32 hash) external;
  function etch(address target, bytes calldata code) external;
  function prank(address sender) external;
  function createWallet(uint256 privateKey) external returns (Wallet memory);
  function addr(uint256 privateKey) external pure returns (address);
  function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8, bytes32, bytes32);
  function expectRevert(bytes calldata data) external;
  function expectPartialRevert(bytes4 selector) external;
  function expectRevert() external;
  function expectEmit() external;
  function snapshotValue(string calldata group, string calldata name, uint256 value) external;
  function snapshotGasLastCall(string calldata group, string calldata name)
    external
    returns (uint256);
  function assume(bool condition) external pure;
  function readFile(string calldata path) external view returns (string memory);
  function keyExistsJson(string calldata json, string calldata key) external view returns (bool);
  function parseJsonUint(string calldata json, string calldata key) external pure returns (uint256);
  function parseJsonBytes(string calldata json, string calldata key) external pure returns (bytes memory);
  function parseJsonBytes32(string calldata json, string calldata key) external pure returns (bytes32);
  function parseJsonBytes32Array(string calldata json, string calldata key)
    external
    pure
    returns (bytes32[] memory);
  function parseJsonAddress(string calldata json, string calldata key) external pure returns (address);
  function parseJsonAddressArray(string calldata json, string calldata key)
    external
    pure
    returns (address[] memory);
  function parseJsonBool(string calldata json, string calldata key) external pure returns (bool);
  function parseJsonString(string calldata json, string calldata key)
    external
    pure
    returns (string memory);
  function toString(uint256 value) external pure returns (string memory);
  function assertEq(uint256 a, uint256 b, string calldata reason) external pure;
  function assertEq(uint256 a, uint256 b) external pure;
  function assertEq(int256 a, int256 b) external pure;
  function assertEq(bytes32 a, bytes32 b) external pure;
  function assertEq(address a, address b) external pure;
  function assertEq(bytes calldata a, bytes calldata b) external pure;
  function assertEq(bool a, bool b, string calldata reason) external pure;
  function assertTrue(bool condition, string calldata reason) external pure;
  function assertTrue(bool condition) external pure;
  function assertFalse(bool condition) external pure;
  function assertLe(uint256 a, uint256 b, string calldata reason) external pure;
  function assertLe(uint256 a, uint256 b) external pure;
}

/// @dev Where forge answers: the low 20 bytes of keccak256("hevm cheat code").
Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
