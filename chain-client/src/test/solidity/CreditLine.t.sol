// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountBook} from "../../main/solidity/collateral/AccountBook.sol";
import {CollateralTokens} from "../../main/solidity/collateral/CollateralTokens.sol";
import {WholeManager} from "./support/WholeManager.sol";
import {GuardState} from "../../main/solidity/collateral/GuardState.sol";
import {BoundLeaf, CreditLineLeaf} from "../../main/solidity/round/RoundTypes.sol";
import {NetworkFixture} from "./support/NetworkFixture.sol";
import {vm} from "./support/Vm.sol";

/// The same contract as the guard on another chain, within a credit line. The test itself is the venue there.
contract CreditLineTest is NetworkFixture {
  bytes32 private constant CALL = keccak256("ETH call");
  WholeManager private guard;
  bytes32 private account;
  address private holder = address(0x401DE2);

  function setUp() public override {
    super.setUp();
    account = gcm.accountId(alice, 0);
    boundLeaves.push(BoundLeaf(CALL, 100e6, 50e6, 200e6, 0.1e18));
    vm.chainId(OTHER_CHAIN);
    guard = _deployGcm(new address[](0));
    _installKey(guard);
    bytes memory agreed =
      _linkSignature(aliceSecret, address(guard), HOME_CHAIN, address(gcm), 0, holder);
    vm.prank(holder);
    guard.acceptLink(HOME_CHAIN, address(gcm), alice, 0, agreed);
    vm.prank(holder);
    guard.approveVenue(account, address(this), type(uint128).max);
    lineLeaves.push(CreditLineLeaf(account, OTHER_CHAIN, address(guard), 1_000e6, 0));
  }

  function test_theHolderActsForTheAccount() public view {
    vm.assertEq(guard.actorOf(account), holder);
    vm.assertEq(guard.accountOfHolder(holder), account);
  }

  function test_aHolderServesOneAccountAndAnAccountHasOneHolder() public {
    bytes memory agreed =
      _linkSignature(aliceSecret, address(guard), HOME_CHAIN, address(gcm), 1, holder);
    vm.prank(holder);
    vm.expectRevert(
      abi.encodeWithSelector(AccountBook.HolderTaken.selector, account, address(0))
    );
    guard.acceptLink(HOME_CHAIN, address(gcm), alice, 1, agreed);
    agreed = _linkSignature(aliceSecret, address(guard), HOME_CHAIN, address(gcm), 0, bob);
    vm.prank(bob);
    vm.expectRevert(abi.encodeWithSelector(AccountBook.HolderTaken.selector, bytes32(0), holder));
    guard.acceptLink(HOME_CHAIN, address(gcm), alice, 0, agreed);
  }

  function test_aStrangerCannotClaimAnAccount() public {
    bytes memory forHolder =
      _linkSignature(aliceSecret, address(guard), HOME_CHAIN, address(gcm), 1, holder);
    // The holder's permission in a stranger's hands, and a stranger's own signature.
    vm.prank(bob);
    vm.expectPartialRevert(AccountBook.NotSignedByOwner.selector);
    guard.acceptLink(HOME_CHAIN, address(gcm), alice, 1, forHolder);
    bytes memory own = _linkSignature(0xB0B, address(guard), HOME_CHAIN, address(gcm), 1, bob);
    vm.prank(bob);
    vm.expectRevert(
      abi.encodeWithSelector(AccountBook.NotSignedByOwner.selector, vm.addr(0xB0B), alice)
    );
    guard.acceptLink(HOME_CHAIN, address(gcm), alice, 1, own);
  }

  function test_aPermissionServesOneSubAccountHomeGuardAndChain() public {
    bytes memory agreed =
      _linkSignature(aliceSecret, address(guard), HOME_CHAIN, address(gcm), 1, bob);
    vm.expectPartialRevert(AccountBook.NotSignedByOwner.selector);
    vm.prank(bob);
    guard.acceptLink(HOME_CHAIN, address(gcm), alice, 2, agreed);
    vm.expectPartialRevert(AccountBook.NotSignedByOwner.selector);
    vm.prank(bob);
    guard.acceptLink(HOME_CHAIN, address(this), alice, 1, agreed);
    vm.expectPartialRevert(AccountBook.NotSignedByOwner.selector);
    vm.prank(bob);
    gcm.acceptLink(HOME_CHAIN, address(guard), alice, 1, agreed);
    vm.chainId(5);
    vm.expectPartialRevert(AccountBook.NotSignedByOwner.selector);
    vm.prank(bob);
    guard.acceptLink(HOME_CHAIN, address(gcm), alice, 1, agreed);
    vm.chainId(OTHER_CHAIN);
    vm.prank(bob);
    guard.acceptLink(HOME_CHAIN, address(gcm), alice, 1, agreed);
    vm.assertEq(guard.actorOf(guard.accountOfHolder(bob)), bob);
  }

  function test_anAccountAtHomeTakesNoHolder() public {
    vm.expectPartialRevert(AccountBook.AtHome.selector);
    guard.acceptLink(OTHER_CHAIN, address(guard), alice, 0, "");
  }

  function test_withoutALineNothingIsCharged() public {
    vm.expectRevert(abi.encodeWithSelector(GuardState.NoValidLeaf.selector, account, 0));
    guard.reserve(account, 0, 0, 1);
  }

  function test_theLineIsSpentToTheLastUnit() public {
    _round(1, 900);
    vm.assertEq(guard.reserve(account, CALL, -1e18, -100e6), 200e6, "charge");
    guard.reserve(account, 0, 0, 800e6);
    vm.expectRevert(abi.encodeWithSelector(GuardState.InsufficientMargin.selector, 1, int256(0)));
    guard.reserve(account, 0, 0, 1);
  }

  function test_theLineDiesWithItsRound() public {
    _round(1, 900);
    vm.warp(published.report.validityEnd - 1);
    guard.reserve(account, 0, 0, 1);
    vm.warp(published.report.validityEnd);
    vm.expectRevert(abi.encodeWithSelector(GuardState.NoValidLeaf.selector, account, 1));
    guard.reserve(account, 0, 0, 1);
  }

  function test_usesCountUntilTheRequirementBehindTheLineHasSeenThem() public {
    _round(1, 999);
    guard.reserve(account, 0, 0, 300e6); // Block 1000.
    vm.roll(1001);
    // Round 2 has read this chain after the use, but its line still rests on nothing proven at home.
    _round(2, 1000);
    vm.assertEq(guard.openChargesE6(account), 300e6, "counts on");
    // Round 3's line rests on the requirement of round 1, pinned before the use.
    lineLeaves[0].provenHeight = 1;
    _round(3, 1000);
    vm.assertEq(guard.available(account), int256(700e6));
    // Round 4's rests on that of round 2: the use is in it.
    lineLeaves[0].provenHeight = 2;
    _round(4, 1000);
    vm.assertEq(guard.openChargesE6(account), 0, "seen");
    vm.assertEq(guard.available(account), int256(1_000e6));
  }

  function test_aProvenHeightWhoseRoundIsNotHereFreesNothing() public {
    _round(5, 999);
    guard.reserve(account, 0, 0, 300e6);
    vm.roll(1001);
    lineLeaves[0].provenHeight = 4; // Never submitted to this guard.
    _round(6, 1000);
    vm.assertEq(guard.available(account), int256(700e6));
  }

  function test_aLoweredLineBindsAtOnce() public {
    _round(1, 900);
    guard.reserve(account, 0, 0, 300e6);
    lineLeaves[0].amountE6 = 200e6;
    _round(2, 900);
    vm.assertEq(guard.available(account), -int256(100e6));
    vm.expectPartialRevert(GuardState.InsufficientMargin.selector);
    guard.reserve(account, 0, 0, 1);
  }

  function test_anOlderLineIsRefused() public {
    Signed memory first = _sign(1, 900);
    _submit(guard, first, 1);
    lineLeaves[0].amountE6 = 1;
    _round(2, 900);
    lineLeaves[0].amountE6 = 1_000e6;
    _remember(first);
    vm.expectRevert(abi.encodeWithSelector(CollateralTokens.OlderThanStored.selector, 1, 2));
    this.proveFirstLine();
  }

  function test_aProvenHeightThatFallsIsRefused() public {
    lineLeaves[0].provenHeight = 1;
    _round(2, 900);
    lineLeaves[0].provenHeight = 0;
    Signed memory next = _signHere(3, 900);
    _submit(guard, next, 1);
    _remember(next);
    vm.expectRevert(abi.encodeWithSelector(GuardState.ProvenHeightFell.selector, 0, 1));
    this.proveFirstLine();
  }

  function test_aLineForAnotherGuardOrChainIsRefused() public {
    lineLeaves[0].guard = bob;
    vm.expectRevert(abi.encodeWithSelector(GuardState.WrongGuard.selector, OTHER_CHAIN, bob));
    this.signAndProve(1);
    lineLeaves[0].guard = address(guard);
    lineLeaves[0].guardChainId = HOME_CHAIN;
    vm.expectRevert(
      abi.encodeWithSelector(GuardState.WrongGuard.selector, HOME_CHAIN, address(guard))
    );
    this.signAndProve(2);
  }

  function test_aRequirementOfAForeignAccountIsNotStored() public {
    _require(alice, 1e6);
    requirementLeaves[0].account = account;
    requirementLeaves[0].gcm = address(guard);
    Signed memory round = _signHere(1, 900);
    _submit(guard, round, 1);
    _remember(round);
    bytes32[] memory section = _sectionProof(REQUIREMENTS);
    bytes32[] memory leaf = _leafProof(REQUIREMENTS, 0);
    vm.expectRevert(abi.encodeWithSelector(AccountBook.UnknownAccount.selector, account));
    guard.proveRequirement(1, requirementLeaves[0], section, leaf);
  }

  function proveFirstLine() external {
    _proveLine(guard, 0);
  }

  function signAndProve(uint64 height) external {
    _round(height, 900);
  }

  /// A round that has read this chain at `pinBlock`, submitted to the guard, its line and bound proven.
  function _round(uint64 height, uint64 pinBlock) private {
    Signed memory round = _signHere(height, pinBlock);
    _submit(guard, round, 1);
    _remember(round);
    _proveLine(guard, 0);
    _proveBound(guard, 0);
  }

  function _signHere(uint64 height, uint64 pinBlock) private returns (Signed memory) {
    otherPinBlock = pinBlock;
    return _sign(height, 900);
  }
}
