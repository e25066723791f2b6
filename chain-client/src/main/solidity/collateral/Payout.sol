// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {GuardState} from "./GuardState.sol";
import {OutflowLimit} from "./OutflowLimit.sol";

/// @title The one way out
/// @notice Whatever allows a release, what stays must cover what is claimed, and no more leaves than was set aside.
abstract contract Payout is GuardState, ReentrancyGuardTransient {
  using SafeERC20 for IERC20;
  using OutflowLimit for OutflowLimit.Bucket;

  /// @notice Amounts must be more than zero.
  error ZeroAmount();
  /// @notice The request is smaller, or there is none.
  error BeyondRequest(uint128 given, uint128 requested);
  /// @notice What would stay is worth less than what it must cover, USD times 1e6.
  error InsufficientCollateral(uint256 remainingE6, uint256 claimedE6);

  /// @notice Collateral left.
  event Withdrawn(
    bytes32 indexed account,
    address indexed token,
    uint128 amount,
    uint128 balance,
    uint64 indexed height
  );

  /// @dev Pays the caller out of its request.
  /// @param priceHeight Round whose prices count; see `_freeValueE6`.
  function _payOut(
    bytes32 account,
    uint256 index,
    address token,
    uint128 amount,
    uint64 priceHeight
  ) internal {
    Holding memory holding = _holdings[account][index];
    if (amount == 0) {
      revert ZeroAmount();
    }
    if (amount > holding.setAside) {
      revert BeyondRequest(amount, holding.setAside);
    }
    uint128 balance = holding.amount - amount;
    // While it is checked, what is left of this request counts as collateral: it does not leave now.
    _holdings[account][index] = Holding(balance, 0);
    uint256 remainingE6 = _freeValueE6(account, priceHeight);
    uint256 claimedE6 = _claimedE6(account);
    if (remainingE6 < claimedE6) {
      revert InsufficientCollateral(remainingE6, claimedE6);
    }
    _holdings[account][index].setAside = holding.setAside - amount;
    _outflows[index].take(amount);
    emit Withdrawn(account, token, amount, balance, priceHeight);
    IERC20(token).safeTransfer(msg.sender, amount);
  }
}
