// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountBook} from "../../main/solidity/collateral/AccountBook.sol";
import {CreditLocks} from "../../main/solidity/collateral/CreditLocks.sol";
import {RoundStore} from "../../main/solidity/round/RoundStore.sol";
import {NetworkFixture} from "./support/NetworkFixture.sol";
import {vm} from "./support/Vm.sol";

/// Locks come down again, and not before the lines that rest on them are dead and what was done within them is proven.
contract CreditLocksTest is NetworkFixture {
  address private constant GUARD = address(0x6A);
  bytes32 private account;

  function setUp() public override {
    super.setUp();
    account = gcm.accountId(alice, 0);
    _require(alice, 0);
    vm.prank(alice);
    gcm.lockLine(0, OTHER_CHAIN, GUARD, 1_000e6);
    _round(1, 999, START_TIME);
  }

  function test_aLockFallsWhenARoundHasSeenTheGuardAfterTheLastOldLine() public {
    _request(400e6); // Block 1000.
    vm.roll(1001);
    _round(2, 1000, START_TIME);
    gcm.noteUnlock(account, OTHER_CHAIN, GUARD);
    (uint128 lockedE6, uint128 targetE6, uint64 requestBlock, uint64 linesEnd) =
      gcm.lockOf(account, OTHER_CHAIN, GUARD);
    vm.assertEq(lockedE6, 1_000e6, "claimed still");
    vm.assertEq(targetE6, 400e6, "target");
    vm.assertEq(requestBlock, 1000, "block");
    vm.assertEq(linesEnd, _linesEnd(), "end of old lines");
    vm.warp(linesEnd + 1);
    _round(3, 1000, linesEnd);
    this.execute();
    (lockedE6, targetE6, requestBlock, linesEnd) = gcm.lockOf(account, OTHER_CHAIN, GUARD);
    vm.assertEq(lockedE6, 400e6, "lowered");
    vm.assertEq(targetE6 + requestBlock + linesEnd, 0, "done");
  }

  function test_theOldAmountStaysClaimedUntilThen() public {
    _deposit(alice, usdc, 1_000e6);
    vm.prank(alice);
    gcm.requestWithdraw(0, address(usdc), 1);
    _request(0);
    vm.roll(1001);
    _round(2, 1000, START_TIME);
    _proveCollaterals();
    vm.prank(alice);
    vm.expectRevert();
    gcm.executeWithdraw(0, address(usdc), 1);
    gcm.noteUnlock(account, OTHER_CHAIN, GUARD);
    vm.warp(_linesEnd());
    _round(3, 1000, uint64(block.timestamp));
    _proveCollaterals();
    vm.prank(alice);
    vm.expectRevert();
    gcm.executeWithdraw(0, address(usdc), 1);
    this.execute();
    vm.prank(alice);
    gcm.executeWithdraw(0, address(usdc), 1);
  }

  function test_aRoundThatHasNotSeenTheRequestNotesNothing() public {
    _request(0);
    vm.roll(1001);
    vm.expectRevert(abi.encodeWithSelector(CreditLocks.RoundBeforeUnlock.selector, 999, 1000));
    gcm.noteUnlock(account, OTHER_CHAIN, GUARD);
  }

  function test_aRequestIsNotedOnce() public {
    _request(0);
    vm.roll(1001);
    _round(2, 1000, START_TIME);
    gcm.noteUnlock(account, OTHER_CHAIN, GUARD);
    vm.warp(START_TIME + 5);
    _round(3, 1000, START_TIME);
    vm.expectPartialRevert(CreditLocks.RoundBeforeUnlock.selector);
    gcm.noteUnlock(account, OTHER_CHAIN, GUARD);
  }

  function test_aGuardSeenWhileAnOldLineLivedFreesNothing() public {
    _noted(0);
    uint64 end = _linesEnd();
    vm.warp(end + 10);
    _round(3, 1000, end - 1);
    vm.expectRevert(abi.encodeWithSelector(CreditLocks.LineStillAlive.selector, end - 1, end));
    this.execute();
  }

  function test_anUnnotedRequestFreesNothing() public {
    _request(0);
    vm.roll(1001);
    vm.warp(START_TIME + 1e6);
    _round(2, 1000, START_TIME + 1e6);
    vm.expectRevert(
      abi.encodeWithSelector(CreditLocks.LineStillAlive.selector, START_TIME + 1e6, 0)
    );
    this.execute();
  }

  function test_whatWasDoneWithinTheLineMustBeProvenHere() public {
    _noted(0);
    vm.warp(_linesEnd());
    otherPinTime = uint64(block.timestamp);
    _publish(3, 1000);
    vm.expectRevert(abi.encodeWithSelector(CreditLocks.UseNotProven.selector, 2, 3));
    this.execute();
  }

  function test_onlyTheNewestAndValidRoundFrees() public {
    _noted(0);
    uint64 end = _linesEnd();
    vm.warp(end);
    _round(3, 1000, end);
    Signed memory older = published;
    _round(4, 1000, end);
    Signed memory newest = published;
    _remember(older);
    vm.expectPartialRevert(CreditLocks.NotNewestRound.selector);
    this.execute();
    _remember(newest);
    vm.warp(newest.report.validityEnd);
    vm.expectPartialRevert(CreditLocks.NotNewestRound.selector);
    this.execute();
  }

  function test_aForgedReportOrPinFreesNothing() public {
    _noted(0);
    vm.warp(_linesEnd());
    _round(3, 1000, START_TIME);
    published.report.pinsRoot = keccak256("forged");
    vm.expectPartialRevert(RoundStore.BadGroupSignature.selector);
    this.execute();
    _round(4, 1000, START_TIME);
    published.pins[1].blockTime = type(uint64).max;
    vm.expectPartialRevert(RoundStore.PinNotProven.selector);
    this.executeWith(_pinProof(published, 0));
  }

  function test_aRaiseOrACancellationTakesTheRequestBack() public {
    _noted(0);
    vm.prank(alice);
    gcm.cancelUnlock(0, OTHER_CHAIN, GUARD);
    vm.warp(_linesEnd());
    _round(3, 1000, uint64(block.timestamp));
    vm.expectPartialRevert(CreditLocks.NoUnlockRequested.selector);
    this.execute();
    _request(0);
    vm.prank(alice);
    gcm.lockLine(0, OTHER_CHAIN, GUARD, 1_001e6);
    vm.expectPartialRevert(CreditLocks.NoUnlockRequested.selector);
    this.execute();
    vm.prank(alice);
    vm.expectPartialRevert(CreditLocks.NoUnlockRequested.selector);
    gcm.cancelUnlock(0, OTHER_CHAIN, GUARD);
  }

  function test_aNewRequestWaitsAnew() public {
    _noted(400e6);
    vm.roll(1005);
    _request(300e6);
    (,, uint64 requestBlock, uint64 linesEnd) = gcm.lockOf(account, OTHER_CHAIN, GUARD);
    vm.assertEq(requestBlock, 1005, "block");
    vm.assertEq(linesEnd, 0, "not seen");
  }

  function test_onlyLessThanIsLockedAndOnlyWhatIsLocked() public {
    vm.expectRevert(
      abi.encodeWithSelector(CreditLocks.NothingToUnlock.selector, 1_000e6, 1_000e6)
    );
    vm.prank(alice);
    gcm.requestUnlock(0, OTHER_CHAIN, GUARD, 1_000e6);
    vm.expectRevert(abi.encodeWithSelector(CreditLocks.NotLocked.selector, OTHER_CHAIN, GUARD));
    vm.prank(bob);
    gcm.requestUnlock(0, OTHER_CHAIN, GUARD, 0);
    vm.expectPartialRevert(AccountBook.LineNotRaised.selector);
    vm.prank(alice);
    gcm.lockLine(0, OTHER_CHAIN, GUARD, 1_000e6);
  }

  function test_aLockGivenUpLeavesRoomForAnother() public {
    for (uint160 i = 1; i < 8; i++) {
      vm.prank(alice);
      gcm.lockLine(0, 5, address(i), uint128(i));
    }
    vm.prank(alice);
    vm.expectPartialRevert(AccountBook.TooManyEntries.selector);
    gcm.lockLine(0, 5, address(8), 1);
    _noted(0);
    vm.warp(_linesEnd());
    _round(3, 1000, uint64(block.timestamp));
    this.execute();
    vm.prank(alice);
    gcm.lockLine(0, 5, address(8), 8);
    for (uint160 i = 1; i < 9; i++) {
      (uint128 lockedE6,,,) = gcm.lockOf(account, 5, address(i));
      vm.assertEq(lockedE6, i, "kept");
    }
  }

  /// Whatever comes in which order: what is claimed is the sum of the locks, and falls only when all is in place.
  function testFuzz_aLockFallsExactlyWhenAllIsInPlace(
    uint128 targetE6,
    uint64 seen,
    uint64 pinTime,
    bool noted,
    bool proven
  ) public {
    targetE6 = targetE6 % 1_000e6;
    _request(targetE6);
    vm.roll(1010);
    _round(2, 999 + seen % 3, START_TIME);
    bool couldNote = published.pins[0].blockNumber >= 1000;
    uint64 end = _linesEnd();
    if (noted && couldNote) {
      gcm.noteUnlock(account, OTHER_CHAIN, GUARD);
    }
    vm.warp(end + 3);
    otherPinTime = end - 2 + pinTime % 4;
    _publish(3, 1005);
    if (proven) {
      _proveRequirement(0);
    }
    bool falls = noted && couldNote && proven && otherPinTime >= end;
    try this.execute() {
      vm.assertTrue(falls, "fell too early");
    } catch {
      vm.assertFalse(falls);
    }
    (uint128 lockedE6,,,) = gcm.lockOf(account, OTHER_CHAIN, GUARD);
    vm.assertEq(lockedE6, falls ? targetE6 : 1_000e6, "lock");
  }

  function execute() external {
    this.executeWith(_pinProof(published, 1));
  }

  function executeWith(bytes32[] memory proof) external {
    gcm.executeUnlock(
      account,
      GUARD,
      published.report,
      [published.signature.rx, published.signature.ry, published.signature.z],
      published.pins[1],
      proof
    );
  }

  /// Until when lines on the old amount may live, if the newest round was noted.
  function _linesEnd() private view returns (uint64) {
    return published.report.validityEnd + 1 hours;
  }

  function _noted(uint128 targetE6) private {
    _request(targetE6);
    vm.roll(1001);
    _round(2, 1000, START_TIME);
    gcm.noteUnlock(account, OTHER_CHAIN, GUARD);
  }

  function _request(uint128 targetE6) private {
    vm.prank(alice);
    gcm.requestUnlock(0, OTHER_CHAIN, GUARD, targetE6);
  }

  /// A round that has read this chain at `pinBlock` and the guard's at `guardTime`, with the requirement proven.
  function _round(uint64 height, uint64 pinBlock, uint64 guardTime) private {
    otherPinTime = guardTime;
    _publish(height, pinBlock);
    _proveRequirement(0);
  }
}
