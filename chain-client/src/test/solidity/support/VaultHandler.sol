// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CollateralToken} from "../../../main/solidity/devnet/CollateralToken.sol";
import {NetworkFixture} from "./NetworkFixture.sol";
import {vm} from "./Vm.sol";

/// @title Three owners, a venue and the network doing anything in any order
/// @notice Keeps its own books, so that what the GCM does can be judged without asking the GCM.
contract VaultHandler is NetworkFixture {
  address[3] public actors = [address(0xA1), address(0xA2), address(0xA3)];
  mapping(address owner => mapping(uint256 token => uint256)) public held;
  mapping(address owner => mapping(uint256 token => uint256)) public aside;
  mapping(address owner => mapping(uint256 token => uint256)) public requestBlock;
  mapping(address owner => uint256) public provenE6;
  mapping(address owner => uint256) public provenHeight;
  uint64 public height;
  uint64 public pinBlock;
  uint256 public pricedHeight;
  uint256 public releases;
  string public violation;

  constructor() {
    setUp();
    for (uint256 i = 0; i < 3; i++) {
      vm.prank(actors[i]);
      gcm.openAccount(0);
      bytes32 account = gcm.accountId(actors[i], 0);
      vm.prank(actors[i]);
      gcm.approveVenue(account, address(this), type(uint128).max);
      _require(actors[i], 0);
    }
    _nextRound();
  }

  function deposit(uint8 who, uint8 what, uint64 amount) external {
    (address owner, uint256 token) = _pick(who, what);
    amount = amount % 1e12 + 1;
    _deposit(owner, _at(token), amount);
    held[owner][token] += amount;
  }

  function request(uint8 who, uint8 what, uint64 amount) external {
    (address owner, uint256 token) = _pick(who, what);
    if (held[owner][token] == 0) {
      return;
    }
    uint128 asked = uint128(amount % held[owner][token] + 1);
    vm.prank(owner);
    gcm.requestWithdraw(0, address(_at(token)), asked);
    aside[owner][token] = asked;
    requestBlock[owner][token] = block.number;
  }

  function execute(uint8 who, uint8 what, uint64 amount) external {
    (address owner, uint256 token) = _pick(who, what);
    if (aside[owner][token] == 0) {
      return;
    }
    uint128 leaving = uint128(amount % aside[owner][token] + 1);
    vm.prank(owner);
    try gcm.executeWithdraw(0, address(_at(token)), leaving) {
      held[owner][token] -= leaving;
      aside[owner][token] -= leaving;
      releases++;
      _judgeRelease(owner, token);
    } catch {}
  }

  function cancel(uint8 who, uint8 what) external {
    (address owner, uint256 token) = _pick(who, what);
    if (aside[owner][token] != 0) {
      vm.prank(owner);
      gcm.cancelWithdraw(0, address(_at(token)));
      aside[owner][token] = 0;
    }
  }

  function round(uint64[3] calldata requirementsE6, uint8 priced, uint8 proven, uint8 gap) external {
    for (uint256 i = 0; i < 3; i++) {
      _require(actors[i], requirementsE6[i] % 2e6);
    }
    height += gap % 3;
    _nextRound();
    if (priced % 4 != 0) {
      _proveCollaterals();
      pricedHeight = height;
    }
    for (uint256 i = 0; i < 3; i++) {
      if (proven & (1 << i) != 0) {
        _proveRequirement(i);
        provenE6[actors[i]] = requirementLeaves[i].initialE6;
        provenHeight[actors[i]] = height;
      }
    }
  }

  function replay() external {
    try gcm.submitRound(
      published.report,
      published.signature.rx,
      published.signature.ry,
      published.signature.z,
      published.pins[0],
      _pinProof(published, 0)
    ) {
      violation = "a round was accepted twice";
    } catch {}
  }

  function record(uint8 who, uint32 amountE6) external {
    bytes32 account = gcm.accountId(actors[who % 3], 0);
    uint256 before = gcm.openChargesE6(account);
    gcm.record(account, 0, 0, int256(uint256(amountE6 % 1e5)));
    if (gcm.openChargesE6(account) != before + amountE6 % 1e5) {
      violation = "a recorded charge was lost";
    }
  }

  function pass(uint8 blocks) external {
    vm.roll(block.number + 1 + blocks % 4);
    vm.warp(block.timestamp + 12);
  }

  /// @notice Sum of what the owners hold by these books.
  function totalHeld(uint256 token) external view returns (uint256 sum) {
    for (uint256 i = 0; i < 3; i++) {
      sum += held[actors[i]][token];
    }
  }

  function vaultBalance(uint256 token) external view returns (uint256) {
    return _at(token).balanceOf(address(gcm));
  }

  function contractBalances(uint256 token) external view returns (uint256 sum) {
    for (uint256 i = 0; i < 3; i++) {
      (uint128 amount,) = gcm.balanceOf(gcm.accountId(actors[i], 0), address(_at(token)));
      sum += amount;
    }
  }

  function acceptedHeight() external view returns (uint64) {
    return gcm.latestRound().height;
  }

  function acceptedPin() external view returns (uint64) {
    return gcm.latestRound().ownPinBlock;
  }

  function _judgeRelease(address owner, uint256 token) private {
    uint256 valueE6 = 0;
    if (pricedHeight == height) {
      valueE6 += held[owner][0] - (token == 0 ? 0 : aside[owner][0]);
      // WETH at 2,250 with a haircut of 10 %.
      valueE6 += (held[owner][1] - (token == 1 ? 0 : aside[owner][1])) * 2_025 / 1e12;
    }
    if (provenHeight[owner] != height || requestBlock[owner][token] > pinBlock) {
      violation = "released against a round that had not seen the request";
    }
    if (valueE6 < provenE6[owner] + gcm.openChargesE6(gcm.accountId(owner, 0))) {
      violation = "released below the requirement";
    }
  }

  function _nextRound() private {
    height++;
    pinBlock = uint64(block.number);
    vm.roll(pinBlock + 1);
    _publish(height, pinBlock);
  }

  function _pick(uint8 who, uint8 what) private view returns (address, uint256) {
    return (actors[who % 3], what % 2);
  }

  function _at(uint256 token) private view returns (CollateralToken) {
    return token == 0 ? usdc : weth;
  }
}
