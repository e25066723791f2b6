// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Who acts for accounts
interface IActors {
  /// @notice Who acts for the account here: its owner at home, its holder on another chain, zero if unknown.
  function actorOf(bytes32 account) external view returns (address);
}
