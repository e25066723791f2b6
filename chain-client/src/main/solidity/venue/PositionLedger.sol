// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ByteBuffer} from "../bytes/ByteBuffer.sol";
import {IPositionSource} from "./IPositionSource.sol";
import {InstrumentKinds} from "./InstrumentKinds.sol";

/// @title Instruments and positions of a venue, by account id
/// @notice A signed quantity per account and instrument. A bitmap per account marks what is not zero, so that reading an
/// account costs what it holds, not what is listed.
abstract contract PositionLedger is IPositionSource {
  using ByteBuffer for ByteBuffer.Buffer;

  /// @notice The instrument is not listed.
  error UnknownInstrument(uint256 given, uint256 count);
  /// @notice The instrument is listed already.
  error AlreadyListed(bytes32 instrument);
  /// @notice Assets are 1 to 16 characters of `A-Z`, `0-9` and `.`, padded with zero bytes.
  error BadAsset(bytes16 asset);
  /// @notice Only the lister lists instruments.
  error NotLister(address given, address expected);

  /// @notice An instrument was listed.
  event InstrumentListed(
    uint256 indexed index,
    bytes32 indexed instrument,
    uint8 kind,
    bytes16 asset,
    uint64 expiry,
    uint128 strikeE8
  );

  struct Instrument {
    uint8 kind;
    bytes16 asset;
    uint40 expiry;
    uint80 strikeE8;
  }

  /// @notice Number of the cash instrument.
  uint32 public constant CASH = 0;

  /// @notice Who may list instruments; nothing else.
  address public immutable lister;

  Instrument[] private _instruments;
  mapping(bytes32 instrument => bool) private _listed;
  mapping(bytes32 account => mapping(uint256 index => int128)) private _quantities;
  mapping(bytes32 account => mapping(uint256 word => uint256)) private _held;

  constructor(address lister_) {
    lister = lister_;
    _list(InstrumentKinds.CASH, "USD", 0, 0);
  }

  /// @inheritdoc IPositionSource
  function instrumentCount() public view returns (uint256) {
    return _instruments.length;
  }

  /// @notice Id of an instrument.
  function instrumentId(uint256 index) public view returns (bytes32) {
    Instrument memory found = _instrumentAt(index);
    return _idOf(found.kind, found.asset, found.expiry, found.strikeE8);
  }

  /// @notice Signed quantity of an instrument that an account holds, times 1e18.
  function positionOf(bytes32 account, uint256 index) public view returns (int128 quantityE18) {
    return _quantities[account][index];
  }

  /// @inheritdoc IPositionSource
  function readInstruments(uint256 from, uint256 count) external view returns (bytes memory) {
    uint256 end = Math.min(_instruments.length, Math.saturatingAdd(from, count));
    ByteBuffer.Buffer memory out = ByteBuffer.create(end > from ? 73 * (end - from) : 0);
    for (uint256 i = from; i < end; i++) {
      Instrument memory found = _instruments[i];
      out.append(
        abi.encodePacked(
          _idOf(found.kind, found.asset, found.expiry, found.strikeE8),
          found.kind,
          found.asset,
          uint64(found.expiry),
          uint128(found.strikeE8)
        )
      );
    }
    return out.take();
  }

  /// @inheritdoc IPositionSource
  function readPositions(bytes32[] calldata accounts) external view returns (bytes memory) {
    ByteBuffer.Buffer memory out = ByteBuffer.create(64 * accounts.length);
    ByteBuffer.Buffer memory one = ByteBuffer.create(0);
    uint256 words = Math.ceilDiv(_instruments.length, 256);
    for (uint256 i = 0; i < accounts.length; i++) {
      one.length = 0;
      for (uint256 word = 0; word < words; word++) {
        _appendHeld(one, accounts[i], word, _held[accounts[i]][word]);
      }
      out.append(abi.encodePacked(uint16(one.length / 20)));
      out.appendBuffer(one);
    }
    return out.take();
  }

  function _appendHeld(
    ByteBuffer.Buffer memory out,
    bytes32 account,
    uint256 word,
    uint256 held
  ) private view {
    while (held != 0) {
      uint256 lowest = held & (~held + 1);
      uint256 index = 256 * word + Math.log2(lowest);
      out.append(abi.encodePacked(uint32(index), _quantities[account][index]));
      held ^= lowest;
    }
  }

  /// @dev Lists one instrument; fails if it is listed already.
  function _list(uint8 kind, bytes16 asset, uint64 expiry, uint128 strikeE8) internal {
    _requireAsset(asset);
    bytes32 id = _idOf(kind, asset, expiry, strikeE8);
    if (_listed[id]) {
      revert AlreadyListed(id);
    }
    _listed[id] = true;
    _instruments.push(
      Instrument(kind, asset, SafeCast.toUint40(expiry), SafeCast.toUint80(strikeE8))
    );
    emit InstrumentListed(_instruments.length - 1, id, kind, asset, expiry, strikeE8);
  }

  /// @dev Adds to a position and keeps its mark in the bitmap.
  function _move(bytes32 account, uint256 index, int256 changeE18) internal {
    int128 quantity = SafeCast.toInt128(int256(_quantities[account][index]) + changeE18);
    _quantities[account][index] = quantity;
    uint256 bit = 1 << (index % 256);
    uint256 held = _held[account][index / 256];
    uint256 marked = quantity == 0 ? held & ~bit : held | bit;
    if (marked != held) {
      _held[account][index / 256] = marked;
    }
  }

  function _instrumentAt(uint256 index) internal view returns (Instrument memory) {
    if (index >= _instruments.length) {
      revert UnknownInstrument(index, _instruments.length);
    }
    return _instruments[index];
  }

  function _idOf(uint8 kind, bytes16 asset, uint64 expiry, uint128 strikeE8)
    internal
    view
    returns (bytes32)
  {
    return keccak256(abi.encode(block.chainid, address(this), kind, asset, expiry, strikeE8));
  }

  function _requireLister() internal view {
    if (msg.sender != lister) {
      revert NotLister(msg.sender, lister);
    }
  }

  function _requireAsset(bytes16 asset) private pure {
    bool ended = asset[0] == 0;
    if (ended) {
      revert BadAsset(asset);
    }
    for (uint256 i = 0; i < 16; i++) {
      bytes1 c = asset[i];
      ended = ended || c == 0;
      bool named = (c >= "A" && c <= "Z") || (c >= "0" && c <= "9") || c == ".";
      if (ended ? c != 0 : !named) {
        revert BadAsset(asset);
      }
    }
  }
}
