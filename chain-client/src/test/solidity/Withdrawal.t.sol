// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {CollateralTokens} from "../../main/solidity/collateral/CollateralTokens.sol";
import {Payout} from "../../main/solidity/collateral/Payout.sol";
import {GeneralizedCollateralManager} from
  "../../main/solidity/collateral/GeneralizedCollateralManager.sol";
import {WholeManager} from "./support/WholeManager.sol";
import {GuardState} from "../../main/solidity/collateral/GuardState.sol";
import {RoundStore} from "../../main/solidity/round/RoundStore.sol";
import {CollateralToken} from "../../main/solidity/devnet/CollateralToken.sol";
import {AwkwardToken} from "./support/AwkwardToken.sol";
import {NetworkFixture} from "./support/NetworkFixture.sol";
import {vm} from "./support/Vm.sol";

contract WithdrawalTest is NetworkFixture {
  function test_whatIsAboveTheRequirementLeavesExactlyToTheUnit() public {
    _deposit(alice, usdc, 10_000e6);
    _require(alice, 3_000e6);
    _request(alice, usdc, 8_000e6);
    _round(1, 1000);
    // 10,000 at no haircut minus 3,000: 7,000 may leave, one unit more may not.
    vm.expectRevert(
      abi.encodeWithSelector(
        Payout.InsufficientCollateral.selector, 3_000e6 - 1, 3_000e6
      )
    );
    _execute(alice, usdc, 7_000e6 + 1);
    _execute(alice, usdc, 7_000e6);
    vm.assertEq(usdc.balanceOf(alice), 7_000e6, "paid out");
    vm.expectPartialRevert(Payout.InsufficientCollateral.selector);
    _execute(alice, usdc, 1);
  }

  function test_haircutsRoundAgainstTheOneWhoLeaves() public {
    // 1 WETH at 2,250 and 10 % haircut: 2,025 USD. 2,025.000001 would need one wei more.
    _deposit(alice, weth, 2e18);
    _require(alice, 2_025e6);
    _request(alice, weth, 2e18);
    _round(1, 1000);
    vm.expectRevert(
      abi.encodeWithSelector(
        Payout.InsufficientCollateral.selector, 2_025e6 - 1, 2_025e6
      )
    );
    _execute(alice, weth, 1e18 + 1);
    _execute(alice, weth, 1e18);
  }

  function test_aRoundPinnedBeforeTheRequestReleasesNothing() public {
    _deposit(alice, usdc, 10_000e6);
    _require(alice, 0);
    _request(alice, usdc, 10_000e6);
    vm.roll(1001);
    _publish(1, 999);
    _proveRequirement(0);
    _proveCollaterals();
    vm.expectRevert(
      abi.encodeWithSelector(
        GeneralizedCollateralManager.PinnedBeforeRequest.selector, 999, 1000
      )
    );
    _execute(alice, usdc, 1);
    _round(2, 1000); // Pinned at the very block of the request.
    _execute(alice, usdc, 10_000e6);
  }

  function test_onlyTheNewestRoundReleases() public {
    _deposit(alice, usdc, 10_000e6);
    _require(alice, 0);
    _request(alice, usdc, 10_000e6);
    _round(1, 1000);
    vm.roll(1002);
    _require(alice, 9_000e6);
    _publish(2, 1001);
    // The old, lower requirement is proven, the newer round is out: it is not enough.
    vm.expectRevert(
      abi.encodeWithSelector(GeneralizedCollateralManager.RequirementNotNewest.selector, 1, 2)
    );
    _execute(alice, usdc, 10_000e6);
    _proveRequirement(0);
    _proveCollaterals();
    vm.expectPartialRevert(Payout.InsufficientCollateral.selector);
    _execute(alice, usdc, 1_000e6 + 1);
    _execute(alice, usdc, 1_000e6);
  }

  function test_anExpiredRoundReleasesNothing() public {
    _deposit(alice, usdc, 10_000e6);
    _require(alice, 0);
    _request(alice, usdc, 10_000e6);
    _round(1, 1000);
    uint64 end = published.report.validityEnd;
    vm.warp(end);
    vm.expectRevert(
      abi.encodeWithSelector(GeneralizedCollateralManager.NoValidRound.selector, 1, end)
    );
    _execute(alice, usdc, 1);
    vm.warp(end - 1);
    _execute(alice, usdc, 1);
  }

  function test_aTokenWithoutAPriceOfTheNewestRoundCountsNothing() public {
    _deposit(alice, usdc, 10_000e6);
    _deposit(alice, weth, 10e18);
    _require(alice, 10_000e6);
    _request(alice, weth, 10e18);
    vm.roll(1001);
    _publish(1, 1000);
    _proveRequirement(0);
    vm.expectRevert(
      abi.encodeWithSelector(
        Payout.InsufficientCollateral.selector, 0, 10_000e6
      )
    );
    _execute(alice, weth, 1);
    // USDC alone suffices: all WETH may leave, priced or not.
    gcm.proveCollateral(1, collateralLeaves[0], _sectionProof(COLLATERAL), _leafProof(COLLATERAL, 0));
    _execute(alice, weth, 10e18);
  }

  function test_otherTokensSetAsidesAndLocksStayCovered() public {
    _deposit(alice, usdc, 10_000e6);
    _deposit(alice, weth, 1e18); // 2,025
    _require(alice, 2_000e6);
    vm.prank(alice);
    gcm.lockLine(0, OTHER_CHAIN, address(this), 5_000e6);
    _request(alice, usdc, 10_000e6);
    _request(alice, weth, 1e18);
    _round(1, 1000);
    // 10,000 - 2,000 - 5,000; the WETH is set aside and counts for nothing.
    vm.expectPartialRevert(Payout.InsufficientCollateral.selector);
    _execute(alice, usdc, 3_000e6 + 1);
    _execute(alice, usdc, 3_000e6);
    vm.prank(alice);
    gcm.cancelWithdraw(0, address(weth));
    _execute(alice, usdc, 2_025e6);
    vm.expectPartialRevert(Payout.InsufficientCollateral.selector);
    _execute(alice, usdc, 1);
  }

  function test_aNewRequestReplacesTheOldOneAndStartsAnew() public {
    _deposit(alice, usdc, 10_000e6);
    _require(alice, 0);
    _request(alice, usdc, 10_000e6);
    vm.roll(1005);
    _request(alice, usdc, 500e6);
    vm.roll(1010);
    _round(1, 1004);
    (uint128 amount, uint64 requestBlock) =
      gcm.withdrawRequest(gcm.accountId(alice, 0), address(usdc));
    vm.assertEq(amount, 500e6, "amount");
    vm.assertEq(requestBlock, 1005, "block");
    vm.expectRevert(
      abi.encodeWithSelector(
        GeneralizedCollateralManager.PinnedBeforeRequest.selector, 1004, 1005
      )
    );
    _execute(alice, usdc, 1);
    _round(2, 1005);
    vm.expectRevert(
      abi.encodeWithSelector(
        Payout.BeyondRequest.selector, 500e6 + 1, 500e6
      )
    );
    _execute(alice, usdc, 500e6 + 1);
    _execute(alice, usdc, 500e6);
  }

  function test_withoutARequestNothingLeaves() public {
    _deposit(alice, usdc, 10_000e6);
    _require(alice, 0);
    _round(1, 1000);
    vm.expectRevert(
      abi.encodeWithSelector(Payout.BeyondRequest.selector, 1, 0)
    );
    _execute(alice, usdc, 1);
  }

  function test_requestsAreBoundedByTheBalance() public {
    _deposit(alice, usdc, 100);
    vm.prank(alice);
    vm.expectRevert(
      abi.encodeWithSelector(GeneralizedCollateralManager.InsufficientBalance.selector, 101, 100)
    );
    gcm.requestWithdraw(0, address(usdc), 101);
    vm.prank(alice);
    vm.expectPartialRevert(Payout.ZeroAmount.selector);
    gcm.requestWithdraw(0, address(usdc), 0);
  }

  function test_onesCollateralIsNotAnothers() public {
    _deposit(alice, usdc, 10_000e6);
    vm.prank(bob);
    vm.expectRevert(
      abi.encodeWithSelector(GeneralizedCollateralManager.InsufficientBalance.selector, 1, 0)
    );
    gcm.requestWithdraw(0, address(usdc), 1);
  }

  function test_aRaiseBindsAsSoonAsItIsProven() public {
    _deposit(alice, usdc, 10_000e6);
    _require(alice, 1_000e6);
    _request(alice, usdc, 10_000e6);
    _round(1, 1000);
    _execute(alice, usdc, 1_000e6);
    vm.roll(1002);
    _require(alice, 9_000e6);
    _round(2, 1001);
    vm.expectPartialRevert(Payout.InsufficientCollateral.selector);
    _execute(alice, usdc, 1);
    (uint64 height, uint128 initialE6) = gcm.requirement(gcm.accountId(alice, 0));
    vm.assertEq(height, 2, "height");
    vm.assertEq(initialE6, 9_000e6, "requirement");
  }

  function test_anOlderRequirementIsRefused() public {
    _deposit(alice, usdc, 10_000e6);
    _require(alice, 100e6);
    Signed memory first = _sign(1, 900);
    _submit(gcm, first, 0);
    _require(alice, 900e6);
    _round(2, 900);
    requirementLeaves[0].initialE6 = 100e6;
    requirementLeaves[0].maintenanceE6 = 80e6;
    requirementLeaves[0].isolatedE6 = 100e6;
    _remember(first);
    vm.expectRevert(abi.encodeWithSelector(CollateralTokens.OlderThanStored.selector, 1, 2));
    _proveRequirement(0);
  }

  function test_wrongProofsAreRefused() public {
    _deposit(alice, usdc, 10_000e6);
    _deposit(bob, usdc, 10_000e6);
    _require(alice, 100e6);
    _require(bob, 200e6);
    vm.roll(1001);
    _publish(1, 1000);
    bytes32[] memory section = _sectionProof(REQUIREMENTS);
    // Another's proof, another section, a lower amount, no proof at all, an unknown round.
    bytes32[] memory bobs = _leafProof(REQUIREMENTS, 1);
    vm.expectPartialRevert(RoundStore.LeafNotProven.selector);
    gcm.proveRequirement(1, requirementLeaves[0], section, bobs);
    bytes32[] memory alices = _leafProof(REQUIREMENTS, 0);
    bytes32[] memory collateral = _sectionProof(COLLATERAL);
    vm.expectPartialRevert(RoundStore.LeafNotProven.selector);
    gcm.proveRequirement(1, requirementLeaves[0], collateral, alices);
    requirementLeaves[0].initialE6--;
    vm.expectPartialRevert(RoundStore.LeafNotProven.selector);
    gcm.proveRequirement(1, requirementLeaves[0], section, alices);
    requirementLeaves[0].initialE6++;
    vm.expectPartialRevert(RoundStore.LeafNotProven.selector);
    gcm.proveRequirement(1, requirementLeaves[0], new bytes32[](0), new bytes32[](0));
    vm.expectRevert(abi.encodeWithSelector(RoundStore.UnknownRound.selector, 2));
    gcm.proveRequirement(2, requirementLeaves[0], section, alices);
    gcm.proveRequirement(1, requirementLeaves[0], section, alices);
  }

  function test_aLeafOfAnotherGcmIsRefused() public {
    _deposit(alice, usdc, 10_000e6);
    _require(alice, 100e6);
    requirementLeaves[0].gcm = bob;
    vm.roll(1001);
    _publish(1, 1000);
    vm.expectRevert(abi.encodeWithSelector(GuardState.WrongGcm.selector, bob, address(gcm)));
    this.proveFirstRequirement();
  }

  function test_aBatchPassesOverWhatIsNewerAlready() public {
    _deposit(alice, usdc, 1e6);
    _deposit(bob, usdc, 1e6);
    _require(alice, 1e6);
    _require(bob, 2e6);
    Signed memory first = _sign(1, 900);
    _submit(gcm, first, 0);
    _publish(2, 900);
    _proveRequirement(0);
    _remember(first);
    bytes32[][] memory proofs = new bytes32[][](2);
    proofs[0] = _leafProof(REQUIREMENTS, 0);
    proofs[1] = _leafProof(REQUIREMENTS, 1);
    gcm.proveRequirements(1, requirementLeaves, _sectionProof(REQUIREMENTS), proofs);
    (uint64 alices,) = gcm.requirement(gcm.accountId(alice, 0));
    (uint64 bobs,) = gcm.requirement(gcm.accountId(bob, 0));
    vm.assertEq(alices, 2, "newer stays");
    vm.assertEq(bobs, 1, "older account is brought up");
  }

  function test_onlyListedTokensAreTaken() public {
    CollateralToken stray = _token("Stray", "STRAY", 18);
    vm.expectRevert(
      abi.encodeWithSelector(CollateralTokens.UnknownToken.selector, address(stray))
    );
    gcm.deposit(address(stray), 1, 0);
  }

  function test_aTokensOwnBalanceDoesNotCount() public {
    usdc.mint(address(gcm), 1_000_000e6);
    _deposit(alice, usdc, 1e6);
    (uint128 amount,) = gcm.balanceOf(gcm.accountId(alice, 0), address(usdc));
    vm.assertEq(amount, 1e6, "credited");
  }

  function test_aFeeOnTransferCreditsWhatArrived() public {
    AwkwardToken awkward = new AwkwardToken(1);
    gcm = _deployGcm(_only(address(awkward)));
    awkward.mint(alice, 100);
    vm.prank(alice);
    awkward.approve(address(gcm), 100);
    vm.prank(alice);
    vm.assertEq(gcm.deposit(address(awkward), 100, 0), 99, "credited");
  }

  function test_aTokenThatCallsBackCannotReenter() public {
    AwkwardToken awkward = new AwkwardToken(0);
    gcm = _deployGcm(_only(address(awkward)));
    awkward.mint(alice, 100);
    awkward.reenter(
      address(gcm), abi.encodeCall(gcm.deposit, (address(awkward), uint128(1), uint32(0)))
    );
    vm.prank(alice);
    awkward.approve(address(gcm), 100);
    vm.prank(alice);
    gcm.deposit(address(awkward), 100, 0);
    vm.assertTrue(
      awkward.answer() == ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector, "reentry"
    );
  }

  function test_theListOfTokensHasNoDoubles() public {
    address[] memory twice = new address[](2);
    twice[0] = address(usdc);
    twice[1] = address(usdc);
    vm.expectRevert();
    this.deployWith(twice);
  }

  function deployWith(address[] calldata tokens) external {
    _deployGcm(tokens);
  }

  function proveFirstRequirement() external {
    _proveRequirement(0);
  }

  function testFuzz_noReleaseGoesBelowTheRequirement(
    uint128 usdcAmount,
    uint128 wethAmount,
    uint128 initialE6,
    uint128 leaving
  ) public {
    usdcAmount = usdcAmount % 1e15 + 1;
    wethAmount = wethAmount % 1e24 + 1;
    leaving = leaving % wethAmount + 1;
    uint256 stayingE6 = usdcAmount + uint256(wethAmount - leaving) * 2_025 / 1e12;
    initialE6 = uint128(initialE6 % (2 * stayingE6 + 1));
    _deposit(alice, usdc, usdcAmount);
    _deposit(alice, weth, wethAmount);
    _require(alice, initialE6);
    _request(alice, weth, wethAmount);
    _round(1, 1000);
    if (stayingE6 < initialE6) {
      vm.expectRevert(
        abi.encodeWithSelector(
          Payout.InsufficientCollateral.selector, stayingE6, initialE6
        )
      );
    }
    _execute(alice, weth, leaving);
  }

  function _round(uint64 height, uint64 pinBlock) private {
    if (block.number <= pinBlock) {
      vm.roll(pinBlock + 1);
    }
    _publish(height, pinBlock);
    _proveRequirement(0);
    _proveCollaterals();
  }

  function _request(address owner, CollateralToken token, uint128 amount) private {
    vm.prank(owner);
    gcm.requestWithdraw(0, address(token), amount);
  }

  function _execute(address owner, CollateralToken token, uint128 amount) private {
    vm.prank(owner);
    gcm.executeWithdraw(0, address(token), amount);
  }

  function _only(address token) private pure returns (address[] memory tokens) {
    tokens = new address[](1);
    tokens[0] = token;
  }
}
