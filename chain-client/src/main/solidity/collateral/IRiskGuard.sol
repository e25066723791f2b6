// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IActors} from "./IActors.sol";

/// @title What a venue asks before an account's risk changes
/// @notice Called by venues that the account approved. Every action that raises risk or lowers value goes through `reserve`;
/// what a counterparty must not be frozen by (expiry, assignment) is told to `record`.
interface IRiskGuard is IActors {
  /// @notice Charges an action of the calling venue against the account's free collateral or credit line; fails if it does not suffice.
  /// What cannot raise a requirement (a charge of 0) is never refused for want of margin, of a leaf, or of room under the cap.
  /// @param account Account that acts.
  /// @param instrument Instrument id (docs/formats.md section 1).
  /// @param quantityChangeE18 Signed change of the position.
  /// @param cashOutE6 Value that leaves the account in the same action, USD times 1e6; negative if it comes in.
  /// @return chargeE6 What was charged.
  function reserve(
    bytes32 account,
    bytes32 instrument,
    int256 quantityChangeE18,
    int256 cashOutE6
  ) external returns (uint128 chargeE6);

  /// @notice Charges an action that cannot be refused.
  /// @param account Account it happens to.
  /// @param instrument Instrument id.
  /// @param quantityChangeE18 Signed change of the position.
  /// @param cashOutE6 Value that leaves the account, USD times 1e6; negative if it comes in.
  /// @return chargeE6 What was charged.
  function record(
    bytes32 account,
    bytes32 instrument,
    int256 quantityChangeE18,
    int256 cashOutE6
  ) external returns (uint128 chargeE6);
}
