// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CollateralTokens} from "./CollateralTokens.sol";
import {Bound} from "./MarginMath.sol";

/// @title What is proven of accounts and instruments, and what an account must cover
/// @notice The state that proofs, charges and withdrawals share.
abstract contract GuardState is CollateralTokens {
  /// @notice The leaf is for another GCM.
  error WrongGcm(address given, address expected);
  /// @notice The line is for another guard.
  error WrongGuard(uint64 chainId, address guard);
  /// @notice The proven height that a line rests on went back.
  error ProvenHeightFell(uint64 given, uint64 stored);
  /// @notice The bound cannot be computed with: no lot, or a mark above 2^120.
  error UnusableBound(bytes32 instrument, uint128 markE6, uint128 lotE18);
  /// @notice The caller is not a venue the account approved.
  error VenueNotApproved(bytes32 account, address venue);
  /// @notice The instrument has no bound of a still valid round.
  error NoValidBound(bytes32 instrument, uint64 provenHeight);
  /// @notice The account's requirement (at home) or line (elsewhere) is not of a still valid round.
  error NoValidLeaf(bytes32 account, uint64 provenHeight);
  /// @notice The venue's open charges would pass the account's cap for it.
  error VenueCapExceeded(uint256 given, uint128 capE6);
  /// @notice The charge is more than what is free.
  error InsufficientMargin(uint128 chargeE6, int256 availableE6);

  /// @notice An account's requirement was proven. `initialE6` is what binds: under a breaker not less than before.
  event RequirementProven(
    bytes32 indexed account,
    uint64 indexed height,
    uint128 initialE6,
    uint128 maintenanceE6,
    uint128 isolatedE6,
    uint32 flags
  );
  /// @notice An instrument's bound was proven.
  event BoundProven(
    bytes32 indexed instrument,
    uint64 indexed height,
    uint128 markE6,
    uint128 buyE6,
    uint128 sellE6,
    uint128 lotE18
  );
  /// @notice An account's credit line at this guard was proven.
  event LineProven(
    bytes32 indexed account, uint64 indexed height, uint128 amountE6, uint64 provenHeight
  );
  /// @notice An action was charged. `refusable` is false for what was only recorded.
  event Charged(
    bytes32 indexed account,
    address indexed venue,
    bytes32 indexed instrument,
    int256 quantityChangeE18,
    int256 cashOutE6,
    uint128 chargeE6,
    bool refusable
  );

  struct Line {
    uint128 amountE6;
    uint64 height;
    uint64 provenHeight;
    uint64 provenPin;
  }

  mapping(bytes32 instrument => Bound) internal _bounds;
  mapping(bytes32 account => Line) internal _lines;

  /// @dev What an account's collateral must cover at home: requirement, locked lines and open charges.
  function _claimedE6(bytes32 account) internal view returns (uint256) {
    return uint256(_accounts[account].initialE6) + _accounts[account].lockedE6
      + _charges[account].totalE6;
  }
}
