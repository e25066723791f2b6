// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EscapeHatch} from "../../main/solidity/collateral/EscapeHatch.sol";
import {Payout} from "../../main/solidity/collateral/Payout.sol";
import {CertifiedRounds} from "../../main/solidity/round/CertifiedRounds.sol";
import {CommitteeVotes} from "../../main/solidity/round/CommitteeVotes.sol";
import {LoadlineTypes} from "../../main/solidity/round/LoadlineTypes.sol";
import {RoundStore} from "../../main/solidity/round/RoundStore.sol";
import {CommitteeMembers} from "../../main/solidity/round/RoundTypes.sol";
import {NetworkFixture} from "./support/NetworkFixture.sol";
import {vm} from "./support/Vm.sol";

/// A network that falls silent: first its votes stand in for its signature, then owners leave by what was last proven.
contract EscapeHatchTest is NetworkFixture {
  bytes32 private account;
  uint64 private end;

  function setUp() public override {
    super.setUp();
    account = gcm.accountId(alice, 0);
    _deposit(alice, usdc, 10_000e6);
    vm.roll(1001);
    _require(alice, 3_000e6);
    _publish(1, 1000);
    _proveRequirement(0);
    _proveCollaterals();
    vm.prank(alice);
    gcm.approveVenue(account, address(this), type(uint128).max);
    end = published.report.validityEnd;
  }

  function test_afterADayOfSilenceTheVotesAreAccepted() public {
    vm.warp(end + 1 days - 1);
    vm.expectRevert(
      abi.encodeWithSelector(
        CertifiedRounds.NetworkAlive.selector, block.timestamp, block.timestamp + 1
      )
    );
    this.certify(2, 3);
    vm.warp(end + 1 days);
    this.certify(2, 3);
    vm.assertEq(gcm.latestRound().height, 2, "stored");
    // The next one needs no further silence, and the group's signature is good again at any time.
    this.certify(3, 3);
    _publish(4, 1000);
    vm.expectPartialRevert(CertifiedRounds.NetworkAlive.selector);
    this.certify(5, 3);
  }

  function test_aCertifiedRoundReleasesLikeAnyOther() public {
    vm.prank(alice);
    gcm.requestWithdraw(0, address(usdc), 7_000e6);
    vm.roll(1005);
    vm.warp(end + 1 days);
    _remember(_certified(2));
    this.certify(2, 3);
    _proveRequirement(0);
    _proveCollaterals();
    vm.prank(alice);
    gcm.executeWithdraw(0, address(usdc), 7_000e6);
  }

  function test_fewerVotesThanTheThresholdOrOtherPeoplesAreRefused() public {
    vm.warp(end + 1 days);
    vm.expectRevert(abi.encodeWithSelector(RoundStore.TooFewSignatures.selector, 2, 3));
    this.certify(2, 2);
    Signed memory round = _certified(2);
    CommitteeMembers memory members = _members();
    bytes32[] memory proof = _pinProof(round, 0);
    bytes[] memory votes = _votes(_vote(round, 0), 3);
    vm.expectRevert();
    gcm.submitCertified(round.report, 1, members, votes, round.pins[0], proof);
    members.threshold = 1;
    vm.expectPartialRevert(CommitteeVotes.WrongCommittee.selector);
    gcm.submitCertified(round.report, 0, members, votes, round.pins[0], proof);
  }

  function test_certifiedRoundsRiseAreAliveAndHaveReadThisChain() public {
    vm.warp(end + 1 days);
    vm.expectPartialRevert(RoundStore.HeightNotRising.selector);
    this.certify(1, 3);
    Signed memory round = _certified(2);
    bytes[] memory votes = _votes(_vote(round, 0), 3);
    CommitteeMembers memory members = _members();
    bytes32[] memory proof = _pinProof(round, 0);
    vm.expectPartialRevert(RoundStore.PinNotProven.selector);
    gcm.submitCertified(round.report, 0, members, votes, round.pins[0], new bytes32[](0));
    vm.warp(round.report.validityEnd);
    vm.expectPartialRevert(RoundStore.ReportExpired.selector);
    gcm.submitCertified(round.report, 0, members, votes, round.pins[0], proof);
  }

  function test_afterTwoWeeksOwnersLeaveByWhatWasLastProven() public {
    _ask(10_000e6);
    vm.warp(end + 14 days - 1);
    vm.expectRevert(
      abi.encodeWithSelector(
        EscapeHatch.TooEarlyToExit.selector, block.timestamp, block.timestamp + 1
      )
    );
    this.depart(1);
    vm.warp(end + 14 days);
    vm.expectPartialRevert(Payout.InsufficientCollateral.selector);
    this.depart(7_000e6 + 1);
    this.depart(7_000e6);
    vm.assertEq(usdc.balanceOf(alice), 7_000e6, "out");
    vm.expectPartialRevert(Payout.InsufficientCollateral.selector);
    this.depart(1);
  }

  function test_locksAndReservationsStayClaimed() public {
    vm.prank(alice);
    gcm.lockLine(0, OTHER_CHAIN, address(1), 2_000e6);
    gcm.record(account, 0, 0, 1_000e6);
    _ask(10_000e6);
    vm.warp(end + 14 days);
    vm.expectPartialRevert(Payout.InsufficientCollateral.selector);
    this.depart(4_000e6 + 1);
    this.depart(4_000e6);
  }

  function test_aLaterProofOfTheLastRoundStillBinds() public {
    _require(alice, 9_000e6);
    _publish(2, 1000);
    end = published.report.validityEnd;
    _ask(10_000e6);
    vm.warp(end + 14 days);
    _proveRequirement(0);
    vm.expectPartialRevert(Payout.InsufficientCollateral.selector);
    this.depart(1_000e6 + 1);
    this.depart(1_000e6);
  }

  function test_aNetworkThatNeverSpokeKeepsNothing() public {
    gcm = _deployGcm(_tokens());
    _deposit(alice, usdc, 5e6);
    _ask(5e6);
    vm.assertEq(gcm.exitOpensAt(), block.timestamp + 14 days, "from deployment");
    vm.warp(block.timestamp + 14 days);
    this.depart(5e6);
  }

  function test_aNewRoundClosesTheWayOut() public {
    _ask(1e6);
    vm.warp(end + 14 days);
    this.depart(1);
    _publish(2, 1000);
    vm.expectPartialRevert(EscapeHatch.TooEarlyToExit.selector);
    this.depart(1);
  }

  function test_noMoreThanWasAskedForLeaves() public {
    _ask(5);
    vm.warp(end + 14 days);
    vm.expectRevert(abi.encodeWithSelector(Payout.BeyondRequest.selector, 6, 5));
    this.depart(6);
    vm.expectPartialRevert(Payout.ZeroAmount.selector);
    this.depart(0);
  }

  /// However much is claimed: exactly what is above it can leave.
  function testFuzz_whatIsClaimedStays(uint64 initialE6, uint64 lockedE6, uint64 askedE6) public {
    uint128 initial = initialE6 % 10_000e6;
    uint128 locked = lockedE6 % 5_000e6 + 1;
    uint128 asked = askedE6 % 10_000e6 + 1;
    _require(alice, initial);
    _publish(2, 1000);
    _proveRequirement(0);
    vm.prank(alice);
    gcm.lockLine(0, OTHER_CHAIN, address(1), locked);
    _ask(asked);
    vm.warp(published.report.validityEnd + 14 days);
    bool covered = asked + initial + locked <= 10_000e6;
    try this.depart(asked) {
      vm.assertTrue(covered, "left too much");
    } catch {
      vm.assertFalse(covered);
    }
  }

  function depart(uint128 amount) external {
    vm.prank(alice);
    gcm.exitWithdraw(0, address(usdc), amount);
  }

  function certify(uint64 height, uint256 votes) external {
    Signed memory round = _certified(height);
    gcm.submitCertified(
      round.report,
      0,
      _members(),
      _votes(_vote(round, 0), votes),
      round.pins[0],
      _pinProof(round, 0)
    );
  }

  function _ask(uint128 amount) private {
    vm.prank(alice);
    gcm.requestWithdraw(0, address(usdc), amount);
  }

  function _certified(uint64 height) private returns (Signed memory) {
    return _sign(height, height == 2 ? uint64(block.number - 1) : 1000);
  }

  function _vote(Signed memory round, uint32 agreementRound) private view returns (bytes32) {
    bytes32 domain = gcm.domainSeparator();
    return LoadlineTypes.digest(
      domain,
      LoadlineTypes.hashCommit(
        gcm.committee(), round.report.height, agreementRound, _digest(domain, round.report)
      )
    );
  }
}
