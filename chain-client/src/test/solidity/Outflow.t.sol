// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CollateralTokens} from "../../main/solidity/collateral/CollateralTokens.sol";
import {OutflowLimit} from "../../main/solidity/collateral/OutflowLimit.sol";
import {CollateralToken} from "../../main/solidity/devnet/CollateralToken.sol";
import {NetworkFixture} from "./support/NetworkFixture.sol";
import {vm} from "./support/Vm.sol";

contract Scaled is CollateralToken("Scaled", "aTKN", 18) {
  function scaledTotalSupply() external pure returns (uint256) {
    return 1;
  }
}

contract Shared is CollateralToken("Shared", "stTKN", 18) {
  function getTotalShares() external pure returns (uint256) {
    return 1;
  }
}

/// What may leave in a day, and which tokens may come in at all.
contract OutflowTest is NetworkFixture {
  uint64 private height;

  function setUp() public override {
    super.setUp();
    uint104[] memory perDay = new uint104[](2);
    perDay[0] = 86_400;
    perDay[1] = type(uint104).max;
    gcm = _deployGcm(_tokens(), perDay);
    _installKey(gcm);
    _deposit(alice, usdc, 1e9);
    _require(alice, 0);
    vm.prank(alice);
    gcm.requestWithdraw(0, address(usdc), 1e9);
    vm.roll(1001);
    _round();
  }

  function test_aDaysAmountLeavesAtOnceAndComesBackWithTime() public {
    _take(86_400);
    _refused(1, 0);
    vm.warp(block.timestamp + 100);
    _refused(101, 100);
    _take(100);
    vm.warp(block.timestamp + 86_399);
    _round();
    _refused(86_400, 86_399);
    vm.warp(block.timestamp + 1e6);
    (uint256 perDay, uint256 left) = gcm.outflowLimit(address(usdc));
    vm.assertEq(perDay, 86_400);
    vm.assertEq(left, 86_400);
  }

  function test_aTokenWithoutLimitIsNotHeldBack() public {
    _deposit(alice, weth, 1e30);
    vm.prank(alice);
    gcm.requestWithdraw(0, address(weth), 1e30);
    vm.roll(1100);
    _publish(++height, 1050);
    _proveRequirement(0);
    vm.prank(alice);
    gcm.executeWithdraw(0, address(weth), 1e30);
    (, uint256 left) = gcm.outflowLimit(address(weth));
    vm.assertEq(left, type(uint104).max);
  }

  /// In no day does more leave than the bucket holds and what leaks meanwhile.
  function testFuzz_neverMoreThanTheBucketAndItsLeak(uint32[8] memory asked, uint16[8] memory waits)
    public
  {
    uint256 start = block.timestamp;
    uint256 gone = 0;
    for (uint256 i = 0; i < 8; i++) {
      vm.warp(block.timestamp + waits[i]);
      _round();
      uint128 amount = uint128(asked[i] % 100_000 + 1);
      (, uint256 left) = gcm.outflowLimit(address(usdc));
      vm.prank(alice);
      try gcm.executeWithdraw(0, address(usdc), amount) {
        vm.assertLe(amount, left, "beyond what was left");
        gone += amount;
      } catch {
        vm.assertLe(left + 1, amount, "refused though there was room");
      }
      vm.assertLe(gone, 86_400 + (block.timestamp - start), "bucket and leak");
    }
  }

  function test_tokensNeedALimitAndMustNotRebase() public {
    _refuseToken(address(usdc), 0);
    _refuseToken(address(new Scaled()), 1);
    _refuseToken(address(new Shared()), 1);
    _refuseToken(address(new CollateralToken("Wide", "W", 37)), 1);
    vm.expectPartialRevert(CollateralTokens.BadToken.selector);
    this.deploy(_tokens(), new uint104[](1));
  }

  function test_thirtySixDecimalsAreValuedToTheUnit() public {
    CollateralToken wide = _token("Wide", "W", 36);
    (address[] memory tokens, uint104[] memory perDay) = _one(address(wide), type(uint104).max);
    gcm = _deployGcm(tokens, perDay);
    _installKey(gcm);
    collateralLeaves[0].token = address(wide);
    collateralLeaves[0].decimals = 36;
    collateralLeaves[0].haircutImE9 = 5e8;
    _deposit(alice, wide, 3e36);
    requirementLeaves.pop();
    _require(alice, 1e6);
    vm.prank(alice);
    gcm.requestWithdraw(0, address(wide), 3e36);
    vm.roll(1010);
    _publish(++height, 1005);
    _proveRequirement(0);
    gcm.proveCollateral(
      height, collateralLeaves[0], _sectionProof(COLLATERAL), _leafProof(COLLATERAL, 0)
    );
    vm.prank(alice);
    vm.expectRevert();
    gcm.executeWithdraw(0, address(wide), 1e36 + 1);
    vm.prank(alice);
    gcm.executeWithdraw(0, address(wide), 1e36);
  }

  function deploy(address[] memory tokens, uint104[] memory perDay) external {
    _deployGcm(tokens, perDay);
  }

  function _refuseToken(address token, uint104 limit) private {
    (address[] memory tokens, uint104[] memory perDay) = _one(token, limit);
    vm.expectRevert(abi.encodeWithSelector(CollateralTokens.BadToken.selector, 0, token));
    this.deploy(tokens, perDay);
  }

  function _one(address token, uint104 limit)
    private
    pure
    returns (address[] memory tokens, uint104[] memory perDay)
  {
    tokens = new address[](1);
    tokens[0] = token;
    perDay = new uint104[](1);
    perDay[0] = limit;
  }

  function _take(uint128 amount) private {
    vm.prank(alice);
    gcm.executeWithdraw(0, address(usdc), amount);
  }

  function _refused(uint128 amount, uint256 left) private {
    vm.prank(alice);
    vm.expectRevert(
      abi.encodeWithSelector(OutflowLimit.OutflowLimited.selector, amount, left)
    );
    gcm.executeWithdraw(0, address(usdc), amount);
  }

  function _round() private {
    _publish(++height, 1000);
    _proveRequirement(0);
  }
}
