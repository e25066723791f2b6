// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GuardProofs} from "./GuardProofs.sol";
import {IRiskGuard} from "./IRiskGuard.sol";
import {Bound, MarginMath} from "./MarginMath.sol";
import {OpenCharges} from "./OpenCharges.sol";

/// @title Charges against proven requirements and lines
/// @notice Between two rounds an account can only do what is paid for in advance: at home out of its free collateral, on
/// another chain out of its credit line. A charge ends when a round that has seen the trade is proven.
abstract contract RiskGuard is GuardProofs, IRiskGuard {
  using OpenCharges for OpenCharges.Book;

  /// @inheritdoc IRiskGuard
  function reserve(
    bytes32 account,
    bytes32 instrument,
    int256 quantityChangeE18,
    int256 cashOutE6
  ) external returns (uint128 chargeE6) {
    uint32 venueIndex = _requireVenue(account);
    Bound memory bound = _bounds[instrument];
    if (quantityChangeE18 != 0 && !_isValid(bound.height)) {
      revert NoValidBound(instrument, bound.height);
    }
    chargeE6 = MarginMath.chargeE6(bound, quantityChangeE18, cashOutE6);
    if (chargeE6 != 0) {
      _requireCovered(account, venueIndex, chargeE6);
      _charges[account].add(venueIndex, chargeE6);
    }
    emit Charged(account, msg.sender, instrument, quantityChangeE18, cashOutE6, chargeE6, true);
  }

  /// @inheritdoc IRiskGuard
  function record(
    bytes32 account,
    bytes32 instrument,
    int256 quantityChangeE18,
    int256 cashOutE6
  ) external returns (uint128 chargeE6) {
    uint32 venueIndex = _requireVenue(account);
    chargeE6 = MarginMath.chargeE6(_bounds[instrument], quantityChangeE18, cashOutE6);
    if (chargeE6 != 0) {
      _charges[account].add(venueIndex, chargeE6);
    }
    emit Charged(account, msg.sender, instrument, quantityChangeE18, cashOutE6, chargeE6, false);
  }

  /// @notice An account's stored requirement, USD times 1e6, and the round it is from; 0 if none was proven.
  function requirement(bytes32 account) external view returns (uint64 height, uint128 initialE6) {
    return (_accounts[account].provenHeight, _accounts[account].initialE6);
  }

  /// @notice An account's stored credit line here: amount, its round, and the proven height it rests on.
  function line(bytes32 account)
    external
    view
    returns (uint64 height, uint128 amountE6, uint64 provenHeight)
  {
    Line memory stored = _lines[account];
    return (stored.height, stored.amountE6, stored.provenHeight);
  }

  /// @notice An instrument's stored bound; all zero if none was proven.
  function boundOf(bytes32 instrument) external view returns (Bound memory) {
    return _bounds[instrument];
  }

  /// @notice Sum of the account's open charges, USD times 1e6.
  function openChargesE6(bytes32 account) external view returns (uint128) {
    return _charges[account].totalE6;
  }

  /// @notice What the account may still be charged here, USD times 1e6; negative if it is short, 0 if nothing valid is proven.
  function available(bytes32 account) external view returns (int256 availableE6) {
    return _isValid(_leafHeight(account)) ? _availableE6(account) : int256(0);
  }

  function _requireCovered(bytes32 account, uint32 venueIndex, uint128 chargeE6) private view {
    int256 availableE6 = _requireAvailable(account);
    if (int256(uint256(chargeE6)) > availableE6) {
      revert InsufficientMargin(chargeE6, availableE6);
    }
    uint256 openE6 = uint256(_charges[account].ofVenue(venueIndex)) + chargeE6;
    if (openE6 > _venues[account][venueIndex].capE6) {
      revert VenueCapExceeded(openE6, _venues[account][venueIndex].capE6);
    }
  }

  function _requireVenue(bytes32 account) private view returns (uint32) {
    Venue[] storage venues = _venues[account];
    uint256 index = _venueIndex(venues, msg.sender);
    if (index == venues.length) {
      revert VenueNotApproved(account, msg.sender);
    }
    return uint32(index);
  }

  function _requireAvailable(bytes32 account) private view returns (int256) {
    uint64 height = _leafHeight(account);
    if (!_isValid(height)) {
      revert NoValidLeaf(account, height);
    }
    return _availableE6(account);
  }

  /// @dev Round of the requirement at home, of the line elsewhere.
  function _leafHeight(bytes32 account) private view returns (uint64) {
    return _accounts[account].owner != address(0)
      ? _accounts[account].provenHeight
      : _lines[account].height;
  }

  function _availableE6(bytes32 account) private view returns (int256) {
    uint256 usedE6 = _charges[account].totalE6;
    if (_accounts[account].owner == address(0)) {
      return int256(uint256(_lines[account].amountE6)) - int256(usedE6);
    }
    return int256(_freeValueE6(account, 0)) - int256(_claimedE6(account));
  }
}
