// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CommitteeVotes} from "../../main/solidity/round/CommitteeVotes.sol";
import {KeyChanges} from "../../main/solidity/round/KeyChanges.sol";
import {LoadlineTypes} from "../../main/solidity/round/LoadlineTypes.sol";
import {RoundStore} from "../../main/solidity/round/RoundStore.sol";
import {CommitteeMembers, FirstKey} from "../../main/solidity/round/RoundTypes.sol";
import {GroupSignature, GroupSigner} from "./support/GroupSigner.sol";
import {NetworkFixture} from "./support/NetworkFixture.sol";
import {vm} from "./support/Vm.sol";

/// Keys, committees and rules change a delay ahead, from a height on, and not against the committee.
contract KeyChangesTest is NetworkFixture {
  uint256 private constant NEXT_SECRET = 77;
  bytes32 private constant NEXT_RULES = keccak256("next rules");

  function setUp() public override {
    super.setUp();
    _publish(5, 900);
  }

  function test_theNextKeySignsFromItsHeightOnAndTheOldOneNoMore() public {
    _announce(_next(2, NEXT_SECRET));
    vm.warp(block.timestamp + 1 days);
    _publish(9, 900);
    vm.assertEq(gcm.currentKey().keyEpoch, 1, "the old key up to the height");
    vm.expectPartialRevert(RoundStore.WrongKeyEpoch.selector);
    this.publish(10);
    signEpoch = 2;
    signSecret = NEXT_SECRET;
    signRules = NEXT_RULES;
    _publish(10, 900);
    vm.assertEq(gcm.currentKey().keyEpoch, 2, "epoch");
    vm.assertEq(gcm.currentKey().validFromHeight, 10, "from");
    vm.assertEq(gcm.currentKey().expiresAtHeight, 500, "until");
    vm.assertEq(gcm.currentKey().rulesHash, NEXT_RULES);
    vm.assertEq(gcm.committee(), keccak256("next committee"));
    vm.assertEq(gcm.latestRound().height, 10, "round");
    (FirstKey memory waiting, uint64 notBefore) = gcm.nextKey();
    vm.assertEq(waiting.validFromHeight + notBefore, 0, "nothing waits");
    vm.expectPartialRevert(RoundStore.HeightOutsideKey.selector);
    this.publish(500);
  }

  function test_noChangeBeforeItsDelay() public {
    _announce(_next(2, NEXT_SECRET));
    signEpoch = 2;
    signSecret = NEXT_SECRET;
    signRules = NEXT_RULES;
    vm.warp(block.timestamp + 1 days - 1);
    vm.expectRevert(abi.encodeWithSelector(RoundStore.HeightOutsideKey.selector, 10, 1, 10));
    this.publish(10);
    vm.warp(block.timestamp + 1);
    _publish(10, 900);
  }

  function test_theNextKeySignsNothingBelowItsHeight() public {
    _announce(_next(2, NEXT_SECRET));
    vm.warp(block.timestamp + 2 days);
    signEpoch = 2;
    signSecret = NEXT_SECRET;
    signRules = NEXT_RULES;
    vm.expectPartialRevert(RoundStore.WrongKeyEpoch.selector);
    this.publish(9);
  }

  function test_aReshareKeepsTheKeyAndChangesTheCommittee() public {
    FirstKey memory key = _next(1, GROUP_SECRET);
    key.rulesHash = RULES;
    _announce(key);
    vm.warp(block.timestamp + 1 days);
    _publish(10, 900);
    vm.assertEq(gcm.committee(), keccak256("next committee"));
    vm.assertEq(gcm.currentKey().keyEpoch, 1, "epoch");
  }

  function test_asManyMembersAsIncludeAnHonestOneTakeAChangeBack() public {
    FirstKey memory key = _next(2, NEXT_SECRET);
    _announce(key);
    bytes32 veto = _digest(LoadlineTypes.hashKeyVeto(LoadlineTypes.hashKeyChange(key)));
    CommitteeMembers memory members = _members();
    bytes[] memory one = _votes(veto, 1);
    vm.expectRevert(abi.encodeWithSelector(RoundStore.TooFewSignatures.selector, 1, 2));
    gcm.vetoKey(members, one);
    gcm.vetoKey(members, _votes(veto, 2));
    vm.assertEq(gcm.currentKey().expiresAtHeight, KEY_EXPIRES, "as before");
    vm.warp(block.timestamp + 2 days);
    _publish(10, 900);
    vm.assertEq(gcm.currentKey().keyEpoch, 1, "the old key signs on");
    vm.expectPartialRevert(KeyChanges.NoSuchChange.selector);
    gcm.vetoKey(members, one);
  }

  function test_onlyTheCommitteeInForceVetoes() public {
    FirstKey memory key = _next(2, NEXT_SECRET);
    _announce(key);
    bytes32 veto = _digest(LoadlineTypes.hashKeyVeto(LoadlineTypes.hashKeyChange(key)));
    bytes[] memory votes = _votes(veto, 3);
    CommitteeMembers memory members = _members();
    members.threshold = 4;
    vm.expectPartialRevert(CommitteeVotes.WrongCommittee.selector);
    gcm.vetoKey(members, votes);
    members.threshold = 3;
    votes[2] = votes[1];
    vm.expectPartialRevert(RoundStore.SignersNotRising.selector);
    gcm.vetoKey(members, votes);
    bytes[] memory other = _votes(keccak256("something else"), 2);
    vm.expectRevert();
    gcm.vetoKey(members, other);
  }

  function test_anAnnouncementNeedsBothKeysSignatures() public {
    FirstKey memory key = _next(2, NEXT_SECRET);
    bytes32 change = LoadlineTypes.hashKeyChange(key);
    uint256[3] memory signed = _signed(GROUP_SECRET, change);
    uint256[3] memory test = _signed(NEXT_SECRET, LoadlineTypes.hashKeyTest(change));
    uint256[3] memory foreign = _signed(NEXT_SECRET, change);
    vm.expectPartialRevert(RoundStore.BadGroupSignature.selector);
    gcm.announceKey(key, foreign, test);
    vm.expectPartialRevert(RoundStore.BadGroupSignature.selector);
    gcm.announceKey(key, signed, foreign);
    gcm.announceKey(key, signed, test);
    vm.expectRevert(abi.encodeWithSelector(KeyChanges.ChangePending.selector, 10));
    gcm.announceKey(key, signed, test);
  }

  function test_implausibleChangesAreRefused() public {
    FirstKey memory key = _next(1, NEXT_SECRET);
    _refused(key, NEXT_SECRET, KeyChanges.EpochNotRising.selector);
    key = _next(0, GROUP_SECRET);
    _refused(key, GROUP_SECRET, KeyChanges.EpochNotRising.selector);
    key = _next(2, NEXT_SECRET);
    key.validFromHeight = 5;
    _refused(key, NEXT_SECRET, KeyChanges.BadStart.selector);
    key.validFromHeight = KEY_EXPIRES + 1;
    key.expiresAtHeight = KEY_EXPIRES + 2;
    _refused(key, NEXT_SECRET, KeyChanges.BadStart.selector);
    key = _next(2, NEXT_SECRET);
    key.expiresAtHeight = 10;
    _refused(key, NEXT_SECRET, RoundStore.EmptyKeyPeriod.selector);
  }

  function publish(uint64 height) external {
    _publish(height, 900);
  }

  function _refused(FirstKey memory key, uint256 secret, bytes4 reason) private {
    bytes32 change = LoadlineTypes.hashKeyChange(key);
    uint256[3] memory signed = _signed(GROUP_SECRET, change);
    uint256[3] memory test = _signed(secret, LoadlineTypes.hashKeyTest(change));
    vm.expectPartialRevert(reason);
    gcm.announceKey(key, signed, test);
  }

  function _announce(FirstKey memory key) private {
    bytes32 change = LoadlineTypes.hashKeyChange(key);
    gcm.announceKey(
      key,
      _signed(GROUP_SECRET, change),
      _signed(
        key.keyEpoch == 1 ? GROUP_SECRET : NEXT_SECRET, LoadlineTypes.hashKeyTest(change)
      )
    );
  }

  function _next(uint64 epoch, uint256 secret) private returns (FirstKey memory) {
    (uint256 x, uint8 parity) = GroupSigner.keyOf(secret);
    return FirstKey(epoch, x, parity, keccak256("next committee"), NEXT_RULES, 10, 500);
  }

  function _signed(uint256 secret, bytes32 structHash) private returns (uint256[3] memory) {
    GroupSignature memory s = GroupSigner.sign(secret, _digest(structHash), 0);
    return [s.rx, s.ry, s.z];
  }

  function _digest(bytes32 structHash) private view returns (bytes32) {
    return LoadlineTypes.digest(gcm.domainSeparator(), structHash);
  }
}
