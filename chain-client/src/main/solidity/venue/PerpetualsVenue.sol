// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRiskGuard} from "../collateral/IRiskGuard.sol";
import {InstrumentKinds} from "./InstrumentKinds.sol";
import {MatchedVenue} from "./MatchedVenue.sol";

/// @title Sample venue: perpetuals and dated futures, linear and inverse, and coins
/// @notice A position is a quantity and the cash it was bought for: value is quantity times mark plus cash. No funding yet.
/// @dev A unit of an inverse contract is one dollar receivable in coin, and trades against cash like all else. What exchanges
/// call an inverse long of N dollars entered at p is two trades: N units sold at their mark, N / p coins bought at p.
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
    _listEach(InstrumentKinds.PERPETUAL, assets);
  }

  /// @notice Lists inverse perpetuals, one per asset.
  /// @param assets Asset names.
  function listInversePerpetuals(bytes16[] calldata assets) external {
    _listEach(InstrumentKinds.INVERSE_PERPETUAL, assets);
  }

  /// @notice Lists the coins themselves, for the coin ledger beside inverse contracts.
  /// @param assets Asset names.
  function listCoins(bytes16[] calldata assets) external {
    _listEach(InstrumentKinds.SPOT, assets);
  }

  /// @notice Lists dated futures of one asset.
  /// @param asset Asset name.
  /// @param expiries Expiries, unix seconds.
  function listFutures(bytes16 asset, uint64[] calldata expiries) external {
    _listDated(InstrumentKinds.DATED_FUTURE, asset, expiries);
  }

  /// @notice Lists inverse futures of one asset.
  /// @param asset Asset name.
  /// @param expiries Expiries, unix seconds.
  function listInverseFutures(bytes16 asset, uint64[] calldata expiries) external {
    _listDated(InstrumentKinds.INVERSE_FUTURE, asset, expiries);
  }

  function _listEach(uint8 kind, bytes16[] calldata assets) private {
    _requireLister();
    for (uint256 i = 0; i < assets.length; i++) {
      _list(kind, assets[i], 0, 0);
    }
  }

  function _listDated(uint8 kind, bytes16 asset, uint64[] calldata expiries) private {
    _requireLister();
    for (uint256 i = 0; i < expiries.length; i++) {
      if (expiries[i] <= block.timestamp) {
        revert BadExpiry(expiries[i], block.timestamp);
      }
      _list(kind, asset, expiries[i], 0);
    }
  }
}
