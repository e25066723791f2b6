// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ByteBuffer} from "../bytes/ByteBuffer.sol";
import {CollateralTokens} from "./CollateralTokens.sol";

/// @title Packed reads of accounts for the oracle's nodes
/// @notice Fixed-width big-endian fields without padding (docs/formats.md section 4), read at a pinned block.
abstract contract AccountLens is CollateralTokens {
  using ByteBuffer for ByteBuffer.Buffer;

  /// @notice Less gas than a token may need to tell its supply.
  error TooLittleGas(uint256 given, uint256 needed);

  /// @dev Gas that a token gets to tell its supply. Fixed, so that what is read does not depend on the caller's gas; it bounds
  /// what a hostile token can return, too.
  uint256 private constant SUPPLY_GAS = 200_000;

  /// @notice State of accounts, packed: owner, sub-account, holder, proven height and requirement, open charges, tokens,
  /// locked lines, links, venues.
  function readAccounts(bytes32[] calldata accounts) external view returns (bytes memory) {
    ByteBuffer.Buffer memory out = ByteBuffer.create(512 * accounts.length);
    for (uint256 i = 0; i < accounts.length; i++) {
      bytes32 id = accounts[i];
      Account memory account = _accounts[id];
      out.append(
        abi.encodePacked(
          account.owner,
          account.subAccount,
          account.holder,
          account.provenHeight,
          account.initialE6,
          _reservedE6(id)
        )
      );
      _appendHoldings(out, id, account.owner != address(0) || account.holder != address(0));
      _appendLocks(out, _locks[id]);
      _appendLinks(out, _links[id]);
      _appendVenues(out, _venues[id]);
    }
    return out.take();
  }

  /// @notice The whitelisted tokens in their fixed order, packed: address, decimals, total supply (at most 2^128 - 1; 0 if the
  /// token does not tell it).
  function readTokens() external view returns (bytes memory) {
    ByteBuffer.Buffer memory out = ByteBuffer.create(37 * _tokens.length);
    for (uint256 i = 0; i < _tokens.length; i++) {
      address token = _tokens[i].token;
      out.append(abi.encodePacked(token, _tokens[i].decimals, _supplyOf(token)));
    }
    return out.take();
  }

  function _supplyOf(address token) private view returns (uint128) {
    // A call gets at most 63/64 of what is left, and silently less than it asks for.
    if (gasleft() < 2 * SUPPLY_GAS) {
      revert TooLittleGas(gasleft(), 2 * SUPPLY_GAS);
    }
    (bool answered, bytes memory answer) =
      token.staticcall{gas: SUPPLY_GAS}(abi.encodeCall(IERC20.totalSupply, ()));
    if (!answered || answer.length < 32) {
      return 0;
    }
    return uint128(Math.min(abi.decode(answer, (uint256)), type(uint128).max));
  }

  /// @dev What a lock may be signed as a line: while it is being lowered, what shall stay.
  function _signableE6(Lock storage lock) private view returns (uint128) {
    return lock.requestBlock == 0 ? lock.lockedE6 : lock.targetE6;
  }

  /// @dev Open charges, and what is locked still but not signed as lines any more.
  function _reservedE6(bytes32 id) private view returns (uint128) {
    Lock[] storage locks = _locks[id];
    uint256 sumE6 = _charges[id].totalE6;
    for (uint256 i = 0; i < locks.length; i++) {
      sumE6 += locks[i].lockedE6 - _signableE6(locks[i]);
    }
    return uint128(Math.min(sumE6, type(uint128).max));
  }

  function _appendHoldings(ByteBuffer.Buffer memory out, bytes32 id, bool known) private view {
    uint256 count = known ? _tokens.length : 0;
    out.append(abi.encodePacked(uint8(count)));
    for (uint256 i = 0; i < count; i++) {
      out.append(abi.encodePacked(_holdings[id][i].amount, _holdings[id][i].setAside));
    }
  }

  function _appendLocks(ByteBuffer.Buffer memory out, Lock[] storage locks) private view {
    uint256 count = 0;
    for (uint256 i = 0; i < locks.length; i++) {
      count += _signableE6(locks[i]) == 0 ? 0 : 1;
    }
    out.append(abi.encodePacked(uint8(count)));
    for (uint256 i = 0; i < locks.length; i++) {
      uint128 amountE6 = _signableE6(locks[i]);
      if (amountE6 != 0) {
        out.append(abi.encodePacked(locks[i].guardChainId, locks[i].guard, amountE6));
      }
    }
  }

  function _appendLinks(ByteBuffer.Buffer memory out, Link[] storage links) private view {
    uint256 count = links.length;
    out.append(abi.encodePacked(uint8(count)));
    for (uint256 i = 0; i < count; i++) {
      out.append(abi.encodePacked(links[i].guardChainId, links[i].guard, links[i].holder));
    }
  }

  function _appendVenues(ByteBuffer.Buffer memory out, Venue[] storage venues) private view {
    uint256 count = venues.length;
    out.append(abi.encodePacked(uint8(count)));
    for (uint256 i = 0; i < count; i++) {
      out.append(abi.encodePacked(venues[i].venue, venues[i].capE6));
    }
  }
}
