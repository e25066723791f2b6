// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GeneralizedCollateralManager} from
  "../../main/solidity/collateral/GeneralizedCollateralManager.sol";
import {NetworkFixture} from "./support/NetworkFixture.sol";
import {vm} from "./support/Vm.sol";

/// A round under a breaker is stored; what it raises binds, what it lowers does not, and HALT lets nothing go.
contract BreakersTest is NetworkFixture {
  bytes32 private account;

  function setUp() public override {
    super.setUp();
    account = gcm.accountId(alice, 0);
    _deposit(alice, usdc, 10_000e6);
    vm.prank(alice);
    gcm.requestWithdraw(0, address(usdc), 10_000e6);
    vm.roll(1001);
    _require(alice, 3_000e6);
    _round(1, 0);
  }

  function test_aRoundUnderABreakerIsStored() public {
    _round(2, 2);
    vm.assertEq(gcm.latestRound().breakerState, 2, "state");
    vm.assertEq(gcm.latestRound().height, 2, "height");
  }

  function test_aRaiseBindsUnderABreaker() public {
    _require(alice, 9_000e6);
    _round(2, 1);
    _binds(9_000e6);
    vm.prank(alice);
    vm.expectRevert();
    gcm.executeWithdraw(0, address(usdc), 1_000e6 + 1);
    vm.prank(alice);
    gcm.executeWithdraw(0, address(usdc), 1_000e6);
  }

  function test_aDecreaseWaitsForARoundWithoutBreaker() public {
    _require(alice, 0);
    _round(2, 1);
    _binds(3_000e6);
    _round(3, 2);
    _binds(3_000e6);
    _round(4, 0);
    _binds(0);
  }

  function test_underHaltNothingLeavesThatAnythingIsClaimedAgainst() public {
    _round(2, 2);
    vm.prank(alice);
    vm.expectRevert(abi.encodeWithSelector(GeneralizedCollateralManager.Halted.selector, 2, 2));
    gcm.executeWithdraw(0, address(usdc), 1);
    _round(3, 0);
    vm.prank(alice);
    gcm.executeWithdraw(0, address(usdc), 7_000e6);
  }

  function test_noBreakerHoldsAnAccountWithoutPositions() public {
    _require(alice, 0);
    _round(2, 0);
    _round(3, 255);
    vm.prank(alice);
    gcm.executeWithdraw(0, address(usdc), 10_000e6);
  }

  /// Whatever states and requirements follow each other: the greatest since the last round without breaker binds.
  function testFuzz_whatBindsIsTheGreatestSinceTheLastCalmRound(
    uint8[6] memory states,
    uint64[6] memory requirements
  ) public {
    uint128 expected = 3_000e6;
    for (uint64 i = 0; i < 6; i++) {
      uint8 state = states[i] % 3;
      _require(alice, requirements[i]);
      _round(2 + i, state);
      expected = state == 0 || requirements[i] > expected ? requirements[i] : expected;
      _binds(expected);
    }
  }

  function _binds(uint128 expectedE6) private view {
    (, uint128 initialE6) = gcm.requirement(account);
    vm.assertEq(initialE6, expectedE6, "binds");
  }

  function _round(uint64 height, uint8 state) private {
    breakerState = state;
    _publish(height, 1000);
    _proveRequirement(0);
    _proveCollaterals();
  }
}
