// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Names of a report's sections
/// @notice A section's leaf under `Report.sectionsRoot` is (keccak256 of its name, its root).
library SectionNames {
  bytes32 internal constant REQUIREMENTS = keccak256("requirements");
  bytes32 internal constant COLLATERAL = keccak256("collateral");
  bytes32 internal constant BOUNDS = keccak256("bounds");
  bytes32 internal constant CREDIT_LINES = keccak256("creditLines");
}
