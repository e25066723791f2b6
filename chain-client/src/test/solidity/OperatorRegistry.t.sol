// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CollateralToken} from "../../main/solidity/devnet/CollateralToken.sol";
import {OperatorRegistry} from "../../main/solidity/registry/OperatorRegistry.sol";
import {LoadlineTypes} from "../../main/solidity/round/LoadlineTypes.sol";
import {Shipped} from "./support/Shipped.sol";
import {vm} from "./support/Vm.sol";

contract OperatorRegistryTest {
  uint256 private constant SECRET = 0xBEEF;
  bytes32 private constant NETWORK = keccak256("network");
  address private insurance = address(0x1A5);
  address private identity;
  CollateralToken private token;
  OperatorRegistry private registry;

  function setUp() public {
    vm.warp(1_704_712_781);
    identity = vm.addr(SECRET);
    token = CollateralToken(
      Shipped.deploy("CollateralToken", abi.encode("Stake", "STK", uint8(18)))
    );
    registry = OperatorRegistry(
      Shipped.deploy(
        "OperatorRegistry",
        abi.encode(NETWORK, token, uint128(100), uint64(1000), uint16(2500), insurance)
      )
    );
    token.mint(address(this), 10_000);
    token.approve(address(registry), 10_000);
  }

  function test_anIdentityRegistersWithItsOwnSignature() public {
    _register(1000);
    OperatorRegistry.Operator memory operator = registry.operatorOf(identity);
    vm.assertEq(operator.owner, address(this));
    vm.assertEq(operator.stake, 1000, "stake");
    vm.assertEq(operator.peerKey, hex"0802");
    vm.assertEq(registry.identities()[0], identity);
  }

  function test_nobodyRegistersAnothersIdentityOrTwice() public {
    bytes memory signature =
      _sign(0xBAD, registry.registrationDigest(identity, address(this), hex"0802"));
    vm.expectRevert(
      abi.encodeWithSelector(
        OperatorRegistry.IdentityDidNotSign.selector, vm.addr(0xBAD), identity
      )
    );
    registry.register(identity, hex"0802", 1000, signature);
    _register(1000);
    vm.expectRevert(abi.encodeWithSelector(OperatorRegistry.IdentityUsed.selector, identity));
    registry.register(identity, hex"0802", 1000, signature);
  }

  function test_stakeHasAMinimum() public {
    bytes memory signature =
      _sign(SECRET, registry.registrationDigest(identity, address(this), hex"0802"));
    vm.expectRevert(abi.encodeWithSelector(OperatorRegistry.BelowMinimum.selector, 99, 100));
    registry.register(identity, hex"0802", 99, signature);
    _register(1000);
    vm.expectRevert(abi.encodeWithSelector(OperatorRegistry.BelowMinimum.selector, 99, 100));
    registry.startUnbonding(identity, 901);
    registry.startUnbonding(identity, 900);
    registry.startUnbonding(identity, 100);
  }

  function test_stakeLeavesAfterTheDelay() public {
    _register(1000);
    registry.startUnbonding(identity, 400);
    vm.expectPartialRevert(OperatorRegistry.StillUnbonding.selector);
    registry.withdrawStake(identity);
    vm.warp(block.timestamp + 1000);
    registry.withdrawStake(identity);
    vm.assertEq(token.balanceOf(address(this)), 9_400, "paid");
    vm.expectRevert(abi.encodeWithSelector(OperatorRegistry.BadAmount.selector, 0, 0));
    registry.withdrawStake(identity);
  }

  function test_onlyTheOwnerMovesStake() public {
    _register(1000);
    vm.prank(insurance);
    vm.expectRevert(
      abi.encodeWithSelector(OperatorRegistry.NotOwner.selector, insurance, address(this))
    );
    registry.startUnbonding(identity, 400);
  }

  function test_twoVotesInOneSlotCostTheStakeUnbondingIncluded() public {
    for (uint8 kind = 0; kind < 4; kind++) {
      setUp();
      _register(1000);
      registry.startUnbonding(identity, 400);
      OperatorRegistry.Slot memory slot = _slot(OperatorRegistry.VoteKind(kind));
      OperatorRegistry.Vote memory a = _vote(slot, "a", SECRET);
      OperatorRegistry.Vote memory b = _vote(slot, "b", SECRET);
      vm.prank(address(0x4E9));
      registry.slash(slot, a, b);
      vm.assertEq(token.balanceOf(address(0x4E9)), 250, "a quarter to the finder");
      vm.assertEq(token.balanceOf(insurance), 750, "the rest to the insurance");
      vm.assertTrue(registry.operatorOf(identity).slashed);
      vm.expectRevert(abi.encodeWithSelector(OperatorRegistry.NothingAtStake.selector, identity));
      registry.slash(slot, a, b);
      vm.expectRevert(abi.encodeWithSelector(OperatorRegistry.IdentityUsed.selector, identity));
      registry.addStake(identity, 1);
    }
  }

  function test_twoProposalsWithOneDigestButOtherObservationsCostTheStake() public {
    _register(1000);
    OperatorRegistry.Slot memory slot = _slot(OperatorRegistry.VoteKind.PROPOSAL);
    OperatorRegistry.Vote memory other = _vote(slot, "a", SECRET);
    other.observations = "others";
    other.signature = _sign(
      SECRET,
      LoadlineTypes.digest(registry.networkDomain(), registry.voteHash(slot, other))
    );
    registry.slash(slot, _vote(slot, "a", SECRET), other);
    vm.assertEq(registry.operatorOf(identity).stake, 0, "stake");
  }

  function test_oneVoteSignedTwiceIsNoEvidence() public {
    _register(1000);
    OperatorRegistry.Slot memory slot = _slot(OperatorRegistry.VoteKind.PREPARE);
    OperatorRegistry.Vote memory a = _vote(slot, "a", SECRET);
    vm.expectPartialRevert(OperatorRegistry.SameVote.selector);
    registry.slash(slot, a, a);
    // Nor does a field that this kind of vote does not sign make it another vote.
    OperatorRegistry.Vote memory b = _vote(slot, "a", SECRET);
    b.observations = "others";
    vm.expectPartialRevert(OperatorRegistry.SameVote.selector);
    registry.slash(slot, a, b);
  }

  function test_votesOfDifferentSlotsAreNoEvidence() public {
    _register(1000);
    OperatorRegistry.Slot memory slot = _slot(OperatorRegistry.VoteKind.PREPARE);
    OperatorRegistry.Slot memory next = _slot(OperatorRegistry.VoteKind.PREPARE);
    next.round = 1;
    OperatorRegistry.Vote memory a = _vote(slot, "a", SECRET);
    OperatorRegistry.Vote memory b = _vote(next, "b", SECRET);
    vm.expectPartialRevert(OperatorRegistry.DifferentSigners.selector);
    registry.slash(slot, a, b);
  }

  function test_votesOfTwoIdentitiesAreNoEvidence() public {
    _register(1000);
    OperatorRegistry.Slot memory slot = _slot(OperatorRegistry.VoteKind.COMMIT);
    OperatorRegistry.Vote memory a = _vote(slot, "a", SECRET);
    OperatorRegistry.Vote memory b = _vote(slot, "b", 0xBAD);
    vm.expectRevert(
      abi.encodeWithSelector(
        OperatorRegistry.DifferentSigners.selector, identity, vm.addr(0xBAD)
      )
    );
    registry.slash(slot, a, b);
  }

  function test_everyEvidenceOfTheVectorsCostsTheStake() public {
    string memory json = vm.readFile("../docs/vectors/votes.json");
    bytes32 network = vm.parseJsonBytes32(json, ".networkId");
    uint256 count;
    while (vm.keyExistsJson(json, _at(count, ""))) {
      registry = _deployFor(network);
      token.approve(address(registry), 1000);
      uint256 secret = vm.parseJsonUint(json, _at(count, ".secretKey"));
      address offender = vm.addr(secret);
      registry.register(
        offender,
        hex"0802",
        100,
        _sign(secret, registry.registrationDigest(offender, address(this), hex"0802"))
      );
      bytes memory evidence = vm.parseJsonBytes(json, _at(count, ".calldata"));
      (bool accepted,) = address(registry).call(evidence);
      vm.assertTrue(accepted, "accepted");
      vm.assertTrue(registry.operatorOf(offender).slashed, "slashed");
      vm.assertEq(registry.operatorOf(offender).stake, 0, "stake");
      // Not in another network.
      OperatorRegistry other = _deployFor(keccak256("another network"));
      (accepted,) = address(other).call(evidence);
      vm.assertFalse(accepted);
      count++;
    }
    vm.assertEq(count, 7, "pieces of evidence");
  }

  function test_aLaterRoundChangeThatShowsTheLockOrANewerOneIsNoAmnesia() public {
    _register(1000);
    OperatorRegistry.Commit memory commit = _commit(2);
    for (uint32 prepared = 2; prepared < 4; prepared++) {
      OperatorRegistry.RoundChange memory change = _change(4, true, prepared, SECRET);
      vm.expectRevert(
        abi.encodeWithSelector(OperatorRegistry.NotDenied.selector, prepared, uint32(2))
      );
      registry.slashAmnesia(keccak256("committee"), 42, commit, change);
    }
    registry.slashAmnesia(
      keccak256("committee"), 42, commit, _change(4, true, 1, SECRET)
    );
    vm.assertTrue(registry.operatorOf(identity).slashed);
  }

  function test_aRoundChangeBeforeOrInTheRoundOfTheCommitIsNoAmnesia() public {
    _register(1000);
    OperatorRegistry.Commit memory commit = _commit(2);
    for (uint32 round = 1; round < 3; round++) {
      OperatorRegistry.RoundChange memory change = _change(round, false, 0, SECRET);
      vm.expectRevert(
        abi.encodeWithSelector(OperatorRegistry.NotLater.selector, round, uint32(2))
      );
      registry.slashAmnesia(keccak256("committee"), 42, commit, change);
    }
  }

  function test_amnesiaIsOnesOwn() public {
    _register(1000);
    OperatorRegistry.Commit memory commit = _commit(2);
    OperatorRegistry.RoundChange memory change = _change(3, false, 0, 0xBAD);
    vm.expectRevert(
      abi.encodeWithSelector(
        OperatorRegistry.DifferentSigners.selector, identity, vm.addr(0xBAD)
      )
    );
    registry.slashAmnesia(keccak256("committee"), 42, commit, change);
    // Nor does it reach over heights: the signatures are then another's.
    change = _change(3, false, 0, SECRET);
    vm.expectRevert();
    registry.slashAmnesia(keccak256("committee"), 43, commit, change);
  }

  function test_roundChangesToTwoRoundsOrTheSameOneTwiceAreNoEvidence() public {
    _register(1000);
    OperatorRegistry.RoundChange memory first = _change(3, false, 0, SECRET);
    OperatorRegistry.RoundChange memory later = _change(4, true, 3, SECRET);
    vm.expectPartialRevert(OperatorRegistry.NotLater.selector);
    registry.slashRoundChange(keccak256("committee"), 42, first, later);
    vm.expectPartialRevert(OperatorRegistry.SameVote.selector);
    registry.slashRoundChange(keccak256("committee"), 42, first, first);
  }

  function test_roundChangesHaveAnEntryOfTheirOwn() public {
    OperatorRegistry.Slot memory slot = _slot(OperatorRegistry.VoteKind.ROUND_CHANGE);
    OperatorRegistry.Vote memory vote;
    vm.expectRevert(
      abi.encodeWithSelector(
        OperatorRegistry.WrongKind.selector, OperatorRegistry.VoteKind.ROUND_CHANGE
      )
    );
    registry.slash(slot, vote, vote);
  }

  function test_settingsThatMakeNoSenseAreRefused() public {
    vm.expectRevert();
    this.deployWith(5001, insurance);
    vm.expectRevert();
    this.deployWith(5000, address(0));
    this.deployWith(5000, insurance);
  }

  function deployWith(uint16 share, address insurance_) external {
    Shipped.deploy(
      "OperatorRegistry",
      abi.encode(NETWORK, token, uint128(100), uint64(1000), share, insurance_)
    );
  }

  function _register(uint128 stake) private {
    bytes memory signature =
      _sign(SECRET, registry.registrationDigest(identity, address(this), hex"0802"));
    registry.register(identity, hex"0802", stake, signature);
  }

  function _slot(OperatorRegistry.VoteKind kind)
    private
    pure
    returns (OperatorRegistry.Slot memory)
  {
    return OperatorRegistry.Slot(kind, keccak256("committee"), 42, 0);
  }

  function _vote(OperatorRegistry.Slot memory slot, bytes32 digest, uint256 secret)
    private
    view
    returns (OperatorRegistry.Vote memory vote)
  {
    vote.digest = digest;
    vote.signature =
      _sign(secret, LoadlineTypes.digest(registry.networkDomain(), registry.voteHash(slot, vote)));
  }

  function _sign(uint256 secret, bytes32 digest) private pure returns (bytes memory) {
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(secret, digest);
    return abi.encodePacked(r, s, v);
  }

  function _commit(uint32 round) private view returns (OperatorRegistry.Commit memory commit) {
    bytes32 structHash = keccak256(
      abi.encode(
        LoadlineTypes.COMMIT_TYPE, keccak256("committee"), uint64(42), round, bytes32("a")
      )
    );
    commit = OperatorRegistry.Commit(
      round, "a", _sign(SECRET, LoadlineTypes.digest(registry.networkDomain(), structHash))
    );
  }

  function _change(uint32 round, bool prepared, uint32 preparedRound, uint256 secret)
    private
    view
    returns (OperatorRegistry.RoundChange memory change)
  {
    change.round = round;
    change.prepared = prepared;
    change.preparedRound = preparedRound;
    bytes32 structHash = registry.roundChangeHash(keccak256("committee"), 42, change);
    change.signature =
      _sign(secret, LoadlineTypes.digest(registry.networkDomain(), structHash));
  }

  function _deployFor(bytes32 network) private returns (OperatorRegistry) {
    return OperatorRegistry(
      Shipped.deploy(
        "OperatorRegistry",
        abi.encode(network, token, uint128(100), uint64(1000), uint16(2500), insurance)
      )
    );
  }

  function _at(uint256 index, string memory field) private pure returns (string memory) {
    return string.concat(".evidence[", vm.toString(index), "]", field);
  }
}
