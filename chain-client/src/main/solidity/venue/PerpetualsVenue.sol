// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRiskGuard} from "../collateral/IRiskGuard.sol";
import {InstrumentKinds} from "./InstrumentKinds.sol";
import {MatchedVenue} from "./MatchedVenue.sol";

/// @title Sample venue: perpetuals and dated futures
/// @notice A position is a quantity and the cash it was bought for: value is quantity times mark plus cash. No funding yet.
contract PerpetualsVenue is MatchedVenue {
  /// @notice Futures need an expiry in the future.
  error BadExpiry(uint64 given, uint256 time);

  /// @param guard_ The GCM whose accounts trade here, on this chain.
  /// @param lister_ Who may list instruments.
  constructor(IRiskGuard guard_, address lister_)
    MatchedVenue("Loadline Perpetuals", guard_, lister_)
  {}

  /// @notice Lists perpetuals, one per asset.
  /// @param assets Asset names, `bytes16`, padded with zero bytes on the right.
  function listPerpetuals(bytes16[] calldata assets) external {
    _requireLister();
    for (uint256 i = 0; i < assets.length; i++) {
      _list(InstrumentKinds.PERPETUAL, assets[i], 0, 0);
    }
  }

  /// @notice Lists dated futures of one asset.
  /// @param asset Asset name.
  /// @param expiries Expiries, unix seconds.
  function listFutures(bytes16 asset, uint64[] calldata expiries) external {
    _requireLister();
    for (uint256 i = 0; i < expiries.length; i++) {
      if (expiries[i] <= block.timestamp) {
        revert BadExpiry(expiries[i], block.timestamp);
      }
      _list(InstrumentKinds.DATED_FUTURE, asset, expiries[i], 0);
    }
  }
}
