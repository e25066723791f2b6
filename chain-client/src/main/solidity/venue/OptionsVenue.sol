// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRiskGuard} from "../collateral/IRiskGuard.sol";
import {InstrumentKinds} from "./InstrumentKinds.sol";
import {MatchedVenue} from "./MatchedVenue.sol";

/// @title Sample venue: European calls and puts
/// @notice Premium changes hands when a trade settles; after expiry an option no longer trades. Settlement at expiry is not
/// part of this venue yet: positions stay until it is.
contract OptionsVenue is MatchedVenue {
  /// @notice Lists must be of equal length, expiries in the future, strikes above zero.
  error BadListing(uint256 index, uint64 expiry, uint128 strikeE8);

  /// @param guard_ The GCM whose accounts, or accounts of its network, trade here, on this chain.
  /// @param lister_ Who may list instruments.
  constructor(IRiskGuard guard_, address lister_)
    MatchedVenue("Loadline Options", guard_, lister_)
  {}

  /// @notice Lists options of one asset and expiry: for each strike the call, then the put. About 55,000 gas for each option.
  /// @param asset Asset name.
  /// @param expiry Expiry, unix seconds.
  /// @param strikesE8 Strikes, USD times 1e8.
  function listOptions(bytes16 asset, uint64 expiry, uint128[] calldata strikesE8) external {
    _listPairs(InstrumentKinds.CALL, InstrumentKinds.PUT, asset, expiry, strikesE8);
  }

  /// @notice The same of options that pay their value at expiry in the asset itself. Premium is dollars for both.
  /// @param asset Asset name.
  /// @param expiry Expiry, unix seconds.
  /// @param strikesE8 Strikes, USD times 1e8.
  function listCoinOptions(bytes16 asset, uint64 expiry, uint128[] calldata strikesE8) external {
    _listPairs(InstrumentKinds.COIN_CALL, InstrumentKinds.COIN_PUT, asset, expiry, strikesE8);
  }

  function _listPairs(
    uint8 call,
    uint8 put,
    bytes16 asset,
    uint64 expiry,
    uint128[] calldata strikesE8
  ) private {
    _requireLister();
    for (uint256 i = 0; i < strikesE8.length; i++) {
      if (expiry <= block.timestamp || strikesE8[i] == 0) {
        revert BadListing(i, expiry, strikesE8[i]);
      }
      _list(call, asset, expiry, strikesE8[i]);
      _list(put, asset, expiry, strikesE8[i]);
    }
  }
}
