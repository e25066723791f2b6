// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";

/// @notice Signed bound of an instrument, as proven.
/// @param markE6 Mark price of one unit.
/// @param buyE6 What one unit more can add to a requirement.
/// @param sellE6 What one unit less can add.
/// @param lotE18 Quantities count in whole lots of this size, rounded up.
/// @param height Round it was proven in.
struct Bound {
  uint128 markE6;
  uint128 buyE6;
  uint128 sellE6;
  uint128 lotE18;
  uint64 height;
}

/// @title The guard's arithmetic
/// @notice Values round down, charges round up. Nothing here can fail: what does not fit counts as the greatest amount,
/// so that a recorded action is never refused.
library MarginMath {
  uint256 internal constant ONE_E9 = 1e9;
  uint256 internal constant ONE_E18 = 1e18;
  /// @notice Greatest mark a bound may carry; keeps `mark * quantity` within 256 bits.
  uint128 internal constant MAX_MARK_E6 = type(uint120).max;

  /// @notice `floor(amount * price * (1 - haircut))` in USD times 1e6.
  function haircutValueE6(uint256 amount, uint8 decimals, uint128 priceE8, uint32 haircutE9)
    internal
    pure
    returns (uint256)
  {
    if (amount == 0 || haircutE9 >= ONE_E9) {
      return 0;
    }
    // 1e8 of the price and 1e9 of the haircut over 1e6 of the result: 1e11.
    return Math.mulDiv(amount, uint256(priceE8) * (ONE_E9 - haircutE9), 10 ** decimals * 1e11);
  }

  /// @notice `ceil(|q| / lot) * lot * side + max(0, cashOut - mark * q)`, rounded up, at most 2^128 - 1.
  /// @param bound Bound of the instrument; all zero if none was ever proven.
  /// @param quantityChangeE18 Signed change of the position.
  /// @param cashOutE6 Value that leaves the account in the same action; negative if it comes in.
  function chargeE6(Bound memory bound, int256 quantityChangeE18, int256 cashOutE6)
    internal
    pure
    returns (uint128)
  {
    uint256 quantity = SignedMath.abs(quantityChangeE18);
    if (quantity > uint128(type(int128).max) || cashOutE6 > type(int128).max) {
      return type(uint128).max;
    }
    uint256 charge = 0;
    if (quantity != 0 && bound.lotE18 != 0) {
      uint256 wholeLotsE18 = Math.ceilDiv(quantity, bound.lotE18) * bound.lotE18;
      uint256 sideE6 = quantityChangeE18 > 0 ? bound.buyE6 : bound.sellE6;
      charge = Math.mulDiv(wholeLotsE18, sideE6, ONE_E18, Math.Rounding.Ceil);
    }
    // Value that comes in counts up to 2^127, more would only lower the charge.
    int256 paidE24 = SignedMath.max(cashOutE6, type(int128).min) * int256(ONE_E18);
    int256 lostE24 = paidE24 - int256(uint256(bound.markE6)) * quantityChangeE18;
    if (lostE24 > 0) {
      charge += Math.ceilDiv(uint256(lostE24), ONE_E18);
    }
    return uint128(Math.min(charge, type(uint128).max));
  }
}
