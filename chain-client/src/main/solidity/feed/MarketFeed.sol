// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ByteBuffer} from "../bytes/ByteBuffer.sol";

/// @title Market data of assets: spot, rate, funding, volume, redemption; forwards and volatility by expiry
/// @notice Written by a fixed set of publishers, read packed by the oracle's nodes at a pinned block (docs/formats.md section
/// 4). A publisher's word stands until the next one's: the nodes' own observations decide what a round uses.
contract MarketFeed {
  using ByteBuffer for ByteBuffer.Buffer;

  /// @notice Only a publisher may write.
  error NotPublisher(address given);
  /// @notice A feed needs publishers, and none of them zero.
  error BadPublisher(uint256 index);
  /// @notice Assets have a name and a price.
  error BadSpot(bytes16 asset, uint128 spotE8);
  /// @notice 1e9 is certain; nothing is more than that.
  error BadConfidence(uint32 given, uint32 limit);
  /// @notice The ratio is below 2^63.
  error BadRedemption(uint64 given, uint64 limit);
  /// @notice Data must not be from the future, nor older than what is stored.
  error BadTime(uint64 given, uint64 stored, uint256 time);
  /// @notice The asset has no spot yet.
  error UnknownAsset(bytes16 asset);
  /// @notice At most `MAX_SLICES` expiries of an asset.
  error TooManySlices(uint256 limit);
  /// @notice A slice needs an expiry, a forward, and 1 to `MAX_NODES` quotes with rising strikes; times and volatilities are
  /// below 2^63.
  error BadSlice(bytes16 asset, uint64 expiry, uint256 node);
  /// @notice The asset has no slice of this expiry.
  error UnknownSlice(bytes16 asset, uint64 expiry);

  /// @notice Spot data of an asset was written.
  event SpotPublished(
    bytes16 indexed asset,
    address indexed publisher,
    uint128 spotE8,
    uint32 confidenceE9,
    uint64 time,
    int64 rateE9
  );
  /// @notice Funding, volume and redemption of an asset were written.
  event TermsPublished(
    bytes16 indexed asset,
    address indexed publisher,
    int64 fundingE9,
    uint128 dailyVolumeUsd,
    uint64 redemptionE9
  );
  /// @notice A slice was written.
  event SlicePublished(
    bytes16 indexed asset, uint64 indexed expiry, address indexed publisher, uint128 forwardE8
  );
  /// @notice A slice was removed.
  event SliceDropped(bytes16 indexed asset, uint64 indexed expiry, address indexed publisher);

  struct Spot {
    uint128 spotE8;
    uint32 confidenceE9;
    uint64 time;
    int64 rateE9;
  }

  struct Terms {
    int64 fundingE9;
    uint128 dailyVolumeUsd;
    uint64 redemptionE9;
  }

  /// @notice Most expiries of one asset.
  uint256 public constant MAX_SLICES = 64;
  /// @notice Most quotes of one slice.
  uint256 public constant MAX_NODES = 256;
  /// @notice The price is certain.
  uint32 public constant CERTAIN_E9 = 1e9;

  /// @dev Nodes refuse larger times, volatilities and ratios; one of them would make all of the asset unreadable.
  uint64 private constant MAX_UINT63 = uint64(type(int64).max);

  /// @notice Whether an address may publish. Fixed at construction.
  mapping(address publisher => bool) public isPublisher;
  mapping(bytes16 asset => Spot) private _spots;
  mapping(bytes16 asset => Terms) private _terms;
  mapping(bytes16 asset => uint64[]) private _expiries;
  mapping(bytes16 asset => mapping(uint64 expiry => bytes)) private _slices;

  /// @param publishers Who may write.
  constructor(address[] memory publishers) {
    if (publishers.length == 0) {
      revert BadPublisher(0);
    }
    for (uint256 i = 0; i < publishers.length; i++) {
      if (publishers[i] == address(0)) {
        revert BadPublisher(i);
      }
      isPublisher[publishers[i]] = true;
    }
  }

  modifier onlyPublisher() {
    if (!isPublisher[msg.sender]) {
      revert NotPublisher(msg.sender);
    }
    _;
  }

  /// @notice Writes an asset's spot data.
  /// @param asset Asset name, `bytes16`, padded with zero bytes on the right.
  /// @param spotE8 USD of one unit, times 1e8.
  /// @param confidenceE9 How sure the publisher is of the price: 1e9 is certain.
  /// @param time When it was observed, unix seconds.
  /// @param rateE9 Interest rate per year, continuously compounded, times 1e9.
  function publishSpot(
    bytes16 asset,
    uint128 spotE8,
    uint32 confidenceE9,
    uint64 time,
    int64 rateE9
  ) external onlyPublisher {
    if (asset == 0 || spotE8 == 0) {
      revert BadSpot(asset, spotE8);
    }
    if (confidenceE9 > CERTAIN_E9) {
      revert BadConfidence(confidenceE9, CERTAIN_E9);
    }
    uint64 stored = _spots[asset].time;
    if (time == 0 || time < stored || time > block.timestamp) {
      revert BadTime(time, stored, block.timestamp);
    }
    _spots[asset] = Spot(spotE8, confidenceE9, time, rateE9);
    emit SpotPublished(asset, msg.sender, spotE8, confidenceE9, time, rateE9);
  }

  /// @notice Writes what changes more slowly than the spot. It has no time of its own and stands until the next one.
  /// @param asset Asset name; its spot was published before.
  /// @param fundingE9 What a long perpetual pays a short over 8 hours, as a share of its notional, times 1e9.
  /// @param dailyVolumeUsd Traded per day, whole USD; 0 if unknown.
  /// @param redemptionE9 Units of the underlying that one unit of a wrapped or staked token redeems for, times 1e9; 0 if
  /// unknown or not such a token.
  function publishTerms(
    bytes16 asset,
    int64 fundingE9,
    uint128 dailyVolumeUsd,
    uint64 redemptionE9
  ) external onlyPublisher {
    _requireKnown(asset);
    if (redemptionE9 > MAX_UINT63) {
      revert BadRedemption(redemptionE9, MAX_UINT63);
    }
    _terms[asset] = Terms(fundingE9, dailyVolumeUsd, redemptionE9);
    emit TermsPublished(asset, msg.sender, fundingE9, dailyVolumeUsd, redemptionE9);
  }

  /// @notice Writes a slice of quoted volatilities (smile kind 0).
  /// @param asset Asset name.
  /// @param expiry Expiry, unix seconds; may be past.
  /// @param forwardE8 Forward price, USD times 1e8; of a past expiry the settlement price.
  /// @param strikesE8 Strikes, rising, USD times 1e8.
  /// @param volsE9 Black volatility per year at each strike, times 1e9.
  function publishQuotes(
    bytes16 asset,
    uint64 expiry,
    uint128 forwardE8,
    uint128[] calldata strikesE8,
    uint64[] calldata volsE9
  ) external onlyPublisher {
    uint256 nodes = strikesE8.length;
    if (nodes == 0 || nodes > MAX_NODES || nodes != volsE9.length) {
      revert BadSlice(asset, expiry, nodes);
    }
    ByteBuffer.Buffer memory out = ByteBuffer.create(27 + 24 * nodes);
    out.append(abi.encodePacked(expiry, forwardE8, uint8(0), uint16(nodes)));
    uint128 previous = 0;
    for (uint256 i = 0; i < nodes; i++) {
      if (strikesE8[i] <= previous || volsE9[i] == 0 || volsE9[i] > MAX_UINT63) {
        revert BadSlice(asset, expiry, i);
      }
      previous = strikesE8[i];
      out.append(abi.encodePacked(strikesE8[i], volsE9[i]));
    }
    _store(asset, expiry, forwardE8, out.take());
  }

  /// @notice Writes a slice as raw SVI (smile kind 1): total variance `a + b (rho (k - m) + sqrt((k - m)^2 + sigma^2))`.
  /// @param asset Asset name.
  /// @param expiry Expiry, unix seconds; may be past.
  /// @param forwardE8 Forward price, USD times 1e8; of a past expiry the settlement price.
  /// @param aE12 Parameter a, times 1e12.
  /// @param bE12 Parameter b, times 1e12.
  /// @param rhoE12 Parameter rho, times 1e12.
  /// @param mE12 Parameter m, times 1e12.
  /// @param sigmaE12 Parameter sigma, times 1e12.
  /// @param tauSeconds Time to expiry the parameters were fitted for.
  function publishSvi(
    bytes16 asset,
    uint64 expiry,
    uint128 forwardE8,
    int64 aE12,
    int64 bE12,
    int64 rhoE12,
    int64 mE12,
    int64 sigmaE12,
    uint64 tauSeconds
  ) external onlyPublisher {
    bool hyperbola = bE12 >= 0 && sigmaE12 > 0 && rhoE12 > -1e12 && rhoE12 < 1e12;
    if (!hyperbola || tauSeconds == 0 || tauSeconds > MAX_UINT63) {
      revert BadSlice(asset, expiry, 0);
    }
    bytes memory head = abi.encodePacked(expiry, forwardE8, uint8(1));
    _store(
      asset,
      expiry,
      forwardE8,
      bytes.concat(head, abi.encodePacked(aE12, bE12, rhoE12, mE12, sigmaE12, tauSeconds))
    );
  }

  /// @notice Removes a slice, as a rule an expired one.
  /// @param asset Asset name.
  /// @param expiry Its expiry.
  function dropSlice(bytes16 asset, uint64 expiry) external onlyPublisher {
    uint64[] storage expiries = _expiries[asset];
    uint256 last = expiries.length;
    for (uint256 i = 0; i < last; i++) {
      if (expiries[i] == expiry) {
        for (uint256 j = i + 1; j < last; j++) {
          expiries[j - 1] = expiries[j];
        }
        expiries.pop();
        delete _slices[asset][expiry];
        emit SliceDropped(asset, expiry, msg.sender);
        return;
      }
    }
    revert UnknownSlice(asset, expiry);
  }

  /// @notice All data of an asset, packed: `uint128 spotE8 | uint32 confidenceE9 | uint64 time | int64 rateE9 | int64 fundingE9
  /// | uint128 dailyVolumeUsd | uint64 redemptionE9 | uint16 slices`, then the slices, expiries rising. Empty for an unknown
  /// asset.
  function read(bytes16 asset) external view returns (bytes memory) {
    Spot memory spot = _spots[asset];
    ByteBuffer.Buffer memory out = ByteBuffer.create(spot.time == 0 ? 0 : 4096);
    if (spot.time != 0) {
      Terms memory terms = _terms[asset];
      uint64[] memory expiries = _expiries[asset];
      out.append(abi.encodePacked(spot.spotE8, spot.confidenceE9, spot.time, spot.rateE9));
      out.append(
        abi.encodePacked(
          terms.fundingE9, terms.dailyVolumeUsd, terms.redemptionE9, uint16(expiries.length)
        )
      );
      for (uint256 i = 0; i < expiries.length; i++) {
        out.append(_slices[asset][expiries[i]]);
      }
    }
    return out.take();
  }

  function _store(bytes16 asset, uint64 expiry, uint128 forwardE8, bytes memory slice) private {
    _requireKnown(asset);
    if (expiry == 0 || expiry > MAX_UINT63 || forwardE8 == 0) {
      revert BadSlice(asset, expiry, 0);
    }
    if (_slices[asset][expiry].length == 0) {
      _insert(_expiries[asset], expiry);
    }
    _slices[asset][expiry] = slice;
    emit SlicePublished(asset, expiry, msg.sender, forwardE8);
  }

  function _requireKnown(bytes16 asset) private view {
    if (_spots[asset].time == 0) {
      revert UnknownAsset(asset);
    }
  }

  function _insert(uint64[] storage expiries, uint64 expiry) private {
    uint256 i = expiries.length;
    if (i >= MAX_SLICES) {
      revert TooManySlices(MAX_SLICES);
    }
    expiries.push(expiry);
    for (; i > 0 && expiries[i - 1] > expiry; i--) {
      expiries[i] = expiries[i - 1];
    }
    expiries[i] = expiry;
  }
}
