// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountBook} from "../../main/solidity/collateral/AccountBook.sol";
import {GuardState} from "../../main/solidity/collateral/GuardState.sol";
import {BoundLeaf, RequirementLeaf} from "../../main/solidity/round/RoundTypes.sol";
import {NetworkFixture} from "./support/NetworkFixture.sol";
import {vm} from "./support/Vm.sol";

/// Charges at home, against free collateral. The test itself is the venue.
contract RiskGuardTest is NetworkFixture {
  bytes32 private constant ETH = keccak256("ETH perpetual");
  bytes32 private account;

  function setUp() public override {
    super.setUp();
    account = gcm.accountId(alice, 0);
    // 2,250 mark; one unit more adds at most 400, one less 500; whole lots of 0.01.
    boundLeaves.push(BoundLeaf(ETH, 2_250e6, 400e6, 500e6, 0.01e18));
    _deposit(alice, usdc, 10_000e6);
    _require(alice, 3_000e6);
    vm.prank(alice);
    gcm.approveVenue(account, address(this), 5_000e6);
    _round(1, 1000);
  }

  function test_aTradeAtTheMarkCostsItsBoundInWholeLots() public {
    vm.assertEq(gcm.reserve(account, ETH, 1e18, 2_250e6), 400e6, "buy");
    vm.assertEq(gcm.reserve(account, ETH, -1e18, -2_250e6), 500e6, "sell");
    // 1.001 units are 1.01 units of lots.
    vm.assertEq(gcm.reserve(account, ETH, 1.001e18, 2_252.25e6), 404e6, "lots");
    vm.assertEq(gcm.openChargesE6(account), 1_304e6, "open");
    vm.assertEq(gcm.available(account), int256(7_000e6 - 1_304e6));
  }

  function test_whatIsPaidAboveTheMarkIsCharged() public {
    vm.assertEq(gcm.reserve(account, ETH, 1e18, 2_260e6), 410e6, "bought too dear");
    vm.assertEq(gcm.reserve(account, ETH, -1e18, -2_200e6), 550e6, "sold too cheap");
    // A good price earns nothing in advance.
    vm.assertEq(gcm.reserve(account, ETH, 1e18, 2_000e6), 400e6, "bought cheap");
    vm.assertEq(gcm.reserve(account, 0, 0, 77e6), 77e6, "cash that leaves");
  }

  function test_freeCollateralIsSpentToTheLastUnit() public {
    vm.prank(alice);
    gcm.approveVenue(account, address(this), type(uint128).max);
    vm.expectRevert(
      abi.encodeWithSelector(GuardState.InsufficientMargin.selector, 7_000e6 + 1, int256(7_000e6))
    );
    gcm.reserve(account, 0, 0, 7_000e6 + 1);
    gcm.reserve(account, 0, 0, 7_000e6);
    vm.expectPartialRevert(GuardState.InsufficientMargin.selector);
    gcm.reserve(account, 0, 0, 1);
  }

  function test_locksAndSetAsidesAreNotFree() public {
    vm.prank(alice);
    gcm.lockLine(0, OTHER_CHAIN, address(1), 2_000e6);
    vm.prank(alice);
    gcm.requestWithdraw(0, address(usdc), 1_500e6);
    vm.assertEq(gcm.available(account), int256(3_500e6));
    vm.expectPartialRevert(GuardState.InsufficientMargin.selector);
    gcm.reserve(account, 0, 0, 3_500e6 + 1);
    gcm.reserve(account, 0, 0, 3_500e6);
  }

  function test_theCapBoundsTheSumOfOpenCharges() public {
    gcm.reserve(account, 0, 0, 3_000e6);
    vm.roll(1002);
    vm.expectRevert(
      abi.encodeWithSelector(GuardState.VenueCapExceeded.selector, 5_000e6 + 1, 5_000e6)
    );
    gcm.reserve(account, 0, 0, 2_000e6 + 1);
    gcm.reserve(account, 0, 0, 2_000e6);
    vm.roll(1003);
    _round(2, 1001); // Has seen the first charge only.
    gcm.reserve(account, 0, 0, 3_000e6);
  }

  function test_onlyApprovedVenuesCharge() public {
    vm.prank(bob);
    vm.expectRevert(abi.encodeWithSelector(GuardState.VenueNotApproved.selector, account, bob));
    gcm.reserve(account, 0, 0, 1);
    vm.prank(bob);
    vm.expectRevert(abi.encodeWithSelector(GuardState.VenueNotApproved.selector, account, bob));
    gcm.record(account, 0, 0, 1);
    vm.prank(alice);
    gcm.approveVenue(account, address(this), 0);
    vm.expectRevert(abi.encodeWithSelector(GuardState.VenueCapExceeded.selector, 1, 0));
    gcm.reserve(account, 0, 0, 1);
  }

  function test_onlyTheOwnerApprovesVenues() public {
    vm.prank(bob);
    vm.expectRevert(abi.encodeWithSelector(AccountBook.NotActor.selector, bob, alice));
    gcm.approveVenue(account, bob, 1);
    vm.expectPartialRevert(AccountBook.UnknownAccount.selector);
    gcm.approveVenue(keccak256("nobody"), bob, 1);
  }

  function test_chargesEndWithARoundThatHasSeenTheTrade() public {
    gcm.reserve(account, 0, 0, 100e6); // Block 1001.
    vm.roll(1002);
    gcm.reserve(account, 0, 0, 200e6);
    vm.roll(1003);
    gcm.reserve(account, 0, 0, 400e6);
    vm.roll(1010);
    _round(2, 1002);
    vm.assertEq(gcm.openChargesE6(account), 400e6, "charged after the pin");
    _round(3, 1003);
    vm.assertEq(gcm.openChargesE6(account), 0, "all seen");
  }

  function test_chargesDoNotEndWithARoundPinnedBefore() public {
    gcm.reserve(account, 0, 0, 100e6); // Block 1001.
    vm.roll(1002);
    _round(2, 1000);
    vm.assertEq(gcm.openChargesE6(account), 100e6, "not seen");
  }

  function test_aRaiseShrinksWhatIsFreeAtOnce() public {
    _require(alice, 9_999e6);
    _round(2, 1000);
    vm.assertEq(gcm.available(account), int256(1e6));
    vm.expectPartialRevert(GuardState.InsufficientMargin.selector);
    gcm.reserve(account, 0, 0, 1e6 + 1);
  }

  function test_noNewRiskWithoutALeafOfAStillValidRound() public {
    vm.warp(published.report.validityEnd);
    vm.expectRevert(abi.encodeWithSelector(GuardState.NoValidBound.selector, ETH, 1));
    gcm.reserve(account, ETH, 1e18, 0);
    vm.expectRevert(abi.encodeWithSelector(GuardState.NoValidLeaf.selector, account, 1));
    gcm.reserve(account, 0, 0, 1);
    vm.assertEq(gcm.available(account), int256(0));
  }

  function test_anInstrumentWithoutABoundDoesNotTrade() public {
    vm.expectRevert(abi.encodeWithSelector(GuardState.NoValidBound.selector, bytes32("X"), 0));
    gcm.reserve(account, "X", 1, 0);
  }

  function test_anAccountWithoutALeafTakesNoRisk() public {
    _deposit(bob, usdc, 10_000e6);
    bytes32 bobs = gcm.accountId(bob, 0);
    vm.prank(bob);
    gcm.approveVenue(bobs, address(this), 1e6);
    vm.expectRevert(abi.encodeWithSelector(GuardState.NoValidLeaf.selector, bobs, 0));
    gcm.reserve(bobs, 0, 0, 1);
  }

  function test_whatIsRecordedIsNeverRefused() public {
    vm.warp(published.report.validityEnd + 1);
    gcm.record(account, ETH, 3e18, 2_250e6 * 3);
    vm.assertEq(gcm.openChargesE6(account), 1_200e6, "stale bound still charges");
    gcm.record(account, "X", type(int256).max, 0);
    gcm.record(account, "X", type(int256).min, type(int256).min);
    gcm.record(account, ETH, type(int128).max, type(int256).max);
    gcm.record(account, ETH, type(int128).min, type(int256).min);
    vm.assertEq(gcm.openChargesE6(account), type(uint128).max, "saturated");
  }

  function test_recordedChargesMayMakeTheAccountShort() public {
    gcm.record(account, 0, 0, 8_000e6);
    vm.assertEq(gcm.available(account), -int256(1_000e6));
    vm.expectRevert(
      abi.encodeWithSelector(GuardState.InsufficientMargin.selector, 1, -int256(1_000e6))
    );
    gcm.reserve(account, 0, 0, 1);
  }

  function test_whatCannotRaiseTheRequirementIsNeverRefused() public {
    gcm.record(account, 0, 0, 8_000e6);
    vm.assertEq(gcm.reserve(account, 0, 0, -5e6), 0, "value that comes in, to a short account");
    vm.prank(alice);
    gcm.approveVenue(account, address(this), 0);
    vm.assertEq(gcm.reserve(account, 0, 0, 0), 0, "no room under the cap");
    vm.warp(published.report.validityEnd);
    vm.assertEq(gcm.reserve(account, 0, 0, -1), 0, "no valid round");
    vm.assertEq(gcm.openChargesE6(account), 8_000e6, "nothing charged");
  }

  function test_openChargesHoldAWithdrawalBack() public {
    vm.prank(alice);
    gcm.requestWithdraw(0, address(usdc), 7_000e6);
    vm.roll(1002);
    _round(2, 1001);
    gcm.record(account, 0, 0, 500e6);
    vm.prank(alice);
    vm.expectRevert();
    gcm.executeWithdraw(0, address(usdc), 6_500e6 + 1);
    vm.prank(alice);
    gcm.executeWithdraw(0, address(usdc), 6_500e6);
  }

  function test_aFullListOfChargesForgetsNothing() public {
    for (uint64 i = 0; i < 20; i++) {
      vm.roll(1100 + i);
      gcm.reserve(account, 0, 0, 1e6);
    }
    vm.assertEq(gcm.openChargesE6(account), 20e6, "all count");
    vm.roll(1200);
    _round(2, 1114); // The first 15 are gone; 16 to 20 share the newest block.
    vm.assertEq(gcm.openChargesE6(account), 5e6, "merged ones last longer");
    _round(3, 1119);
    vm.assertEq(gcm.openChargesE6(account), 0, "all seen");
  }

  function test_unusableBoundsAreRefused() public {
    boundLeaves.push(BoundLeaf("zero lot", 1, 1, 1, 0));
    boundLeaves.push(BoundLeaf("huge mark", type(uint128).max, 1, 1, 1));
    _publish(2, 1000);
    for (uint256 i = 1; i < 3; i++) {
      bytes32[] memory section = _sectionProof(BOUNDS);
      bytes32[] memory leaf = _leafProof(BOUNDS, i);
      vm.expectPartialRevert(GuardState.UnusableBound.selector);
      gcm.proveBound(2, boundLeaves[i], section, leaf);
    }
  }

  function test_severalBoundsAreProvenAtOnce() public {
    boundLeaves.push(BoundLeaf("second", 7, 8, 9, 10));
    _publish(2, 1000);
    bytes32[][] memory proofs = new bytes32[][](2);
    proofs[0] = _leafProof(BOUNDS, 0);
    proofs[1] = _leafProof(BOUNDS, 1);
    gcm.proveBounds(2, boundLeaves, _sectionProof(BOUNDS), proofs);
    vm.assertEq(gcm.boundOf("second").sellE6, 9, "stored");
    vm.assertEq(gcm.boundOf(ETH).height, 2, "height");
  }

  function test_locksOnlyRise() public {
    vm.prank(alice);
    gcm.lockLine(0, OTHER_CHAIN, address(1), 5);
    vm.prank(alice);
    vm.expectRevert(abi.encodeWithSelector(AccountBook.LineNotRaised.selector, 5, 5));
    gcm.lockLine(0, OTHER_CHAIN, address(1), 5);
    vm.prank(alice);
    gcm.lockLine(0, OTHER_CHAIN, address(1), 6);
    vm.assertEq(gcm.available(account), int256(7_000e6 - 6));
  }

  function _round(uint64 height, uint64 pinBlock) private {
    if (block.number <= pinBlock) {
      vm.roll(pinBlock + 1);
    }
    _publish(height, pinBlock);
    _proveRequirement(0);
    _proveCollaterals();
    _proveBound(gcm, 0);
  }
}
